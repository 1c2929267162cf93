-- Goals of every account that knows own goals, by match; made once a connection, as finding them takes longest.
CREATE TEMP TABLE IF NOT EXISTS told_goals AS
WITH accounts AS (
  SELECT match, bundle, key FROM match_sources WHERE bundle IN (SELECT DISTINCT bundle FROM said_goals WHERE own_goal IS NOT NULL)
)
SELECT a.match, a.bundle, g.sequence, g.side, g.minute, g.stoppage, g.own_goal, g.penalty, g.assist, g.home_score, g.away_score
FROM accounts AS a JOIN said_goals AS g ON g.bundle = a.bundle AND g.match = a.key
ORDER BY a.match;
