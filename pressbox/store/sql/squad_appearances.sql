-- How long each player of a team's list played in its last matches, newest match first; also those who did not play.
WITH own AS (
  SELECT m.id, m.date, m.kick_off_at, m.competition, CASE WHEN m.home = $team THEN 'home' ELSE 'away' END AS side
  FROM own_matches AS m
  WHERE $team IN (m.home, m.away) AND m.date >= $since AND /* known */
), last AS (
  SELECT own.* FROM own
  WHERE EXISTS (SELECT 1 FROM player_matches AS p WHERE p.match = own.id AND p.side = own.side)
  ORDER BY own.date DESC, own.kick_off_at DESC NULLS LAST, own.id LIMIT $limit
)
SELECT last.id AS match, last.date, last.kick_off_at, last.competition, p.player, coalesce(p.player_key, p.player) AS key,
  p.position, p.minutes, p.started, p.red_cards
FROM player_matches AS p JOIN last ON last.id = p.match AND last.side = p.side
ORDER BY last.date DESC, last.kick_off_at DESC NULLS LAST, last.id, p.minutes DESC NULLS LAST, key;
