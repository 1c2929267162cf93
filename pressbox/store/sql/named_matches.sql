-- What the files say of matches, with the names put right that a file gives to the wrong club (`misnamed.csv`).
CREATE TEMP VIEW named_matches AS
WITH dated AS (
  SELECT *, coalesce(date, make_date(left(season, 4)::INTEGER, 7, 1)) AS around FROM said_matches
)
SELECT m.* EXCLUDE (around) REPLACE (
    coalesce(h.means, m.home) AS home, coalesce(h.country, m.home_country) AS home_country,
    coalesce(a.means, m.away) AS away, coalesce(a.country, m.away_country) AS away_country
  )
FROM dated AS m
JOIN bundles AS b ON b.id = m.bundle
JOIN competition_of AS c ON c.said = m.competition
LEFT JOIN misnamed AS h
  ON h.source = b.source AND h.name = m.home AND c.competition = coalesce(h.competition, c.competition)
 AND m.around >= h.since AND m.around <= coalesce(h.until, m.around)
LEFT JOIN misnamed AS a
  ON a.source = b.source AND a.name = m.away AND c.competition = coalesce(a.competition, c.competition)
 AND m.around >= a.since AND m.around <= coalesce(a.until, m.around);
