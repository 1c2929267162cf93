-- Teams that list a player of a name in some seasons.
SELECT DISTINCT t.name FROM squads AS s JOIN teams AS t ON t.id = s.team
WHERE lower(s.player) = lower($player) AND s.team <> $team AND (s.season IS NULL OR list_contains($seasons, s.season))
ORDER BY t.name LIMIT 3;
