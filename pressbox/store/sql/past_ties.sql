-- Ties of some competitions that were over by a day, with their first leg.
SELECT t.id AS tie, t.competition, coalesce(n.name, c.name) AS competition_name, t.season, t.phase, t.legs,
  m.home, coalesce(f.name, h.name) AS home_name, m.away, coalesce(g.name, a.name) AS away_name,
  coalesce(m.neutral, FALSE) AS neutral, m.id AS first_match, m.date AS first_date,
  CASE WHEN m.status = 'played' THEN m.home_final END AS home_goals,
  CASE WHEN m.status = 'played' THEN m.away_final END AS away_goals,
  t.winner, t.decided, t.last_date AS date
FROM ties AS t
JOIN matches AS m ON m.tie = t.id AND m.leg = 1
JOIN competitions AS c ON c.id = t.competition
JOIN teams AS h ON h.id = m.home
JOIN teams AS a ON a.id = m.away
LEFT JOIN competition_names AS n ON n.competition = t.competition AND n.official
  AND (n.first_season IS NULL OR n.first_season <= t.season) AND (n.last_season IS NULL OR t.season <= n.last_season)
LEFT JOIN former_names AS f ON f.team = m.home AND m.date BETWEEN f.since AND f.until
LEFT JOIN former_names AS g ON g.team = m.away AND m.date BETWEEN g.since AND g.until
WHERE list_contains($competitions, t.competition) AND t.winner IS NOT NULL AND t.last_date < $as_of_date
  AND m.date < $as_of_date
ORDER BY t.last_date, t.id;
