-- The last day before a day on which each of some players played, or started, in a competition.
WITH questions AS (
  SELECT unnest(from_json($asked, '[{"number": "INTEGER", "team": "VARCHAR", "names": ["VARCHAR"], "what": "VARCHAR",
    "competition": "VARCHAR", "until": "DATE"}]'), max_depth := 2)
), asked AS (
  SELECT *, unnest(names) AS name FROM questions
), played AS (
  SELECT q.number, m.date
  FROM asked AS q
  JOIN player_matches AS p ON p.player = q.name AND (p.started OR q.what = 'last minutes') AND p.minutes > 0
  JOIN own_matches AS m ON m.id = p.match
  WHERE m.competition = q.competition AND q.team = CASE p.side WHEN 'home' THEN m.home ELSE m.away END
    AND m.date <= q.until AND /* known */
)
SELECT number, CAST(max(date) AS VARCHAR) AS answer FROM played GROUP BY number;
