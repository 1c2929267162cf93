-- Days of matches whose file does not name the season.
SELECT DISTINCT c.competition, m.date
FROM said_matches AS m JOIN competition_of AS c ON c.said = m.competition
WHERE m.season IS NULL AND m.date IS NOT NULL AND c.competition NOT LIKE 'own-%';
