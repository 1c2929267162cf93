-- The league that a team plays in around a day.
SELECT m.competition, m.season FROM team_matches AS m JOIN competitions AS c ON c.id = m.competition
WHERE m.team = $team AND c.kind = 'league' AND m.phase = 'league' AND m.date BETWEEN $on - INTERVAL 200 DAY AND $on + INTERVAL 120 DAY
ORDER BY abs(m.date - $on) LIMIT 1;
