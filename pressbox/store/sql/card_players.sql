-- Cards of a team in some of its matches, and who else of it took part in them.
WITH own AS (
  SELECT unnest($home) AS id, 'home' AS side
  UNION ALL
  SELECT unnest($away), 'away'
)
SELECT c.match, c.player, c.kind, c.minute, c.reason
FROM cards AS c JOIN own ON own.id = c.match AND own.side = c.side WHERE c.player IS NOT NULL
UNION ALL
SELECT s.match, unnest([s.player_on, s.player_off]), NULL, s.minute, NULL
FROM substitutions AS s JOIN own ON own.id = s.match AND own.side = s.side
UNION ALL
SELECT g.match, g.player, NULL, g.minute, NULL
FROM goals AS g JOIN own ON own.id = g.match AND own.side = g.side WHERE NOT coalesce(g.own_goal, FALSE)
UNION ALL
SELECT p.match, p.player, NULL, NULL, NULL
FROM player_matches AS p JOIN own ON own.id = p.match AND own.side = p.side WHERE p.minutes > 0
ORDER BY 1, 4 NULLS LAST, 3, 2;
