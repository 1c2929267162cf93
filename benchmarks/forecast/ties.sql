-- Ties of UEFA's club competitions that were decided, without qualifying rounds, a row a leg in the order they were played.
SELECT t.id AS tie, t.competition, t.season, t.legs::DOUBLE AS legs, t.winner,
  m.leg::DOUBLE AS leg, m.date - DATE '1970-01-01' AS day, m.home, m.away, coalesce(m.neutral, FALSE) AS neutral,
  coalesce(m.home_goals, m.home_final)::DOUBLE AS home_goals, coalesce(m.away_goals, m.away_final)::DOUBLE AS away_goals
FROM ties AS t
JOIN matches AS m ON m.tie = t.id
WHERE t.competition IN ('uefa-cl', 'uefa-el', 'uefa-conf') AND t.phase IN ('knockout', 'final') AND t.season >= '1995-96'
  AND t.winner IS NOT NULL
QUALIFY t.legs <= 2
  AND count(*) FILTER (m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL) OVER (PARTITION BY t.id) = t.legs
ORDER BY t.season, m.tie, m.leg;
