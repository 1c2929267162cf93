-- Who started some matches.
SELECT match, side, player FROM lineups WHERE role = 'start' AND list_contains($ids, match)
ORDER BY match, side, line NULLS LAST, slot NULLS LAST, player;
