-- All that a team played and that was over by a moment, seen from its side, newest first.
WITH own AS (
  SELECT m.*, m.home = $team AS at_home, CASE WHEN m.home = $team THEN m.away ELSE m.home END AS opponent
  FROM matches AS m
  WHERE (m.home = $team OR m.away = $team) AND /* known */
)
SELECT m.id AS match, m.date, m.season, m.competition, coalesce(n.name, c.name) AS competition_name, c.kind, m.phase, m.round,
  m.leg, m.tie, CASE WHEN coalesce(m.neutral, FALSE) THEN 'neutral' WHEN m.at_home THEN 'home' ELSE 'away' END AS venue,
  $team AS team, coalesce(f.name, t.name) AS team_name,
  m.opponent, coalesce(g.name, o.name) AS opponent_name, o.country AS opponent_country,
  CASE WHEN m.at_home THEN m.home_final ELSE m.away_final END AS goals_for,
  CASE WHEN m.at_home THEN m.away_final ELSE m.home_final END AS goals_against,
  CASE WHEN m.at_home THEN m.home_goals ELSE m.away_goals END AS for_90,
  CASE WHEN m.at_home THEN m.away_goals ELSE m.home_goals END AS against_90,
  CASE WHEN m.at_home THEN m.home_goals_ht ELSE m.away_goals_ht END AS for_ht,
  CASE WHEN m.at_home THEN m.away_goals_ht ELSE m.home_goals_ht END AS against_ht,
  CASE WHEN m.shoot_out_winner IS NULL THEN NULL WHEN (m.shoot_out_winner = 'home') = m.at_home THEN 'won' ELSE 'lost' END
    AS shoot_out,
  coalesce(m.extra_time, FALSE) AS extra_time, m.status = 'awarded' AS awarded
FROM own AS m
JOIN competitions AS c ON c.id = m.competition
JOIN teams AS t ON t.id = $team
JOIN teams AS o ON o.id = m.opponent
LEFT JOIN competition_names AS n ON n.competition = m.competition AND n.official
  AND (n.first_season IS NULL OR n.first_season <= m.season) AND (n.last_season IS NULL OR m.season <= n.last_season)
LEFT JOIN former_names AS f ON f.team = $team AND m.date BETWEEN f.since AND f.until
LEFT JOIN former_names AS g ON g.team = m.opponent AND m.date BETWEEN g.since AND g.until
ORDER BY m.date DESC, m.kick_off_at DESC NULLS LAST, m.id;
