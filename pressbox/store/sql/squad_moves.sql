-- Players of a team who were last seen with another: the day of it.
WITH seen AS (
  SELECT p.player_key AS key, CASE WHEN p.side = 'home' THEN m.home ELSE m.away END AS team, m.date AS day
  FROM player_matches AS p JOIN matches AS m ON m.id = p.match
  WHERE list_contains($keys, p.player_key) AND m.date >= $since AND /* known */
  UNION ALL
  SELECT a.player_key, a.team, CAST(a.seen_at AS DATE)
  FROM availability AS a
  WHERE list_contains($keys, a.player_key) AND a.seen_at < $as_of AND a.seen_at >= $as_of - INTERVAL 300 DAY
)
SELECT key, max(day) AS day
FROM seen
WHERE team <> $team
GROUP BY key
ORDER BY key;
