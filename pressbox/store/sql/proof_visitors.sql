-- Which sides won each of their first so many visits to a ground in some competitions: a row a question.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "host": "VARCHAR", "competitions": ["VARCHAR"], "visits": "INTEGER"
  }]'), max_depth := 2)
), visits AS (
  SELECT q.number, q.visits, m.away AS visitor, m.away_final > m.home_final AS won,
    row_number() OVER (PARTITION BY q.number, m.away ORDER BY m.date, m.kick_off_at NULLS LAST, m.id DESC) AS visit
  FROM asked AS q
  JOIN own_matches AS m ON m.home = q.host AND list_contains(q.competitions, m.competition)
  WHERE NOT coalesce(m.neutral, FALSE) AND /* known */
), best AS (
  SELECT number, visitor FROM visits WHERE visit <= visits
  GROUP BY number, visitor, visits HAVING count(*) = visits AND bool_and(won)
)
SELECT q.number, coalesce(string_agg(b.visitor, ',' ORDER BY b.visitor), '') AS visitors
FROM asked AS q LEFT JOIN best AS b ON b.number = q.number
GROUP BY q.number;
