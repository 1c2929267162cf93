-- Matches of each month that ratings learn from, and a digest of what is known of them; `after` is the day the month is over.
SELECT (date_trunc('month', m.date) + INTERVAL 1 MONTH)::DATE AS after, count(*) AS matches,
  sum(
    hash((
      m.home, m.away, m.competition, m.date, m.home_goals, m.away_goals, m.home_final, m.away_final, m.neutral,
      s.home_shots, s.away_shots, s.home_shots_on_target, s.away_shots_on_target, s.home_xg, s.away_xg,
      p.home_closing, p.draw_closing, p.away_closing, p.over_2_5_closing, p.under_2_5_closing
    ))::HUGEINT
  )::VARCHAR AS content
FROM matches AS m
LEFT JOIN match_stats AS s ON s.match = m.id
LEFT JOIN mean_prices AS p ON p.match = m.id
WHERE m.status = 'played' AND m.date IS NOT NULL AND m.home_final IS NOT NULL
GROUP BY after
ORDER BY after;
