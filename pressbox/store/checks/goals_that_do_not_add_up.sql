-- A match's goals add up to its score.
WITH counted AS (
  SELECT match, any_value(source) AS source, count(*) FILTER (side = 'home') AS home, count(*) FILTER (side = 'away') AS away
  FROM goals GROUP BY match
)
SELECT c.match, c.source, c.home || '-' || c.away AS goals, m.home_final || '-' || m.away_final AS score
FROM counted AS c JOIN matches AS m ON m.id = c.match
WHERE m.status = 'played' AND (c.home <> m.home_final OR c.away <> m.away_final)
ORDER BY c.match;
