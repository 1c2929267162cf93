-- What was counted in the matches of some leagues' seasons that were over by a moment, a row a club and measure; sums of fractions
-- are rounded, as they would differ in the last digit with the order of the matches.
WITH seasons AS (
  SELECT unnest($competitions) AS competition, unnest($seasons) AS season
), played AS (
  SELECT m.competition, m.season, m.home, m.away, s.* EXCLUDE (match, source)
  FROM matches AS m JOIN seasons USING (competition, season) LEFT JOIN match_stats AS s ON s.match = m.id
  WHERE coalesce(m.phase, 'league') = 'league' AND /* known */
), sides AS (
  SELECT competition, season, home AS team, unnest([
    {'measure': 'shots', 'f': home_shots::DOUBLE, 'a': away_shots::DOUBLE}, {'measure': 'on target', 'f': home_shots_on_target, 'a': away_shots_on_target},
    {'measure': 'corners', 'f': home_corners, 'a': away_corners}, {'measure': 'xg', 'f': home_xg, 'a': away_xg}
  ]) AS told FROM played
  UNION ALL
  SELECT competition, season, away, unnest([
    {'measure': 'shots', 'f': away_shots::DOUBLE, 'a': home_shots::DOUBLE}, {'measure': 'on target', 'f': away_shots_on_target, 'a': home_shots_on_target},
    {'measure': 'corners', 'f': away_corners, 'a': home_corners}, {'measure': 'xg', 'f': away_xg, 'a': home_xg}
  ]) FROM played
)
SELECT s.competition, s.season, s.team, any_value(t.name) AS name, s.told.measure AS measure, count(*) AS played,
  count(s.told.f + s.told.a) AS told, round(coalesce(sum(s.told.f), 0), 6) AS total_for, round(coalesce(sum(s.told.a), 0), 6) AS total_against
FROM sides AS s JOIN teams AS t ON t.id = s.team
GROUP BY s.competition, s.season, s.team, s.told.measure
HAVING told > 0
ORDER BY s.competition, s.team, measure;
