-- Teams, those with most matches first: for "did you mean".
SELECT t.id, t.name, t.country, t.national FROM teams AS t JOIN team_matches AS m ON m.team = t.id
GROUP BY ALL ORDER BY count(*) DESC, t.id;
