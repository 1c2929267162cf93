-- How many ties over two legs began in some way, and how many of them the side that led after the first leg won: a row a question.
WITH asked AS (
  SELECT unnest(from_json($asked, '[{
    "number": "INTEGER", "competitions": ["VARCHAR"], "proper": "BOOLEAN", "ground": "VARCHAR", "margin": "INTEGER",
    "or_more": "BOOLEAN", "team": "VARCHAR"
  }]'), max_depth := 2)
), firsts AS MATERIALIZED (
  SELECT t.id, t.competition, t.phase <> 'qualifying' AS proper, t.winner, m.home, m.away, m.home_final - m.away_final AS lead
  FROM ties AS t, matches AS m
  WHERE t.legs = 2 AND t.winner IS NOT NULL AND t.last_date < $as_of_date AND m.tie = t.id AND m.leg = 1 AND m.status = 'played'
), led_by AS (
  SELECT q.number, f.id, f.winner, if(lead > 0, home, away) AS ahead, if(lead > 0, away, home) AS behind
  FROM asked AS q
  JOIN firsts AS f ON list_contains(q.competitions, f.competition) AND f.proper = q.proper
    AND CASE WHEN q.or_more THEN abs(lead) >= q.margin ELSE abs(lead) = q.margin END
    AND CASE q.ground WHEN 'home' THEN lead > 0 WHEN 'away' THEN lead <= 0 ELSE TRUE END
)
SELECT q.number, count(l.id) AS ties, count(l.id) FILTER (l.winner = l.ahead) AS through
FROM asked AS q
LEFT JOIN led_by AS l ON l.number = q.number AND (q.team IS NULL OR l.behind = q.team)
GROUP BY q.number;
