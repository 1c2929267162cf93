-- Every name a source gives a team, with the time it was in use.
INSERT INTO team_names
SELECT n.team, n.source, n.name, any_value(n.how), min(u.date), max(u.date), count(u.date)
FROM name_of AS n
LEFT JOIN (
  SELECT b.source, unnest([m.home, m.away]) AS name,
    unnest([coalesce(m.home_country, c.area), coalesce(m.away_country, c.area)]) AS area, c.national, m.date
  FROM named_matches AS m JOIN bundles AS b ON b.id = m.bundle JOIN competition_of AS c ON c.said = m.competition
) AS u ON u.source = n.source AND u.name = n.name AND u.area IS NOT DISTINCT FROM n.area AND u.national = n.national
GROUP BY n.team, n.source, n.name
ORDER BY ALL;
