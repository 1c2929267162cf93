-- A team's next fixtures that were not over; who plays a later knockout round is not known before the one before is over.
SELECT m.id, m.date, m.kick_off_at, m.season, m.competition, m.phase, m.round, m.matchday, m.leg, m.tie, m.home, m.away,
  m.neutral, m.venue, m.city, m.status,
  m.home_final, m.away_final, m.home_goals, m.away_goals, m.home_goals_ht, m.away_goals_ht, m.extra_time, m.home_pens,
  m.away_pens, m.shoot_out_winner, FALSE AS known, FALSE AS overdue
FROM matches AS m
WHERE $team IN (m.home, m.away) AND m.date BETWEEN $on AND $on + INTERVAL 45 DAY AND m.status <> 'cancelled'
  AND NOT (/* known */)
  AND (m.phase IS NULL OR m.phase IN ('league', 'group')
    OR (m.leg = 2 AND EXISTS (SELECT 1 FROM matches AS f WHERE f.tie = m.tie AND f.leg = 1 AND f.date < $on)))
ORDER BY m.date, m.kick_off_at NULLS LAST, m.id
LIMIT $limit;
