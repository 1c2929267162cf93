-- Which said rows are the same match: same competition, season, home and away, and near in time where a pairing repeats.
CREATE TEMP TABLE clustered AS
WITH counted AS (
  SELECT id, bundle, date, kind, competition, season, home, away,
    count(*) OVER (PARTITION BY competition, season, home, away, bundle) AS in_bundle,
    coalesce(home_goals_aet, home_goals) * 1000 + coalesce(away_goals_aet, away_goals) AS score
  FROM said_row
), pairing AS (
  SELECT competition, season, home, away,
    -- A league pairing that no file has twice is one match, whatever the dates say (postponements); so is one with one
    -- score. Otherwise rows more than five days apart are different matches.
    CASE WHEN max(in_bundle) = 1 AND (any_value(kind) = 'league' OR count(DISTINCT score) <= 1) THEN 400 ELSE 5 END AS tolerance
  FROM counted GROUP BY ALL
), gaps AS (
  SELECT c.*, p.tolerance,
    date - lag(date) OVER (PARTITION BY competition, season, home, away ORDER BY date NULLS LAST, id) AS gap
  FROM counted AS c JOIN pairing AS p USING (competition, season, home, away)
), chained AS (
  SELECT *, sum((coalesce(gap, 0) > tolerance)::INTEGER) OVER (PARTITION BY competition, season, home, away ORDER BY date NULLS LAST, id) AS chain
  FROM gaps
), crowded AS (
  SELECT *, max(n) OVER (PARTITION BY competition, season, home, away, chain) > 1 AS split
  FROM (SELECT *, count(DISTINCT date) OVER (PARTITION BY competition, season, home, away, chain, bundle) AS n FROM chained)
)
SELECT id, competition, season, home, away,
  dense_rank() OVER (PARTITION BY competition, season, home, away ORDER BY chain, CASE WHEN split THEN date END NULLS LAST) AS occurrence
FROM crowded;

CREATE TEMP TABLE row_match AS
SELECT id, competition || '.' || season || '.' || home || '.' || away || CASE WHEN occurrence > 1 THEN '.' || occurrence ELSE '' END AS match
FROM clustered;
