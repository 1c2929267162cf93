-- Some fixtures with their scores, whatever became of them.
SELECT m.id, m.date, m.kick_off_at, m.season, m.competition, m.phase, m.round, m.matchday, m.leg, m.tie, m.home, m.away,
  m.neutral, m.venue, m.city, m.status,
  m.home_final, m.away_final, m.home_goals, m.away_goals, m.home_goals_ht, m.away_goals_ht, m.extra_time, m.home_pens,
  m.away_pens, m.shoot_out_winner, (/* known */) AS known, m.date < $as_of_date AS overdue
FROM matches AS m
WHERE list_contains($ids, m.id)
ORDER BY m.date, m.id;
