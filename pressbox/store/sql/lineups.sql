-- Starting elevens of a team's last matches, newest match first.
WITH last AS (
  SELECT DISTINCT m.id, m.date, CASE WHEN m.home = $team THEN 'home' ELSE 'away' END AS side
  FROM lineups AS l JOIN own_matches AS m ON m.id = l.match
  WHERE $team IN (m.home, m.away) AND m.date >= $since AND l.role = 'start' AND l.side = CASE WHEN m.home = $team THEN 'home' ELSE 'away' END AND /* known */
  ORDER BY m.date DESC, m.id LIMIT $limit
)
SELECT l.match, last.date, l.formation, l.player, l.line, l.slot, l.number
FROM lineups AS l JOIN last ON last.id = l.match AND last.side = l.side
WHERE l.role = 'start'
ORDER BY last.date DESC, l.match, l.line NULLS LAST, l.slot NULLS LAST, l.player;
