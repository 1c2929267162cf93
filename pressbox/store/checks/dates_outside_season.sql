-- Every match is played within its season's years.
SELECT id, date, season, source FROM matches
WHERE date IS NOT NULL AND (year(date) < left(season, 4)::INTEGER OR year(date) > left(season, 4)::INTEGER + 1)
ORDER BY id;
