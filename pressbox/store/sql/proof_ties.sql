-- How many ties over two legs began in some way, and how many of them the side that led after the first leg won.
WITH firsts AS (
  SELECT t.id, t.winner, m.home, m.away, m.home_final - m.away_final AS lead
  FROM ties AS t, matches AS m
  WHERE t.legs = 2 AND t.winner IS NOT NULL AND t.last_date < $as_of_date AND list_contains($competitions, t.competition)
    AND (t.phase <> 'qualifying') = $proper
    AND m.tie = t.id AND m.leg = 1 AND m.status = 'played'
), led_by AS (
  SELECT id, winner, if(lead > 0, home, away) AS ahead, if(lead > 0, away, home) AS behind
  FROM firsts
  WHERE CASE WHEN $or_more THEN abs(lead) >= $margin ELSE abs(lead) = $margin END
    AND CASE $ground WHEN 'home' THEN lead > 0 WHEN 'away' THEN lead <= 0 ELSE TRUE END
)
SELECT count(*) AS ties, count(*) FILTER (winner = ahead) AS through
FROM led_by
WHERE $team IS NULL OR behind = $team;
