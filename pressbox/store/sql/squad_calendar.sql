-- Days of a team's last match and of its next league or group match after a day.
SELECT
  (SELECT max(m.date) FROM own_matches AS m WHERE $team IN (m.home, m.away) AND m.date < $on AND /* known */) AS last,
  (SELECT min(m.date) FROM own_matches AS m
   WHERE $team IN (m.home, m.away) AND m.date > $on AND m.date <= $on + INTERVAL 45 DAY AND m.status <> 'cancelled'
     AND (m.phase IS NULL OR m.phase IN ('league', 'group'))) AS next;
