-- How sides stand in their league seasons by what they or their opponents were counted, a row a question.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "competition": "VARCHAR", "season": "VARCHAR", "team": "VARCHAR", "measure": "VARCHAR", "own": "BOOLEAN"
  }]'), max_depth := 2)
), of_season AS (
  SELECT m.competition, m.season, m.home, m.away, s.home_shots, s.away_shots, s.home_shots_on_target, s.away_shots_on_target,
    s.home_corners, s.away_corners, s.home_xg, s.away_xg
  FROM matches AS m LEFT JOIN match_stats AS s ON s.match = m.id
  WHERE list_contains($competitions, m.competition) AND list_contains($seasons, m.season)
    AND (m.phase IS NULL OR m.phase = 'league') AND /* known */
), measured AS (
  SELECT q.number, m.home, m.away,
    CASE q.measure WHEN 'shots' THEN home_shots WHEN 'on target' THEN home_shots_on_target WHEN 'corners' THEN home_corners ELSE home_xg END AS h,
    CASE q.measure WHEN 'shots' THEN away_shots WHEN 'on target' THEN away_shots_on_target WHEN 'corners' THEN away_corners ELSE away_xg END AS a
  FROM asked AS q JOIN of_season AS m USING (competition, season)
), clubs AS (
  SELECT number, team, round(sum(value) * 100)::BIGINT AS total, sum(value) / count(*) AS mean
  FROM (
    SELECT number, home AS team, if(own, h, a) AS value FROM measured JOIN asked USING (number)
    UNION ALL
    SELECT number, away, if(own, a, h) FROM measured JOIN asked USING (number)
  )
  GROUP BY number, team
)
SELECT q.number, count(*) FILTER (o.mean > c.mean + 1e-9) AS "more", count(*) FILTER (o.mean < c.mean - 1e-9) AS "fewer",
  any_value(c.total) AS "total"
FROM asked AS q
LEFT JOIN clubs AS c ON c.number = q.number AND c.team = q.team
LEFT JOIN clubs AS o ON o.number = q.number
GROUP BY q.number
ORDER BY q.number;
