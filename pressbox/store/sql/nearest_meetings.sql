-- Meetings of two teams nearest to a day, for the message that there is none on it.
SELECT m.date, h.name AS home, a.name AS away
FROM matches AS m JOIN teams AS h ON h.id = m.home JOIN teams AS a ON a.id = m.away
WHERE m.home IN ($a, $b) AND m.away IN ($a, $b) AND m.home <> m.away AND m.date IS NOT NULL
ORDER BY abs(m.date - $on), m.date LIMIT 3;
