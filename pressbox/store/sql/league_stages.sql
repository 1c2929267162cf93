-- What each side of some seasons of a league had after its first so many matches, and in all of the season.
WITH sides AS (
  SELECT m.season, m.date, m.id, m.home AS team, m.home_final AS f, m.away_final AS a FROM matches AS m
  WHERE m.competition = $competition AND list_contains($seasons, m.season) AND m.phase = 'league' AND /* known */
  UNION ALL
  SELECT m.season, m.date, m.id, m.away, m.away_final, m.home_final FROM matches AS m
  WHERE m.competition = $competition AND list_contains($seasons, m.season) AND m.phase = 'league' AND /* known */
), numbered AS (
  SELECT *, row_number() OVER (PARTITION BY season, team ORDER BY date, id) AS nth FROM sides
)
SELECT s.season, s.team, t.name, count(*) AS played,
  count(*) FILTER (nth <= $played) AS counted,
  count(*) FILTER (nth <= $played AND f > a) AS won, count(*) FILTER (nth <= $played AND f = a) AS drawn,
  coalesce(sum(f) FILTER (nth <= $played), 0)::INTEGER AS goals_for, coalesce(sum(a) FILTER (nth <= $played), 0)::INTEGER AS goals_against,
  count(*) FILTER (f > a) AS won_in_all, count(*) FILTER (f = a) AS drawn_in_all,
  sum(f - a)::INTEGER AS difference, sum(f)::INTEGER AS goals_in_all
FROM numbered AS s JOIN teams AS t ON t.id = s.team
GROUP BY ALL ORDER BY s.season, s.team;
