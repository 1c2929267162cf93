-- Ties of the named rounds of a cup's season, by first day, with who went through where the tie was over at a moment. The
-- winner of any other tie is not told; who plays in a later round only tells which ties are neighbours in the draw.
SELECT t.id, t.round, t.team_1, t.team_2, t.first_date, arg_min(m.id, m.date) AS match,
  CASE WHEN bool_and(coalesce(/* known */, FALSE)) THEN any_value(t.winner) END AS winner
FROM ties AS t JOIN matches AS m ON m.tie = t.id
WHERE t.competition = $competition AND t.season = $season AND t.phase IN ('knockout', 'final')
  AND m.status NOT IN ('cancelled', 'abandoned', 'void')
GROUP BY t.id, t.round, t.team_1, t.team_2, t.first_date
ORDER BY t.first_date, t.id;
