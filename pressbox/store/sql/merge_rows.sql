-- One match a row: each fact from the best source that states it; a score's two numbers from one source.
CREATE TEMP TABLE rows_of AS SELECT match, count(*) AS n FROM joined GROUP BY match;

CREATE TEMP TABLE merged AS
SELECT match,
  any_value(competition) AS competition, any_value(season) AS season, any_value(kind) AS kind,
  any_value(home) AS home, any_value(away) AS away,
  arg_min(date, id) FILTER (date IS NOT NULL) AS date,  -- ids are given in order of priority
  arg_min(kick_off_at, id) FILTER (kick_off_at IS NOT NULL) AS kick_off_at,
  arg_min(heading, id) FILTER (heading IS NOT NULL) AS heading,
  arg_min(leg, id) FILTER (leg IS NOT NULL) AS leg,
  string_agg(DISTINCT note, '; ' ORDER BY note) AS note,
  -- An award is known to few and copied as a result by the rest; a result outweighs a fixture list.
  CASE WHEN bool_or(status = 'awarded') THEN 'awarded' WHEN bool_or(status = 'played') THEN 'played'
       ELSE arg_min(status, id) END AS status,
  bool_or(extra_time) AS extra_time,
  arg_min({h: home_goals, a: away_goals}, id) FILTER (home_goals IS NOT NULL AND extra_time IS NOT NULL) AS sure_90,
  arg_min({h: home_goals, a: away_goals}, id) FILTER (home_goals IS NOT NULL AND extra_time IS NULL) AS printed,
  arg_min({h: home_goals_ht, a: away_goals_ht}, id) FILTER (home_goals_ht IS NOT NULL) AS ht,
  arg_min({h: home_goals_aet, a: away_goals_aet}, id) FILTER (home_goals_aet IS NOT NULL) AS aet,
  bool_or(shoot_out) AS shoot_out,
  arg_min({h: home_pens, a: away_pens}, id) FILTER (home_pens IS NOT NULL) AS pens,
  bool_or(neutral) AS neutral,
  arg_min(venue, id) FILTER (venue IS NOT NULL) AS venue,
  arg_min(city, id) FILTER (city IS NOT NULL) AS city,
  arg_min(attendance, id) FILTER (attendance IS NOT NULL) AS attendance,
  arg_min(referee, id) FILTER (referee IS NOT NULL) AS referee,
  count(DISTINCT source) AS sources,
  coalesce(arg_min(source, id) FILTER (coalesce(home_goals, home_goals_aet) IS NOT NULL), arg_min(source, id)) AS source
FROM joined JOIN rows_of USING (match) WHERE n > 1
GROUP BY match
UNION ALL
SELECT match, competition, season, kind, home, away, date, kick_off_at, heading, leg, note, status, extra_time,
  CASE WHEN home_goals IS NOT NULL AND extra_time IS NOT NULL THEN {h: home_goals, a: away_goals} END,
  CASE WHEN home_goals IS NOT NULL AND extra_time IS NULL THEN {h: home_goals, a: away_goals} END,
  CASE WHEN home_goals_ht IS NOT NULL THEN {h: home_goals_ht, a: away_goals_ht} END,
  CASE WHEN home_goals_aet IS NOT NULL THEN {h: home_goals_aet, a: away_goals_aet} END,
  shoot_out, CASE WHEN home_pens IS NOT NULL THEN {h: home_pens, a: away_pens} END,
  neutral, venue, city, attendance, referee, 1, source
FROM joined JOIN rows_of USING (match) WHERE n = 1;

INSERT INTO matches BY NAME
SELECT match AS id, competition, season, date, kick_off_at, home, away, status,
  -- A score of unknown length counts as the one after 90 minutes unless somebody reports extra time.
  CASE WHEN sure_90 IS NOT NULL THEN sure_90.h WHEN NOT coalesce(extra_time, FALSE) THEN printed.h END AS home_goals,
  CASE WHEN sure_90 IS NOT NULL THEN sure_90.a WHEN NOT coalesce(extra_time, FALSE) THEN printed.a END AS away_goals,
  ht.h AS home_goals_ht, ht.a AS away_goals_ht, extra_time,
  CASE WHEN coalesce(extra_time, TRUE) THEN coalesce(aet.h, CASE WHEN extra_time THEN printed.h END) END AS home_goals_aet,
  CASE WHEN coalesce(extra_time, TRUE) THEN coalesce(aet.a, CASE WHEN extra_time THEN printed.a END) END AS away_goals_aet,
  shoot_out, pens.h AS home_pens, pens.a AS away_pens,
  coalesce(home_goals_aet, home_goals) AS home_final, coalesce(away_goals_aet, away_goals) AS away_final,
  neutral, venue, city, attendance, referee, sources, source
FROM merged
ORDER BY date, id;

INSERT INTO match_sources SELECT match, bundle, key, source, source_line FROM joined ORDER BY match;

-- Every said row of a match, best first, for the rows about goals, cards and the rest.
CREATE TEMP TABLE match_row AS SELECT match, bundle, key, source, id AS rank, flipped FROM joined;

CREATE TEMP TABLE match_heading AS SELECT match, heading, leg, note FROM merged;
