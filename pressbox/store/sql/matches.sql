-- Matches with their scores; a condition follows.
SELECT m.id, m.date, m.kick_off_at, m.season, m.phase, m.round, m.matchday, m.leg, m.tie, m.neutral, m.venue, m.city, m.status,
  z.timezone,
  c.id AS competition_id, c.kind AS competition_kind, c.country AS competition_country, c.tier AS competition_tier,
  c.international AS competition_international,
  coalesce((SELECT n.name FROM competition_names AS n WHERE n.competition = c.id AND n.official
            AND coalesce(n.first_season <= m.season, TRUE) AND coalesce(m.season <= n.last_season, TRUE) LIMIT 1), c.name) AS competition_name,
  h.id AS home_id, coalesce((SELECT f.name FROM former_names AS f WHERE f.team = h.id AND m.date BETWEEN f.since AND f.until), h.name)
    AS home_name, h.country AS home_country, h.national AS home_national,
  a.id AS away_id, coalesce((SELECT f.name FROM former_names AS f WHERE f.team = a.id AND m.date BETWEEN f.since AND f.until), a.name)
    AS away_name, a.country AS away_country, a.national AS away_national
  , m.home_final, m.away_final, m.home_goals, m.away_goals, m.home_goals_ht, m.away_goals_ht, m.extra_time, m.home_pens, m.away_pens, m.shoot_out_winner
FROM matches AS m
JOIN competitions AS c ON c.id = m.competition
JOIN teams AS h ON h.id = m.home
JOIN teams AS a ON a.id = m.away
LEFT JOIN countries AS z ON z.code = coalesce(h.country, c.country)
