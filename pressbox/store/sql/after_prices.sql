-- The mean prices of some matches, opening and closing.
SELECT * FROM mean_prices WHERE list_contains($ids, match);
