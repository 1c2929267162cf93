-- What an overruled source says about a match, a line a field.
CREATE TEMP TABLE several AS SELECT j.* FROM joined AS j JOIN rows_of AS r USING (match) WHERE r.n > 1;

INSERT INTO conflicts
SELECT match, field, source, value, chosen_source, chosen FROM (
  SELECT j.match, 'score' AS field, j.source, j.home_goals || '-' || j.away_goals AS value, m.source AS chosen_source,
    m.home_goals || '-' || m.away_goals AS chosen
  FROM several AS j JOIN matches AS m ON m.id = j.match
  WHERE j.extra_time IS NOT NULL OR NOT coalesce(m.extra_time, FALSE)
  UNION
  SELECT j.match, 'score after extra time', j.source, j.home_goals_aet || '-' || j.away_goals_aet, m.source,
    m.home_goals_aet || '-' || m.away_goals_aet
  FROM several AS j JOIN matches AS m ON m.id = j.match
  UNION
  SELECT j.match, 'half-time', j.source, j.home_goals_ht || '-' || j.away_goals_ht, m.source, m.home_goals_ht || '-' || m.away_goals_ht
  FROM several AS j JOIN matches AS m ON m.id = j.match
  UNION
  SELECT j.match, 'shoot-out', j.source, j.home_pens || '-' || j.away_pens, m.source, m.home_pens || '-' || m.away_pens
  FROM several AS j JOIN matches AS m ON m.id = j.match
  UNION
  SELECT j.match, 'date', j.source, j.date::VARCHAR, m.source, m.date::VARCHAR
  FROM several AS j JOIN matches AS m ON m.id = j.match
  UNION
  SELECT j.match, 'status', j.source, j.status, m.source, m.status
  FROM several AS j JOIN matches AS m ON m.id = j.match
  WHERE j.status <> 'scheduled'
)
WHERE value <> chosen
ORDER BY ALL;
