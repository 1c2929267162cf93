-- Which said rows are the same match: same competition, season, home and away, and near in time where a pairing repeats.
CREATE TEMP TABLE pairing_row AS
SELECT id, hash(competition, season, home, away) AS pairing, kind, bundle, date,
  coalesce(home_goals_aet, home_goals) * 1000 + coalesce(away_goals_aet, away_goals) AS score
FROM said_row;

-- Most pairings are in one row of one file: there is nothing to tell apart.
CREATE TEMP TABLE repeated AS
SELECT * FROM pairing_row WHERE pairing IN (SELECT pairing FROM pairing_row GROUP BY pairing HAVING count(*) > 1);

CREATE TEMP TABLE occurrences AS
WITH counted AS (
  SELECT *, count(*) OVER (PARTITION BY pairing, bundle) AS in_bundle FROM repeated
), judged AS (
  SELECT pairing,
    -- A league pairing that no file has twice is one match, whatever the dates say (postponements); so is one with one
    -- score. Otherwise rows more than five days apart are different matches.
    CASE WHEN max(in_bundle) = 1 AND (any_value(kind) = 'league' OR count(DISTINCT score) <= 1) THEN 400 ELSE 5 END AS tolerance
  FROM counted GROUP BY pairing
), gaps AS (
  SELECT c.*, p.tolerance, date - lag(date) OVER (PARTITION BY pairing ORDER BY date NULLS LAST, id) AS gap
  FROM counted AS c JOIN judged AS p USING (pairing)
), dated AS (
  SELECT *, sum((coalesce(gap, 0) > tolerance)::INTEGER) OVER (PARTITION BY pairing ORDER BY date, id) AS chain
  FROM gaps WHERE date IS NOT NULL
), undated AS (
  SELECT *, count(*) OVER (PARTITION BY pairing, bundle) > 1 AS several,
    row_number() OVER (PARTITION BY pairing, bundle ORDER BY id) AS number
  FROM gaps WHERE date IS NULL
), chained AS (
  SELECT * FROM dated
  UNION ALL BY NAME
  -- A row without a date is the match that has its score; else the last one, or where a file has several, one of its own.
  SELECT u.* EXCLUDE (several, number),
    coalesce(min(d.chain) FILTER (d.score = u.score), CASE WHEN any_value(several) THEN 1000 + any_value(number) END,
      max(d.chain), 0) AS chain
  FROM undated AS u LEFT JOIN dated AS d USING (pairing)
  GROUP BY ALL
), crowded AS (
  SELECT pairing, chain, max(days) > 1 AS split
  FROM (SELECT pairing, chain, bundle, count(DISTINCT date) AS days FROM chained GROUP BY ALL)
  GROUP BY ALL
)
SELECT c.id, dense_rank() OVER (PARTITION BY c.pairing ORDER BY c.chain, CASE WHEN w.split THEN c.date END NULLS LAST) AS occurrence
FROM chained AS c JOIN crowded AS w USING (pairing, chain);

CREATE TEMP TABLE joined AS
SELECT r.competition || '.' || r.season || '.' || r.home || '.' || r.away
    || CASE WHEN o.occurrence > 1 THEN '.' || o.occurrence ELSE '' END AS match,
  r.*
FROM said_row AS r LEFT JOIN occurrences AS o USING (id);
DROP TABLE said_row;
