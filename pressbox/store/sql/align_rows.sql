-- Rows of one match under two seasons or with the sides the other way round are brought in line with the better source.

-- A season that was derived from the date gives way to one that another source states for the same match.
UPDATE said_row SET season = better.season
FROM (
  SELECT r.id, arg_min(o.season, o.priority) AS season
  FROM said_row AS r
  JOIN said_row AS o
    ON o.competition = r.competition AND least(o.home, o.away) = least(r.home, r.away)
   AND greatest(o.home, o.away) = greatest(r.home, r.away) AND o.season_said AND o.date BETWEEN r.date - 5 AND r.date + 5
  WHERE NOT r.season_said AND o.season <> r.season
  GROUP BY r.id
) AS better
WHERE said_row.id = better.id;

-- Finals and other neutral matches: the nominal home side differs between publishers. Same competition, same two
-- teams, same score seen from each, at most a day apart, from different sources: one match.
UPDATE said_row SET
  flipped = TRUE, home = away, away = home,
  home_goals = away_goals, away_goals = home_goals, home_goals_ht = away_goals_ht, away_goals_ht = home_goals_ht,
  home_goals_aet = away_goals_aet, away_goals_aet = home_goals_aet, home_pens = away_pens, away_pens = home_pens
FROM (
  WITH scored AS (
    SELECT id, priority, source, competition, date, home, least(home, away) AS low, greatest(home, away) AS high,
      CASE WHEN home < away THEN coalesce(home_goals_aet, home_goals) ELSE coalesce(away_goals_aet, away_goals) END AS low_goals,
      CASE WHEN home < away THEN coalesce(away_goals_aet, away_goals) ELSE coalesce(home_goals_aet, home_goals) END AS high_goals
    FROM said_row
    WHERE kind <> 'league' AND date IS NOT NULL AND coalesce(home_goals_aet, home_goals) IS NOT NULL
  ), chained AS (
    SELECT *, date - lag(date) OVER same > 1 AS starts
    FROM scored WINDOW same AS (PARTITION BY competition, low, high, low_goals, high_goals ORDER BY date, id)
  ), runs AS (
    SELECT *, sum(coalesce(starts, FALSE)::INTEGER) OVER (PARTITION BY competition, low, high, low_goals, high_goals ORDER BY date, id) AS run
    FROM chained
  ), oriented AS (
    SELECT id, home,
      first_value(home) OVER best AS wanted,
      min(source) OVER whole <> max(source) OVER whole AS several
    FROM runs
    WINDOW best AS (PARTITION BY competition, low, high, low_goals, high_goals, run ORDER BY priority, id),
           whole AS (PARTITION BY competition, low, high, low_goals, high_goals, run)
  )
  SELECT id FROM oriented WHERE several AND home <> wanted
) AS swapped
WHERE said_row.id = swapped.id;

-- A row without a day takes the day, and the order of the sides, of the row that has the same two teams and score in
-- the same season.
UPDATE said_row SET
  date = dated.date, flipped = said_row.flipped <> dated.turned,
  home = CASE WHEN dated.turned THEN said_row.away ELSE said_row.home END,
  away = CASE WHEN dated.turned THEN said_row.home ELSE said_row.away END,
  home_goals = CASE WHEN dated.turned THEN away_goals ELSE home_goals END,
  away_goals = CASE WHEN dated.turned THEN home_goals ELSE away_goals END,
  home_goals_ht = CASE WHEN dated.turned THEN away_goals_ht ELSE home_goals_ht END,
  away_goals_ht = CASE WHEN dated.turned THEN home_goals_ht ELSE away_goals_ht END,
  home_goals_aet = CASE WHEN dated.turned THEN away_goals_aet ELSE home_goals_aet END,
  away_goals_aet = CASE WHEN dated.turned THEN home_goals_aet ELSE away_goals_aet END,
  home_pens = CASE WHEN dated.turned THEN away_pens ELSE home_pens END,
  away_pens = CASE WHEN dated.turned THEN home_pens ELSE away_pens END
FROM (
  SELECT u.id, arg_min(d.date, d.id) AS date, arg_min(d.home <> u.home, d.id) AS turned
  FROM said_row AS u
  JOIN said_row AS d
    ON d.competition = u.competition AND d.season = u.season AND d.date IS NOT NULL
   AND (
     (d.home = u.home AND d.away = u.away
      AND coalesce(d.home_goals_aet, d.home_goals) = coalesce(u.home_goals_aet, u.home_goals)
      AND coalesce(d.away_goals_aet, d.away_goals) = coalesce(u.away_goals_aet, u.away_goals))
     OR
     (u.kind <> 'league' AND d.home = u.away AND d.away = u.home
      AND coalesce(d.home_goals_aet, d.home_goals) = coalesce(u.away_goals_aet, u.away_goals)
      AND coalesce(d.away_goals_aet, d.away_goals) = coalesce(u.home_goals_aet, u.home_goals))
   )
  WHERE u.date IS NULL
  GROUP BY u.id
) AS dated
WHERE said_row.id = dated.id;
