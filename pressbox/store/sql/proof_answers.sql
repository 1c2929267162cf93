-- The answers to many questions at once, a row each: the rows of each question's team that count, the newest numbered 1.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "team": "VARCHAR", "what": "INTEGER", "threshold": "INTEGER", "clock": "VARCHAR",
    "competitions": ["VARCHAR"], "phases": ["VARCHAR"], "venues": ["VARCHAR"], "opponents": ["VARCHAR"],
    "opponent_country": "VARCHAR", "season": "VARCHAR", "since": "DATE", "until": "DATE", "last": "INTEGER"
  }]'), max_depth := 2)
), of_team AS (
  SELECT q.number, q.what, q.threshold, q.last, r.id, r.opponent, r.awarded, r.place,
    CASE q.clock WHEN '90' THEN r.f90 ELSE r.f120 END AS f, CASE q.clock WHEN '90' THEN r.a90 ELSE r.a120 END AS a
  FROM asked AS q
  JOIN proof_rows AS r ON r.team = q.team
    AND CASE
      WHEN len(q.competitions) > 0 THEN list_contains(q.competitions, r.competition)
      ELSE r.national OR NOT (list_contains($not_competitive, r.kind) OR list_contains($not_counted, r.competition))
    END
    AND (len(q.phases) = 0 OR list_contains(q.phases, r.phase))
    AND (len(q.venues) = 0 OR list_contains(q.venues, r.venue))
    AND (len(q.opponents) = 0 OR list_contains(q.opponents, r.opponent))
    AND (q.opponent_country IS NULL OR r.opponent_country = q.opponent_country)
    AND (q.season IS NULL OR r.season = q.season)
    AND (q.since IS NULL OR r.date >= q.since)
    AND (q.until IS NULL OR r.date <= q.until)
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY number ORDER BY place) AS back FROM of_team
), chosen AS (
  SELECT *, coalesce(/* property */, FALSE) AS held, /* measure */ AS measured FROM ranked WHERE last IS NULL OR back <= last
), islands AS (
  SELECT number, count(*) AS n
  FROM (
    SELECT number, back - row_number() OVER (PARTITION BY number ORDER BY back) AS island FROM chosen WHERE held
  )
  GROUP BY number, island
), longest AS (
  SELECT number, max(n) AS n FROM islands GROUP BY number
)
SELECT q.number,
  count(c.id) FILTER (c.held) AS "count",
  coalesce(min(c.back) FILTER (NOT c.held) - 1, count(c.id)) AS "run",
  coalesce(any_value(l.n), 0) AS "longest run",
  arg_min(c.id, c.back) FILTER (c.held) AS "last time",
  arg_max(c.id, c.back) FILTER (c.held) AS "first time",
  coalesce(sum(c.measured), 0)::BIGINT AS "sum",
  max(c.measured) AS "most",
  count(c.id) AS "matches",
  count(DISTINCT c.opponent) AS "opponents"
FROM asked AS q
LEFT JOIN chosen AS c ON c.number = q.number
LEFT JOIN longest AS l ON l.number = q.number
GROUP BY q.number
ORDER BY q.number;
