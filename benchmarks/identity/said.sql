-- What each source says of each match, a row a side, with the team that the store took the name for.
CREATE TEMP TABLE side AS
WITH said AS (
  SELECT b.source, r.match, m.competition, s.date, s.home, s.away,
    coalesce(s.home_goals_aet, s.home_goals) AS home_goals, coalesce(s.away_goals_aet, s.away_goals) AS away_goals,
    m.home AS home_team, m.away AS away_team
  FROM said_matches AS s
  JOIN bundles AS b ON b.id = s.bundle
  JOIN match_sources AS r ON r.bundle = s.bundle AND r.key = s.key
  JOIN matches AS m ON m.id = r.match
  WHERE s.date IS NOT NULL AND coalesce(s.home_goals_aet, s.home_goals) IS NOT NULL
), shared AS (
  SELECT competition FROM said GROUP BY competition HAVING count(DISTINCT source) > 1
)
SELECT source, match, competition, date, seen.*
FROM said SEMI JOIN shared USING (competition),
  LATERAL (
    SELECT 'home' AS side, home AS name, home_team AS team, away_team AS opponent, home_goals AS goals, away_goals AS conceded
    UNION ALL
    SELECT 'away', away, away_team, home_team, away_goals, home_goals
  ) AS seen;
