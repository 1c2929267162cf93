-- Matches of the competitions that some teams play in, between a day and a moment, as numbers for a model; awarded results
-- say nothing of strength.
SELECT m.home, m.away, m.competition, m.date - DATE '1970-01-01' AS day,
  coalesce(m.home_goals, m.home_final) AS home_goals, coalesce(m.away_goals, m.away_final) AS away_goals,
  CASE WHEN m.home_goals IS NULL THEN 120 ELSE 90 END AS minutes,
  coalesce(m.neutral, FALSE) AS neutral
FROM matches AS m
WHERE m.status = 'played' AND m.date >= $since AND /* known */
  AND m.competition IN (SELECT t.competition FROM team_matches AS t WHERE list_contains($teams, t.team) AND t.date >= $since AND t.date < $as_of_date)
ORDER BY m.date, m.id;
