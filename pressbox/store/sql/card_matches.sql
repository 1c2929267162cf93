-- A team's matches between two days, oldest first: those that were over by a moment, and those then to come.
SELECT m.id AS match, m.date, m.kick_off_at, m.competition, coalesce(n.name, c.name) AS competition_name, c.kind, c.country,
  m.season, m.round,
  CASE WHEN coalesce(m.neutral, FALSE) THEN 'neutral' WHEN m.home = $team THEN 'home' ELSE 'away' END AS venue,
  m.home = $team AS at_home, coalesce(f.name, o.name) AS opponent_name,
  (/* known */) AS over,
  EXISTS (SELECT 1 FROM cards AS k WHERE k.match = m.id) OR EXISTS (SELECT 1 FROM substitutions AS s WHERE s.match = m.id) AS told
FROM own_matches AS m
JOIN competitions AS c ON c.id = m.competition
JOIN teams AS o ON o.id = CASE WHEN m.home = $team THEN m.away ELSE m.home END
LEFT JOIN competition_names AS n ON n.competition = m.competition AND n.official
  AND (n.first_season IS NULL OR n.first_season <= m.season) AND (n.last_season IS NULL OR m.season <= n.last_season)
LEFT JOIN former_names AS f ON f.team = o.id AND m.date BETWEEN f.since AND f.until
-- Who plays a later knockout round is not known before this one is over; the match of the day itself is.
WHERE $team IN (m.home, m.away) AND m.date BETWEEN $since AND $until AND m.status IN ('played', 'scheduled')
  AND ((/* known */) OR (m.date >= $as_of_date AND (m.phase IS NULL OR m.phase IN ('league', 'group') OR m.date <= $on)))
QUALIFY row_number() OVER (PARTITION BY m.id ORDER BY n.name) = 1
ORDER BY m.date, m.kick_off_at NULLS LAST, m.id;
