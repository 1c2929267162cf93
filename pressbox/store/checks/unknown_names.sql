-- Every name in the files is a known team.
SELECT n.source, n.name, t.country, t.id AS team, n.matches, n.first_date, n.last_date
FROM team_names AS n JOIN teams AS t ON t.id = n.team
WHERE n.how = 'unknown'
ORDER BY n.matches DESC, n.source, n.name;
