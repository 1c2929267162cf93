-- Days with matches, those nearest to a day, of some competitions or of all; of two as near, the one to come.
SELECT m.date, count(*) AS matches FROM matches AS m
WHERE m.date IS NOT NULL AND (len($competitions) = 0 OR list_contains($competitions, m.competition))
GROUP BY m.date
ORDER BY abs(m.date - $on), m.date DESC
LIMIT $limit;
