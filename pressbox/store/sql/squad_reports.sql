-- Reports on a team's players seen by a moment, the last year's, newest first, with how the source knows the player.
SELECT a.team, a.player, a.status, a.reason, a.since, a.expected_return, coalesce(a.reporter, a.source) AS reporter, a.seen_at,
  a.chance, a.player_key
FROM availability AS a
WHERE a.team = $team AND a.seen_at < $as_of AND a.seen_at >= $as_of - INTERVAL 300 DAY
ORDER BY a.seen_at DESC, a.player, reporter;
