-- Seasons of some competitions, or of all leagues where none is named, that have matches to grade forecasts by.
SELECT m.competition, any_value(c.name) AS name, m.season, count(*) AS matches
FROM matches AS m
JOIN competitions AS c ON c.id = m.competition
WHERE CASE WHEN len($competitions::VARCHAR[]) > 0 THEN list_contains($competitions::VARCHAR[], m.competition) ELSE c.kind = 'league' END
  AND m.status = 'played' AND m.date IS NOT NULL AND m.season IS NOT NULL AND m.home_final IS NOT NULL
  AND m.home_goals IS NOT NULL AND m.away_goals IS NOT NULL
  AND NOT (c.kind = 'league' AND coalesce(m.phase = 'play-off', FALSE))
GROUP BY m.competition, m.season
ORDER BY m.competition, m.season;
