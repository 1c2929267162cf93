-- Names that have the same scores on the same days, whoever the opponents are: for a source of which no name is known.
-- `share` is of the matches of the name with fewer of them, on days of which both sources tell.
WITH near AS (
  SELECT *, date + k AS other_date FROM side, (SELECT unnest([-1, 0, 1]) AS k)
), pair AS (
  SELECT a.source AS source_a, a.name AS name_a, any_value(a.team) AS team_a, b.source AS source_b, b.name AS name_b,
    any_value(b.team) AS team_b, a.competition, count(DISTINCT a.match) AS matches
  FROM near AS a
  JOIN side AS b
    ON b.competition = a.competition AND b.date = a.other_date AND b.side = a.side
   AND b.goals = a.goals AND b.conceded = a.conceded
  WHERE a.source < b.source
  GROUP BY a.source, a.name, b.source, b.name, a.competition
  HAVING matches >= 5
), told AS (
  SELECT DISTINCT source, competition, date + unnest([-1, 0, 1]) AS date FROM side
), common AS (
  SELECT s.source, s.name, s.competition, t.source AS other, count(*) AS matches
  FROM side AS s JOIN told AS t ON t.competition = s.competition AND t.date = s.date AND t.source <> s.source
  GROUP BY ALL
), scored AS (
  SELECT p.*, p.matches / least(a.matches, b.matches) AS share
  FROM pair AS p
  JOIN common AS a ON a.source = p.source_a AND a.name = p.name_a AND a.competition = p.competition AND a.other = p.source_b
  JOIN common AS b ON b.source = p.source_b AND b.name = p.name_b AND b.competition = p.competition AND b.other = p.source_a
), best AS (
  SELECT *,
    row_number() OVER (PARTITION BY source_a, name_a, source_b, competition ORDER BY matches DESC, name_b) AS best_a,
    row_number() OVER (PARTITION BY source_b, name_b, source_a, competition ORDER BY matches DESC, name_a) AS best_b
  FROM scored
)
SELECT source_a, name_a, team_a, source_b, name_b, team_b, matches, round(share, 2) AS share, competition
FROM best
-- One of the two names may be older than the other: it is enough that one of them has no better match.
WHERE share >= 0.75 AND least(best_a, best_b) = 1 AND team_a <> team_b
ORDER BY matches DESC, ALL;
