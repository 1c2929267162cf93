-- Positions of a team's players by its squad lists, the newest of each player's up to a season; an undated list is the oldest.
SELECT player, arg_max(position, coalesce(season, '') || '|' || position) AS position
FROM squads
WHERE team = $team AND position IS NOT NULL AND (season IS NULL OR season <= $season)
GROUP BY player
ORDER BY player;
