-- Every match between a day and a moment with its shots, xG and closing prices: what ratings learn from, whatever the
-- competition; awarded results say nothing of strength.
SELECT m.home, m.away, m.competition, m.date - DATE '1970-01-01' AS day,
  coalesce(m.home_goals, m.home_final) AS home_goals, coalesce(m.away_goals, m.away_final) AS away_goals,
  CASE WHEN m.home_goals IS NULL THEN 120 ELSE 90 END AS minutes, coalesce(m.neutral, FALSE) AS neutral,
  s.home_shots, s.away_shots, s.home_shots_on_target, s.away_shots_on_target, s.home_xg, s.away_xg,
  p.home_closing, p.draw_closing, p.away_closing, p.over_2_5_closing, p.under_2_5_closing
FROM matches AS m
LEFT JOIN match_stats AS s ON s.match = m.id
LEFT JOIN mean_prices AS p ON p.match = m.id
WHERE m.status = 'played' AND m.date >= $since AND /* known */
ORDER BY m.date, m.id;
