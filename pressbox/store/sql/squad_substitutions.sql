-- Who came on for a team in some of its matches, and when.
SELECT s.match, s.player_on AS player, s.minute
FROM substitutions AS s JOIN own_matches AS m ON m.id = s.match
WHERE list_contains($matches, s.match) AND s.side = CASE WHEN m.home = $team THEN 'home' ELSE 'away' END
  AND s.player_on IS NOT NULL AND s.minute IS NOT NULL
ORDER BY s.match, s.minute, s.player_on;
