-- Points at three a win, and goals, of each side of some seasons of a league in its first so many matches.
WITH played AS (
  SELECT m.season, unnest([
    {team: m.home, day: m.date, id: m.id, f: m.home_final, a: m.away_final},
    {team: m.away, day: m.date, id: m.id, f: m.away_final, a: m.home_final}
  ]) AS side
  FROM matches AS m
  WHERE m.competition = $competition AND m.season BETWEEN $first AND $last AND m.phase = 'league' AND /* known */
), first_ones AS (
  SELECT season, side.team AS team, list({f: side.f, a: side.a} ORDER BY side.day, side.id)[1:$played] AS scores
  FROM played GROUP BY ALL HAVING count(*) >= $played
)
SELECT season, team,
  list_sum(list_transform(scores, lambda s: CASE WHEN s.f > s.a THEN 3 WHEN s.f = s.a THEN 1 ELSE 0 END))::INTEGER AS "points",
  list_sum(list_transform(scores, lambda s: s.f))::INTEGER AS "goals for",
  list_sum(list_transform(scores, lambda s: s.a))::INTEGER AS "goals against"
FROM first_ones;
