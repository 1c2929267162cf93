-- Matches of the teams at hand that were over by a moment, newest first.
SELECT m.id, m.date, m.kick_off_at, m.season, m.competition, m.phase, m.round, m.matchday, m.leg, m.tie, m.home, m.away,
  m.neutral, m.venue, m.city, m.status,
  m.home_final, m.away_final, m.home_goals, m.away_goals, m.home_goals_ht, m.away_goals_ht, m.extra_time, m.home_pens,
  m.away_pens, m.shoot_out_winner
FROM own_matches AS m
WHERE /* known */
ORDER BY m.date DESC, m.kick_off_at DESC NULLS LAST, m.id;
