-- Two sources, one competition, at most a day apart, one score, one opponent: the other side is one team, too.
WITH near AS (
  SELECT *, date + k AS other_date FROM side, (SELECT unnest([-1, 0, 1]) AS k)
), pair AS (
  SELECT DISTINCT a.source AS source_a, a.name AS name_a, a.team AS team_a, b.source AS source_b, b.name AS name_b, b.team AS team_b,
    a.competition, a.match AS match
  FROM near AS a
  JOIN side AS b
    ON b.competition = a.competition AND b.date = a.other_date AND b.side = a.side AND b.opponent = a.opponent
   AND b.goals = a.goals AND b.conceded = a.conceded
  WHERE a.source < b.source AND a.team <> b.team
)
SELECT source_a, name_a, team_a, source_b, name_b, team_b, count(*) AS matches, string_agg(DISTINCT competition, ' ') AS competitions
FROM pair
GROUP BY ALL
ORDER BY matches DESC, ALL;
