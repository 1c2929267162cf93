-- Teams named in squad lists and team news; where the file does not say where from, the area of the bundle's matches.
CREATE TEMP TABLE roster_name AS
WITH bundle_area AS (
  SELECT m.bundle, any_value(c.area) AS area
  FROM said_matches AS m JOIN competition_of AS c ON c.said = m.competition
  GROUP BY m.bundle HAVING count(DISTINCT c.area) = 1
), named AS (
  SELECT 'squads' AS kind, t.bundle, t.source_line, t.team AS name, coalesce(t.country, c.area) AS area, coalesce(c.national, FALSE) AS national
  FROM said_squads AS t LEFT JOIN competition_of AS c ON c.said = t.competition
  UNION ALL
  SELECT 'availability', bundle, source_line, team, country, FALSE FROM said_availability
)
SELECT n.kind, n.bundle, b.source, n.source_line, n.name, coalesce(n.area, a.area) AS area, n.national
FROM named AS n JOIN bundles AS b ON b.id = n.bundle LEFT JOIN bundle_area AS a ON a.bundle = n.bundle;
