-- How complete each season of each competition is.
INSERT INTO coverage
WITH counted AS (
  SELECT m.competition, m.season, any_value(c.kind) AS kind,
    count(*) FILTER (m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL) AS matches,
    count(*) FILTER (m.phase = 'league' AND (m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL)) AS league_matches,
    count(*) FILTER (m.status = 'cancelled') AS cancelled,
    bool_or(m.phase = 'final' AND m.status IN ('played', 'awarded')) AS has_final,
    count(*) FILTER (m.phase IS NULL) AS unplaced,
    min(m.date) AS first_date, max(m.date) AS last_date
  FROM matches AS m JOIN competitions AS c ON c.id = m.competition
  GROUP BY ALL
), sides AS (
  SELECT competition, season, count(DISTINCT team) AS teams, count(DISTINCT team) FILTER (phase = 'league') AS league_teams
  FROM (
    SELECT competition, season, home AS team, phase FROM matches UNION ALL SELECT competition, season, away, phase FROM matches
  ) GROUP BY ALL
), named AS (
  SELECT m.competition, m.season, string_agg(DISTINCT s.source, ', ' ORDER BY s.source) AS sources
  FROM matches AS m JOIN match_sources AS s ON s.match = m.id GROUP BY ALL
), rounds AS (
  -- A full knockout round of n ties is followed by one of n / 2: the ties known from the quarter-finals on.
  SELECT competition, season,
    count(*) FILTER (round = 'Final') AS finals, count(*) FILTER (round = 'Semi-finals') AS semi_finals,
    count(*) FILTER (round = 'Quarter-finals') AS quarter_finals
  FROM ties WHERE phase <> 'qualifying' GROUP BY ALL
)
SELECT c.competition, c.season, c.matches, s.teams,
  CASE WHEN c.kind = 'league' AND s.league_teams > 1 THEN s.league_teams * (s.league_teams - 1) END AS expected,
  CASE
    WHEN c.kind = 'league' AND s.league_teams > 1 AND c.league_matches >= s.league_teams * (s.league_teams - 1) THEN TRUE
    WHEN c.kind = 'league' AND s.league_teams > 1 AND c.league_matches + c.cancelled >= s.league_teams * (s.league_teams - 1) THEN TRUE
    WHEN c.kind = 'league' AND s.league_teams > 1 THEN FALSE
    WHEN r.finals = 1 AND r.semi_finals = 2 AND r.quarter_finals = 4 THEN TRUE
    WHEN c.kind IN ('cup', 'super-cup') AND r.finals IS NOT NULL AND r.finals = 0 THEN FALSE
  END AS complete,
  c.first_date, c.last_date, n.sources,
  CASE
    WHEN c.kind = 'league' AND c.cancelled > 0 AND c.league_matches + c.cancelled >= s.league_teams * (s.league_teams - 1)
      THEN 'season cut short: ' || c.cancelled || ' matches cancelled'
    WHEN c.kind = 'league' THEN 'double round robin of ' || s.league_teams || ' clubs'
    WHEN r.finals = 1 THEN r.quarter_finals || ' quarter-finals, ' || r.semi_finals || ' semi-finals and a final on record; earlier rounds not counted'
    ELSE 'rounds not known'
  END AS reason
FROM counted AS c
JOIN sides AS s USING (competition, season)
LEFT JOIN named AS n USING (competition, season)
LEFT JOIN rounds AS r USING (competition, season)
ORDER BY ALL;
