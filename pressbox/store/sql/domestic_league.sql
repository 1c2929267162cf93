-- The league that a team plays in around a day, by its fixtures, played or not.
SELECT m.competition, m.season FROM own_matches AS m JOIN competitions AS c ON c.id = m.competition
WHERE $team IN (m.home, m.away) AND c.kind = 'league' AND m.phase = 'league'
  AND m.date BETWEEN $on - INTERVAL 200 DAY AND $on + INTERVAL 120 DAY
ORDER BY abs(m.date - $on), m.date, m.competition LIMIT 1;
