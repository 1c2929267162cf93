-- No club plays two matches on one day.
SELECT team, date, string_agg(match, ', ' ORDER BY match) AS matches FROM team_matches
GROUP BY team, date HAVING count(*) > 1
ORDER BY date DESC, team;
