-- How many finals of a competition a side had won by a day: a row a question.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{"number": "INTEGER", "competition": "VARCHAR", "team": "VARCHAR"}]'), max_depth := 2)
)
SELECT q.number, count(DISTINCT t.season) AS titles
FROM asked AS q
LEFT JOIN ties AS t ON t.competition = q.competition AND t.winner = q.team AND t.phase = 'final' AND t.last_date < $as_of_date
GROUP BY q.number;
