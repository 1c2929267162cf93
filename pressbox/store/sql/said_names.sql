-- Every name of a team that a file gives, with what the file tells of where the team is from: a country or a confederation.
SELECT DISTINCT source, name, area, national FROM (
  SELECT b.source, unnest([m.home, m.away]) AS name,
    unnest([coalesce(m.home_country, c.area), coalesce(m.away_country, c.area)]) AS area, c.national
  FROM named_matches AS m JOIN bundles AS b ON b.id = m.bundle JOIN competition_of AS c ON c.said = m.competition
  UNION ALL
  SELECT source, name, area, national FROM roster_name
)
ORDER BY ALL;
