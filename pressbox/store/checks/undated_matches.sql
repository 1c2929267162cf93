-- Every match has a day.
SELECT id, status, source FROM matches WHERE date IS NULL ORDER BY id;
