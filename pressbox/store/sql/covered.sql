-- Seasons of the competitions that some teams played in, or may have as clubs of several countries, and whether they are
-- whole; of the newest one begun by a moment that cannot be told, because it may be under way.
SELECT competition, season, CASE WHEN first_date < max(first_date) OVER (PARTITION BY competition) THEN complete END AS complete
FROM coverage
WHERE first_date < $as_of_date AND competition IN (
  SELECT competition FROM own_matches
  WHERE (list_contains($teams, home) OR list_contains($teams, away)) AND date < $as_of_date
    AND status IN ('played', 'awarded') AND home_final IS NOT NULL
  UNION ALL SELECT id FROM competitions WHERE international AND NOT national AND kind = 'cup'
)
ORDER BY ALL;
