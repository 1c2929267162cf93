-- Every match that was played, oldest first, with shots, xG and mean prices: what ratings learn from and are measured on.
WITH measured AS (
  SELECT DISTINCT match FROM match_sources WHERE source = 'odds_nm2890'
),
told AS (
  SELECT match, max(home) AS told_home, max(draw) AS told_draw, max(away) AS told_away
  FROM published_forecasts WHERE source = 'fivethirtyeight' GROUP BY match
)
SELECT m.home, m.away, m.competition, m.season, m.phase, m.date - DATE '1970-01-01' AS day,
  coalesce(m.home_goals, m.home_final)::DOUBLE AS home_goals, coalesce(m.away_goals, m.away_final)::DOUBLE AS away_goals,
  CASE WHEN m.home_goals IS NULL THEN 120.0 ELSE 90.0 END AS minutes, coalesce(m.neutral, FALSE) AS neutral,
  s.home_shots::DOUBLE AS home_shots, s.away_shots::DOUBLE AS away_shots,
  s.home_shots_on_target::DOUBLE AS home_shots_on_target, s.away_shots_on_target::DOUBLE AS away_shots_on_target,
  s.home_xg, s.away_xg, p.* EXCLUDE (match), t.* EXCLUDE (match), d.match IS NOT NULL AS measured
FROM matches AS m
LEFT JOIN match_stats AS s ON s.match = m.id
LEFT JOIN mean_prices AS p ON p.match = m.id
LEFT JOIN measured AS d ON d.match = m.id
LEFT JOIN told AS t ON t.match = m.id
WHERE m.status = 'played' AND m.date IS NOT NULL AND m.home_final IS NOT NULL
ORDER BY m.date, m.id;
