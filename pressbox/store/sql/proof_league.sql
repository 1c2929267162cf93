-- Every side's line of league seasons and its place, reckoned from the matches; each asked season may add a result.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "competition": "VARCHAR", "season": "VARCHAR", "win": "INTEGER", "ordered_by": ["VARCHAR"],
    "double": "BOOLEAN", "resumes": "BOOLEAN", "per_match": "BOOLEAN", "rounds": "INTEGER", "split_top": "INTEGER",
    "taken": [{"team": "VARCHAR", "points": "INTEGER"}],
    "supposed": [{"home": "VARCHAR", "away": "VARCHAR", "home_goals": "INTEGER", "away_goals": "INTEGER"}]
  }]'), max_depth := 2)
), season AS (
  SELECT q.number, q.win, q.double, m.home, m.away, m.home_final AS home_goals, m.away_final AS away_goals,
    m.date, m.id, coalesce(/* known */, FALSE) AS known,
    m.status IN ('abandoned', 'void', 'walkover') OR m.status = 'cancelled' AND NOT q.resumes AS dropped
  FROM asked AS q JOIN matches AS m ON m.competition = q.competition AND m.season = q.season AND m.phase = 'league'
), first_part AS (
  SELECT q.number, any_value(q.rounds) * count(DISTINCT s.home) * (count(DISTINCT s.home) - 1) / 2 AS matches
  FROM asked AS q JOIN season AS s ON s.number = q.number GROUP BY q.number
), counted AS (
  SELECT number, win, home, away, home_goals, away_goals, date, id FROM season WHERE known
  UNION ALL
  SELECT number, win, s.home, s.away, s.home_goals, s.away_goals, NULL, NULL
  FROM (SELECT number, win, unnest(supposed) AS s FROM asked)
), results AS (
  SELECT r.*, row_number() OVER (PARTITION BY r.number ORDER BY r.date NULLS LAST, r.id) <= p.matches AS before_split
  FROM counted AS r JOIN first_part AS p ON p.number = r.number
), earned AS (
  SELECT number, before_split, home AS team, away AS opponent, TRUE AS at_home, home_goals AS f, away_goals AS a,
    CASE WHEN f > a THEN win WHEN f = a THEN 1 ELSE 0 END AS points
  FROM results
  UNION ALL
  SELECT number, before_split, away, home, FALSE, away_goals AS f, home_goals AS a,
    CASE WHEN f > a THEN win WHEN f = a THEN 1 ELSE 0 END
  FROM results
), teams_of AS (
  SELECT number, double, home AS team FROM season UNION SELECT number, double, away FROM season
), taken AS (
  SELECT number, t.team, sum(t.points) AS points FROM (SELECT number, unnest(taken) AS t FROM asked) GROUP BY ALL
), totals AS (
  SELECT t.number, t.team,
    count(e.f) AS played,
    coalesce(sum(e.points) FILTER (e.before_split), 0) - coalesce(any_value(x.points), 0) AS points_then,
    coalesce(sum(e.f - e.a) FILTER (e.before_split), 0) AS difference_then,
    coalesce(sum(e.f) FILTER (e.before_split), 0) AS goals_then, count(*) FILTER (e.before_split IS FALSE) AS matches_after,
    coalesce(sum(e.points), 0) - coalesce(any_value(x.points), 0) AS points,
    coalesce(sum(e.points) FILTER (e.at_home), 0) AS home_points,
    coalesce(sum(e.points) FILTER (NOT e.at_home), 0) AS away_points,
    coalesce(sum(e.f), 0) AS goals_for, coalesce(sum(e.a), 0) AS goals_against,
    count(*) FILTER (e.a = 0) AS clean_sheets, count(*) FILTER (e.f = 0) AS blanks,
    count(*) FILTER (e.f > e.a) AS won, count(*) FILTER (e.f = e.a) AS drawn, count(*) FILTER (e.f < e.a) AS lost
  FROM teams_of AS t
  LEFT JOIN earned AS e ON e.number = t.number AND e.team = t.team
  LEFT JOIN taken AS x ON x.number = t.number AND x.team = t.team
  GROUP BY t.number, t.team
), mutual AS (
  SELECT e.number, e.team, sum(e.points) AS points, sum(e.f - e.a) AS difference, count(*) AS played
  FROM earned AS e
  JOIN totals AS o ON o.number = e.number AND o.team = e.team
  JOIN totals AS p ON p.number = e.number AND p.team = e.opponent AND p.points = o.points
  GROUP BY e.number, e.team
), keyed AS (
  SELECT t.*, coalesce(m.points, 0) AS mutual_points, coalesce(m.difference, 0) AS mutual_difference,
    count(*) OVER level AS level, coalesce(sum(m.played) OVER level, 0) AS meetings
  FROM totals AS t LEFT JOIN mutual AS m ON m.number = t.number AND m.team = t.team
  WINDOW level AS (PARTITION BY t.number, t.points)
), ordered AS (
  SELECT k.*, q.ordered_by, if(q.per_match, points / greatest(played, 1), points)::DOUBLE AS merit,
    q.split_top > 0 AND max(matches_after) OVER of_league > 0
      AND row_number() OVER (of_league ORDER BY points_then DESC, difference_then DESC, goals_then DESC) > q.split_top AS lower,
    map {
      'goal_difference': (goals_for - goals_against)::DOUBLE, 'goals_for': goals_for::DOUBLE, 'wins': won::DOUBLE,
      'goal_average': if(goals_against > 0, goals_for / goals_against, goals_for)::DOUBLE,
      'mutual_points': if(level > 1 AND meetings >= 2 * level * (level - 1), mutual_points, 0)::DOUBLE,
      'mutual_difference': if(level > 1 AND meetings >= 2 * level * (level - 1), mutual_difference, 0)::DOUBLE
    } AS by_name
  FROM keyed AS k JOIN asked AS q ON q.number = k.number
  WINDOW of_league AS (PARTITION BY k.number)
), pending AS (
  SELECT number, home, away FROM season WHERE NOT known AND NOT dropped AND NOT double
  UNION ALL
  SELECT s.number, s.home, s.away FROM season AS s WHERE s.double
  GROUP BY s.number, s.home, s.away HAVING NOT bool_or(s.known) AND NOT bool_and(s.dropped)
  UNION ALL
  SELECT h.number, h.team, a.team FROM teams_of AS h JOIN teams_of AS a ON a.number = h.number AND a.team <> h.team
  WHERE h.double AND NOT EXISTS (FROM season AS s WHERE (s.number, s.home, s.away) = (h.number, h.team, a.team))
), to_meet AS (
  SELECT number, team, list(opponent) AS opponents
  FROM (
    SELECT number, home AS team, away AS opponent FROM pending UNION ALL SELECT number, away, home FROM pending
  ) GROUP BY number, team
)
SELECT o.number, o.team, played, points, home_points, away_points, goals_for, goals_against, clean_sheets, blanks, won,
  drawn, lost, row_number() OVER (
    PARTITION BY o.number
    ORDER BY lower, merit DESC, list_transform(ordered_by, lambda name: by_name[name]) DESC, o.team
  ) AS place, t.opponents AS to_meet
FROM ordered AS o LEFT JOIN to_meet AS t ON t.number = o.number AND t.team = o.team;
