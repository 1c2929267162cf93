-- Every match of a league season, played or not, and whether its result was known at a moment.
SELECT m.home, m.away, m.date, coalesce(m.neutral, FALSE) AS neutral, m.status,
  coalesce(/* known */, FALSE) AS known,
  CASE WHEN known THEN m.home_final END AS home_goals, CASE WHEN known THEN m.away_final END AS away_goals
FROM matches AS m
WHERE m.competition = $competition AND m.season = $season AND m.phase = 'league'
ORDER BY m.date NULLS LAST, m.id;
