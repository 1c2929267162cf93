-- Reports on a team's players seen by a moment, the last year's, newest first.
SELECT team, player, status, reason, since, expected_return, coalesce(reporter, source) AS reporter, seen_at
FROM availability
WHERE team = $team AND seen_at < $as_of AND seen_at >= $as_of - INTERVAL 300 DAY
ORDER BY seen_at DESC, player, reporter;
