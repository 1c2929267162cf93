-- No club has more league matches in a season than there are to play.
SELECT competition, season, team, count(*) AS matches, any_value(v.expected) AS expected FROM team_matches AS m
JOIN coverage AS v USING (competition, season)
WHERE m.phase = 'league' AND v.expected IS NOT NULL AND v.teams > 3
GROUP BY competition, season, team, v.teams HAVING count(*) > 6 * (v.teams - 1)
ORDER BY ALL;
