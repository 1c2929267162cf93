-- Absences that had ended by a moment, from lists that tell every change: their reason and their days.
WITH told AS (
  SELECT player_key, seen_at, status, reason, coalesce(since, CAST(seen_at AS DATE)) AS day,
    count(*) FILTER (status IN ('available', 'back')) OVER (PARTITION BY player_key ORDER BY seen_at) AS spell
  FROM availability
  WHERE list_contains($sources, source) AND seen_at < $as_of AND player_key IS NOT NULL
), spells AS (
  SELECT player_key, spell, min(day) FILTER (status NOT IN ('available', 'back')) AS first,
    arg_max(reason, seen_at) FILTER (status = 'out') AS reason, min(CAST(seen_at AS DATE)) AS opened
  FROM told GROUP BY player_key, spell
), ended AS (
  SELECT reason, first, lead(opened) OVER (PARTITION BY player_key ORDER BY spell) AS last FROM spells
)
SELECT reason, last - first AS days FROM ended
WHERE reason IS NOT NULL AND last > first AND last - first <= 400
ORDER BY reason, days;
