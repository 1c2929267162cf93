-- Play-off opponents in league files that do not mark them: clubs with a handful of matches, all at the season's end.
UPDATE placed SET phase = 'play-off', round = 'Play-offs'
FROM (
  WITH sides AS (
    SELECT competition, season, home AS team, date FROM placed WHERE phase = 'league' AND kind = 'league'
    UNION ALL
    SELECT competition, season, away, date FROM placed WHERE phase = 'league' AND kind = 'league'
  ), counted AS (
    SELECT competition, season, team, count(*) AS played, min(date) AS first FROM sides GROUP BY ALL
  ), usual AS (
    SELECT competition, season, median(played) AS played FROM counted GROUP BY ALL
  ), latest AS (
    SELECT competition, season, quantile_disc(date, 0.9) AS late FROM sides GROUP BY ALL
  )
  SELECT c.competition, c.season, c.team
  FROM counted AS c JOIN usual AS u USING (competition, season) JOIN latest AS l USING (competition, season)
  WHERE c.played <= 4 AND u.played >= 20 AND c.first >= l.late
) AS guest
WHERE placed.phase = 'league' AND placed.competition = guest.competition AND placed.season = guest.season
  AND guest.team IN (placed.home, placed.away);

-- The second part of a league that splits is numbered on from the first.
UPDATE placed SET matchday = matchday + part.played, round = 'Matchday ' || (matchday + part.played)
FROM (
  SELECT competition, season,
    CASE WHEN min(matchday) FILTER (group_name IS NOT NULL) = 1 THEN max(matchday) FILTER (group_name IS NULL) ELSE 0 END AS played
  FROM placed WHERE kind = 'league' AND phase = 'league' GROUP BY ALL
) AS part
WHERE placed.kind = 'league' AND placed.phase = 'league' AND placed.group_name IS NOT NULL AND placed.matchday IS NOT NULL
  AND placed.competition = part.competition AND placed.season = part.season AND part.played IS NOT NULL;
