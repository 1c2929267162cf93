-- A number for the prices of each of some matches.
SELECT p.match AS key, sum(hash(p)::HUGEINT) AS digest FROM mean_prices AS p WHERE list_contains($ids, p.match) GROUP BY p.match;
