-- The mean prices of a match, opening and closing.
SELECT * EXCLUDE (match) FROM mean_prices WHERE match = $id;
