-- What a fixture is, and what came before and comes after it for a team: a row for each pair asked for.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{"number": "INTEGER", "fixture": "VARCHAR", "team": "VARCHAR"}]'), max_depth := 2)
), about AS (
  SELECT q.number, q.team, f.id, f.date, f.competition, f.season, f.phase, f.round, f.matchday, f.leg, f.tie,
    f.away = q.team AND NOT coalesce(f.neutral, FALSE) AS away
  FROM asked AS q JOIN own_matches AS f ON f.id = q.fixture
), of_team AS (
  SELECT a.number, m.id, m.date, m.kick_off_at, m.tie, m.leg, if(m.home = a.team, m.away, m.home) AS opponent,
    if(m.home = a.team, m.home_final, m.away_final) AS f, if(m.home = a.team, m.away_final, m.home_final) AS a,
    m.tie IS NOT DISTINCT FROM a.tie AND m.tie IS NOT NULL AS of_this_tie
  FROM about AS a
  JOIN own_matches AS m ON a.team IN (m.home, m.away) AND m.competition = a.competition AND m.season = a.season AND m.id <> a.id
  WHERE /* known */
), first_leg AS (
  SELECT number, any_value(f) AS f, any_value(a) AS a FROM of_team WHERE of_this_tie AND leg = 1 GROUP BY number
), before AS (
  SELECT number, arg_max(tie, (date, coalesce(kick_off_at, TIMESTAMP '1800-01-01'))) AS tie
  FROM of_team WHERE NOT of_this_tie GROUP BY number
), passed AS (
  SELECT o.number, any_value(o.opponent) AS opponent, sum(o.f)::INTEGER AS f, sum(o.a)::INTEGER AS a
  FROM before AS b
  JOIN of_team AS o ON o.number = b.number AND o.tie = b.tie
  JOIN about AS x ON x.number = b.number
  JOIN ties AS t ON t.id = b.tie AND t.winner = x.team AND t.last_date < $as_of_date
  GROUP BY o.number
), coming AS (
  SELECT a.number, m.id, m.away = a.team AND NOT coalesce(m.neutral, FALSE) AS away,
    row_number() OVER (PARTITION BY a.number ORDER BY m.date, m.kick_off_at NULLS LAST, m.id) AS place
  FROM about AS a
  JOIN own_matches AS m ON a.team IN (m.home, m.away) AND m.date > a.date AND m.date <= a.date + INTERVAL 45 DAY
    AND m.status <> 'cancelled' AND coalesce(m.phase, 'league') IN ('league', 'group')
), following AS (
  SELECT number, min(id) FILTER (place = 1) AS id, coalesce(min(place) FILTER (NOT away), 1 + max(place)) AS away
  FROM coming GROUP BY number
), other_leg AS (
  SELECT a.number, min(m.id) AS id
  FROM about AS a JOIN own_matches AS m ON m.tie = a.tie AND m.id <> a.id
  GROUP BY a.number
)
SELECT q.number, a.phase, a.round, a.matchday, a.leg, o.id AS "other leg", l.f AS "scored so far", l.a AS "conceded so far",
  p.opponent AS "put out", p.f AS "scored against them", p.a AS "conceded against them",
  n.id AS "next match", if(a.away, coalesce(n.away, 1), 0) AS "away in a row"
FROM asked AS q
JOIN about AS a ON a.number = q.number
LEFT JOIN first_leg AS l ON l.number = q.number
LEFT JOIN passed AS p ON p.number = q.number
LEFT JOIN following AS n ON n.number = q.number
LEFT JOIN other_leg AS o ON o.number = q.number
ORDER BY q.number;
