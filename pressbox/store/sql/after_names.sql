-- Players on some teams' squad lists of some seasons, or of none, as each source knows them.
SELECT DISTINCT team, source, player FROM squads
WHERE list_contains($teams, team) AND (season IS NULL OR list_contains($seasons, season))
ORDER BY team, source, player;
