-- Matches of which sources print the shoot-out as the score, or leave it out: shoot_outs.csv has both.
UPDATE matches SET
  home_goals = NULL, away_goals = NULL, extra_time = TRUE, home_goals_aet = c.home_goals, away_goals_aet = c.away_goals,
  shoot_out = TRUE, home_pens = c.home_pens, away_pens = c.away_pens, home_final = c.home_goals, away_final = c.away_goals
FROM (
  SELECT s.*, h.team AS home_team, a.team AS away_team
  FROM shoot_out_score AS s
  JOIN (SELECT DISTINCT name, team FROM name_of) AS h ON h.name = s.home
  JOIN (SELECT DISTINCT name, team FROM name_of) AS a ON a.name = s.away
) AS c
WHERE matches.competition = c.competition AND matches.date = c.date AND matches.home_pens IS NULL
  AND matches.home = c.home_team AND matches.away = c.away_team;
