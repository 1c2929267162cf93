-- Fixtures; a condition follows.
SELECT m.id, m.date, m.kick_off_at, m.season, m.competition, m.phase, m.round, m.matchday, m.leg, m.tie, m.home, m.away,
  m.neutral, m.venue, m.city, m.status
FROM matches AS m
