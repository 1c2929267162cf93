-- Players on a team's squad lists of some seasons, or of none, with how each source knows them.
SELECT DISTINCT player, player_key, source, season
FROM squads
WHERE team = $team AND (season IS NULL OR list_contains($seasons, season))
ORDER BY season DESC NULLS LAST, source, player;
