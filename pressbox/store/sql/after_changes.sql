-- Who came on in some matches, and when where that is told.
SELECT match, side, player_on AS player, coalesce(minute, 90) AS minute
FROM substitutions WHERE player_on IS NOT NULL AND list_contains($ids, match)
ORDER BY match, side, minute, player;
