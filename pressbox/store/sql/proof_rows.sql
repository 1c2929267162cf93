-- Every match of some teams that was over by a moment, a row a side: what proofs are reckoned from.
CREATE OR REPLACE TEMP TABLE proof_rows AS
WITH sides AS (
  SELECT m.*, m.home AS team, m.away AS opponent, TRUE AS at_home FROM own_matches AS m
  WHERE m.home IN (SELECT unnest($teams)) AND /* known */
  UNION ALL
  SELECT m.*, m.away, m.home, FALSE FROM own_matches AS m WHERE m.away IN (SELECT unnest($teams)) AND /* known */
)
SELECT s.team, s.id, s.date, s.kick_off_at, s.season, s.competition, c.kind, coalesce(s.phase, 'none') AS phase,
  CASE WHEN s.neutral THEN 'neutral' WHEN s.at_home THEN 'home' ELSE 'away' END AS venue,
  s.opponent, o.country AS opponent_country, t.national, s.status = 'awarded' AS awarded,
  s.at_home, if(s.at_home, s.home_final, s.away_final) AS f120, if(s.at_home, s.away_final, s.home_final) AS a120,
  if(s.at_home, s.home_goals, s.away_goals) AS f90, if(s.at_home, s.away_goals, s.home_goals) AS a90,
  row_number() OVER (PARTITION BY s.team ORDER BY s.date DESC, s.kick_off_at DESC NULLS LAST, s.id) AS place
FROM sides AS s
JOIN teams AS t ON t.id = s.team
JOIN teams AS o ON o.id = s.opponent
JOIN competitions AS c ON c.id = s.competition;
