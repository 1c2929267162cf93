-- How often something is on record in a side's matches, for many questions at once, a row each.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "count": "VARCHAR", "team": "VARCHAR", "since": "DATE", "until": "DATE", "competitions": ["VARCHAR"],
    "players": ["VARCHAR"], "own": "BOOLEAN", "minute": "INTEGER"
  }]'), max_depth := 2)
), counted AS MATERIALIZED (
  SELECT q.number, q.count AS what, q.players, q.own, q.minute, r.id, r.at_home, r.f120 - r.a120 AS won_by
  FROM asked AS q
  JOIN proof_rows AS r ON r.team = q.team AND r.date BETWEEN q.since AND q.until AND CASE
    WHEN len(q.competitions) > 0 THEN list_contains(q.competitions, r.competition)
    ELSE r.national OR NOT (list_contains($not_competitive, r.kind) OR list_contains($not_counted, r.competition))
  END
), ids AS MATERIALIZED (
  SELECT DISTINCT id FROM counted
), scored AS MATERIALIZED (
  SELECT g.match, g.sequence, g.side, g.player, g.minute, g.own_goal, g.assist,
    sum((g.side = 'home')::INTEGER) OVER so_far AS home_score, sum((g.side = 'away')::INTEGER) OVER so_far AS away_score
  FROM goals AS g WHERE g.match IN (FROM ids)
  WINDOW so_far AS (PARTITION BY g.match ORDER BY g.sequence)
), twice_told AS (
  SELECT match, home_score, away_score, bool_or(own_goal) AS own_goal, any_value(assist) AS assist
  FROM told_goals
  WHERE match IN (FROM ids) AND home_score IS NOT NULL
  GROUP BY match, home_score, away_score
), every_goal AS (
  SELECT g.match, g.sequence, g.side = 'home' AS of_home, g.player, g.minute, g.home_score, g.away_score,
    coalesce(g.own_goal, t.own_goal, FALSE) AS own_goal, coalesce(g.assist, t.assist) AS assist
  FROM scored AS g
  LEFT JOIN twice_told AS t ON t.match = g.match AND t.home_score = g.home_score AND t.away_score = g.away_score
), by_match AS (
  SELECT c.number, c.id, c.won_by, any_value(c.own) AS own,
    count(g.match) FILTER (g.of_home = (c.at_home = c.own) AND coalesce(g.minute, 0) >= c.minute) AS every_one,
    count(g.match) FILTER (
      g.of_home = (c.at_home = c.own) AND NOT g.own_goal AND coalesce(g.minute, 0) >= c.minute
      AND (len(c.players) = 0 OR list_contains(c.players, g.player))
    ) AS goals,
    count(g.match) FILTER (g.of_home = (c.at_home = c.own) AND list_contains(c.players, g.assist)) AS assists,
    coalesce(max(if(c.at_home, 1, -1) * (g.home_score - g.away_score)), 0) AS ahead,
    coalesce(max(if(c.at_home, -1, 1) * (g.home_score - g.away_score)), 0) AS behind
  FROM counted AS c LEFT JOIN every_goal AS g ON g.match = c.id
  GROUP BY ALL
), shown AS (
  SELECT match, side = 'home' AS of_home, player, kind FROM cards WHERE match IN (FROM ids) AND kind <> 'yellow'
  UNION ALL
  SELECT match, side = 'home', player, kind FROM incidents WHERE match IN (FROM ids)
), others AS (
  SELECT c.number, count(*) FILTER (s.kind IN ('red', 'second_yellow')) AS sent_off,
    count(*) FILTER (s.kind = 'penalty_missed') AS missed
  FROM counted AS c JOIN shown AS s ON s.match = c.id AND s.of_home = (c.at_home = c.own)
    AND (len(c.players) = 0 OR list_contains(c.players, s.player))
  GROUP BY c.number
), shots AS (
  SELECT c.number, sum(if(c.at_home = c.own, s.home_shots, s.away_shots)) AS shots
  FROM counted AS c JOIN match_stats AS s ON s.match = c.id
  WHERE s.match IN (FROM ids)
  GROUP BY c.number
)
SELECT q.number,
  coalesce(sum(b.goals), 0)::BIGINT AS "goals",
  coalesce(sum(b.assists), 0)::BIGINT AS "assists",
  count(b.id) FILTER (b.goals > 0) AS "matches scored in",
  coalesce(sum(b.every_one), 0)::BIGINT AS "all goals",
  coalesce(any_value(o.sent_off), 0) AS "sent off",
  coalesce(any_value(o.missed), 0) AS "missed",
  coalesce(max(greatest(b.ahead, 0)), 0)::BIGINT AS "most ahead",
  coalesce(max(greatest(b.behind, 0)), 0)::BIGINT AS "most behind",
  count(b.id) FILTER (b.ahead > 0) AS "led",
  count(b.id) FILTER (b.ahead > 0 AND b.won_by <= 0) AS "led not won",
  count(b.id) FILTER (b.behind > 0) AS "behind",
  count(b.id) FILTER (b.behind > 0 AND b.won_by >= 0) AS "behind not lost",
  any_value(h.shots)::BIGINT AS "shots"
FROM asked AS q
LEFT JOIN by_match AS b ON b.number = q.number
LEFT JOIN others AS o ON o.number = q.number
LEFT JOIN shots AS h ON h.number = q.number
GROUP BY q.number
ORDER BY q.number;
