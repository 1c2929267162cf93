-- Every match that may belong to a tie, with what tells how the tie ended.
SELECT p.match, p.competition, p.season, p.phase, p.round, p.leg, p.replay, p.headed, p.date, p.home, p.away, m.status,
  m.home_final, m.away_final, m.extra_time, m.shoot_out, s.winner AS shoot_out_winner, p.note
FROM placed AS p
JOIN matches AS m ON m.id = p.match
LEFT JOIN shoot_out AS s ON s.match = p.match
WHERE p.phase IN ('qualifying', 'knockout', 'final', 'play-off') AND p.date IS NOT NULL
ORDER BY p.competition, p.season, p.date, p.match;
