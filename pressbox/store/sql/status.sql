-- What the store holds, a row a competition and season.
SELECT v.sources, v.competition, c.name, v.season, v.matches, v.teams, v.expected, v.complete, v.first_date, v.last_date, v.reason
FROM coverage AS v JOIN competitions AS c ON c.id = v.competition
ORDER BY c.international DESC, c.country, c.tier NULLS LAST, v.competition, v.season;
