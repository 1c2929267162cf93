-- Results of a league season known at a moment.
SELECT m.id AS match, m.date, m.home, m.away, m.home_final AS home_goals, m.away_final AS away_goals,
  m.status = 'awarded' AS awarded
FROM matches AS m
WHERE m.competition = $competition AND m.season = $season AND m.phase = 'league' AND /* known */
ORDER BY m.date, m.id;
