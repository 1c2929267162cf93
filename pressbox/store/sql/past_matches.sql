-- Matches of some seasons to grade forecasts by, with their mean prices and whether a side was new to the league. Play-offs of a
-- league are left out: half of their clubs are not of it. $competitions and $seasons are lists of the same length.
WITH chosen AS (
  SELECT unnest($competitions) AS competition, unnest($seasons) AS season
),
clubs AS (
  SELECT DISTINCT m.competition, left(m.season, 4)::INTEGER AS year, unnest([m.home, m.away]) AS club
  FROM matches AS m
  JOIN competitions AS c ON c.id = m.competition
  WHERE c.kind = 'league' AND m.competition IN (SELECT competition FROM chosen) AND m.status <> 'cancelled'
    AND coalesce(m.phase, 'league') = 'league'
),
compared AS (
  SELECT later.*, earlier.club IS NOT NULL AS stayed
  FROM clubs AS later
  LEFT JOIN clubs AS earlier
    ON earlier.competition = later.competition AND earlier.year = later.year - 1 AND earlier.club = later.club
),
members AS (  -- where fewer than half of the clubs were there before, the season before is not on record
  SELECT competition, year, club, CASE WHEN avg(stayed::INTEGER) OVER (PARTITION BY competition, year) >= 0.5 THEN stayed END AS stayed
  FROM compared
)
SELECT m.home, m.away, m.competition, m.season, m.date - DATE '1970-01-01' AS day, m.home_goals, m.away_goals, 90 AS minutes,
  coalesce(m.neutral, FALSE) AS neutral, (NOT (h.stayed AND a.stayed))::DOUBLE AS promoted, p.* EXCLUDE (match)
FROM matches AS m
JOIN chosen AS s ON s.competition = m.competition AND s.season = m.season
JOIN competitions AS c ON c.id = m.competition
LEFT JOIN mean_prices AS p ON p.match = m.id
LEFT JOIN members AS h ON h.competition = m.competition AND h.year = left(m.season, 4)::INTEGER AND h.club = m.home
LEFT JOIN members AS a ON a.competition = m.competition AND a.year = left(m.season, 4)::INTEGER AND a.club = m.away
WHERE m.status = 'played' AND m.date IS NOT NULL AND m.home_final IS NOT NULL
  AND m.home_goals IS NOT NULL AND m.away_goals IS NOT NULL
  AND NOT (c.kind = 'league' AND coalesce(m.phase = 'play-off', FALSE))
ORDER BY m.date, m.id;
