-- The status that the newest report on each of some players gives; of two of one moment the more cautious.
WITH questions AS (
  SELECT unnest(from_json($asked, '[{"number": "INTEGER", "team": "VARCHAR", "names": ["VARCHAR"]}]'), max_depth := 2)
), asked AS (
  SELECT *, unnest(names) AS name FROM questions
)
SELECT q.number, arg_max(a.status, (a.seen_at, CASE a.status WHEN 'out' THEN 5 WHEN 'suspended' THEN 4 WHEN 'doubtful' THEN 3
  WHEN 'back' THEN 2 ELSE 1 END)) AS answer
FROM asked AS q JOIN availability AS a ON a.team = q.team AND a.player = q.name AND a.seen_at < $as_of
GROUP BY q.number;
