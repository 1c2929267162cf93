-- One row a said match, with team, competition and season resolved; not yet merged.
CREATE TEMP TABLE said_row AS
SELECT
  -- Not by the number of the bundle, which depends on when each file was read.
  row_number() OVER (ORDER BY b.priority, b.source, b.name, m.source_line) AS id,
  m.bundle, m.key, m.source_line, b.source, b.priority,
  c.competition, c.kind,
  coalesce(m.season, s.season) AS season,
  m.season IS NOT NULL AS season_said,
  -- A cup's season begins in June at the earliest: an earlier day is a slip, and the match is better found without it.
  CASE WHEN c.kind <> 'cup' OR m.season IS NULL OR length(m.season) = 4 OR m.date >= make_date(left(m.season, 4)::INTEGER, 6, 1)
       THEN m.date END AS date,
  CASE WHEN m.kick_off IS NOT NULL AND m.date IS NOT NULL AND coalesce(m.timezone, z.timezone) IS NOT NULL
       THEN timezone('UTC', timezone(coalesce(m.timezone, z.timezone), m.date + m.kick_off)) END AS kick_off_at,
  h.team AS home, a.team AS away,
  m.round AS heading, m.leg, m.status,
  m.home_goals, m.away_goals, m.home_goals_ht, m.away_goals_ht,
  -- A league match has no extra time; elsewhere what the file does not tell stays unknown.
  CASE WHEN c.kind = 'league' AND m.home_goals_aet IS NULL THEN coalesce(m.extra_time, FALSE) ELSE m.extra_time END AS extra_time,
  m.home_goals_aet, m.away_goals_aet, m.shoot_out, m.home_pens, m.away_pens,
  m.neutral, m.venue, m.city, m.attendance, m.referee, m.note,
  FALSE AS flipped
FROM named_matches AS m
JOIN bundles AS b ON b.id = m.bundle
JOIN competition_of AS c ON c.said = m.competition
JOIN name_of AS h ON h.source = b.source AND h.name = m.home AND h.area IS NOT DISTINCT FROM coalesce(m.home_country, c.area) AND h.national = c.national
JOIN name_of AS a ON a.source = b.source AND a.name = m.away AND a.area IS NOT DISTINCT FROM coalesce(m.away_country, c.area) AND a.national = c.national
LEFT JOIN season_of AS s ON s.competition = c.competition AND s.date = m.date
LEFT JOIN countries AS z ON z.code = coalesce(m.home_country, c.area)
WHERE coalesce(m.season, s.season) IS NOT NULL;
