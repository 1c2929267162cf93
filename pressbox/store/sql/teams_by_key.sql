-- Teams that bear a name, likeliest first: active around the day, listed, under its own name, in a higher division.
SELECT t.id, t.name, t.country, t.national,
  (
    CASE WHEN k.last_date >= $on - INTERVAL 2 YEAR AND k.first_date <= $on + INTERVAL 1 YEAR THEN 0 ELSE 1 END,
    CASE WHEN t.how = 'listed' THEN 0 ELSE 1 END,
    CASE WHEN k.own THEN 0 ELSE 1 END,
    coalesce(k.tier, 9)
  )::VARCHAR AS rank
FROM team_keys AS k JOIN teams AS t ON t.id = k.team
WHERE k.key = $key
ORDER BY rank, t.id;
