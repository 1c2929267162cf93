-- Bookings of each of some players in a competition's season up to a day, dismissals apart; or dismissals on that day.
WITH questions AS (
  SELECT unnest(from_json($asked, '[{"number": "INTEGER", "team": "VARCHAR", "names": ["VARCHAR"], "what": "VARCHAR",
    "competition": "VARCHAR", "season": "VARCHAR", "until": "DATE"}]'), max_depth := 2)
), asked AS (
  SELECT *, unnest(names) AS name FROM questions
), shown AS (
  SELECT q.number, q.what, q.until, m.id, m.date, count(*) FILTER (c.kind = 'yellow') AS yellow,
    count(*) FILTER (c.kind = 'second_yellow') AS second, count(*) FILTER (c.kind = 'red') AS red
  FROM asked AS q
  JOIN cards AS c ON c.player = q.name
  JOIN own_matches AS m ON m.id = c.match
  WHERE m.competition = q.competition AND m.season = q.season AND q.team = CASE c.side WHEN 'home' THEN m.home ELSE m.away END
    AND m.date <= q.until AND /* known */
  GROUP BY ALL
)
SELECT number, CASE what
    WHEN 'bookings' THEN count(*) FILTER (yellow = 1 AND second = 0)
    ELSE count(*) FILTER (date = until AND (yellow > 1 OR second > 0 OR red > 0)) END AS answer
FROM shown GROUP BY number, what;
