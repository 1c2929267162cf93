-- Goals of some matches in their order, with what another account of the match says of each: own goal, penalty, assist.
WITH here AS (
  SELECT * FROM told_goals WHERE match IN (SELECT unnest($matches))
), told AS (
  SELECT match, side, minute, stoppage, own_goal, penalty, assist,
    row_number() OVER (PARTITION BY match, side ORDER BY sequence) AS nth, count(*) OVER (PARTITION BY match, side) AS n
  FROM here SEMI JOIN (SELECT match, min(bundle) AS bundle FROM here GROUP BY match) USING (match, bundle)
), kept AS (
  SELECT g.match, g.sequence, g.side, g.player, g.minute, g.stoppage, g.own_goal, g.penalty, g.assist,
    row_number() OVER (PARTITION BY g.match, g.side ORDER BY g.sequence) AS nth, count(*) OVER (PARTITION BY g.match, g.side) AS n
  FROM goals AS g WHERE g.match IN (SELECT unnest($matches))
)
SELECT k.match, k.side, k.player, k.minute,
  CASE WHEN k.stoppage IS NULL AND t.minute = k.minute THEN t.stoppage ELSE k.stoppage END AS stoppage,
  coalesce(k.own_goal, t.own_goal) AS own_goal, coalesce(k.penalty, t.penalty) AS penalty, coalesce(k.assist, t.assist) AS assist
FROM kept AS k
-- The same goal: the accounts have as many of the side, and this one within two minutes.
LEFT JOIN told AS t ON t.match = k.match AND t.side = k.side AND t.nth = k.nth AND t.n = k.n AND abs(t.minute - k.minute) <= 2
ORDER BY k.match, k.sequence;
