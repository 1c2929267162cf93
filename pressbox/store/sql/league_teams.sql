-- Clubs of a league season; those of the fixture list, whether they have played yet or not.
SELECT DISTINCT t.id, t.name, t.country, t.national
FROM matches AS m JOIN teams AS t ON t.id IN (m.home, m.away)
WHERE m.competition = $competition AND m.season = $season AND m.phase = 'league'
ORDER BY t.name;
