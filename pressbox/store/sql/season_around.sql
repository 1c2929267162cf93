-- The season of a competition that is on around a day: the one that holds it, else the last begun, else the next.
SELECT season FROM coverage
WHERE competition = $competition AND first_date IS NOT NULL
ORDER BY CASE WHEN $on BETWEEN first_date AND last_date THEN 0 WHEN first_date <= $on THEN 1 ELSE 2 END,
  CASE WHEN first_date <= $on THEN -epoch(first_date) ELSE epoch(first_date) END
LIMIT 1;
