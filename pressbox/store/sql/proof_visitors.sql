-- Which sides won each of their first so many visits to a ground in some competitions.
WITH visits AS (
  SELECT m.away AS visitor, m.away_final > m.home_final AS won,
    row_number() OVER (PARTITION BY m.away ORDER BY m.date, m.kick_off_at NULLS LAST, m.id DESC) AS visit
  FROM matches AS m
  WHERE m.home = $host AND NOT coalesce(m.neutral, FALSE) AND list_contains($competitions, m.competition) AND /* known */
), best AS (
  SELECT visitor FROM visits WHERE visit <= $visits GROUP BY visitor HAVING count(*) = $visits AND bool_and(won)
)
SELECT coalesce(string_agg(visitor, ',' ORDER BY visitor), '') AS visitors FROM best;
