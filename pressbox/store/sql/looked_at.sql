-- When the lists that tell every change, and nothing else, were looked at in the year before a moment.
SELECT DISTINCT coalesce(reporter, source) AS reporter, seen_at
FROM availability
WHERE list_contains($sources, source) AND seen_at < $as_of AND seen_at >= $as_of - INTERVAL 365 DAY
ORDER BY reporter, seen_at;
