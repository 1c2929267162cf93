-- What was found out about stages, ties and grounds, written to the matches in one go.
UPDATE matches SET
  phase = f.phase, round = f.round, group_name = f.group_name, matchday = f.matchday, leg = f.leg, tie = f.tie,
  shoot_out = coalesce(matches.shoot_out, f.shoot_out_winner IS NOT NULL OR NULL), shoot_out_winner = f.shoot_out_winner,
  neutral = coalesce(f.neutral, matches.neutral, FALSE)
FROM (
  WITH staged AS MATERIALIZED (
    SELECT p.match, p.competition, p.season, p.date, p.home, p.away, p.group_name, p.matchday,
      CASE WHEN t.match IS NOT NULL THEN t.phase ELSE p.phase END AS phase,
      CASE WHEN t.match IS NOT NULL THEN t.round ELSE p.round END AS round,
      t.leg, t.tie, t.part, coalesce(s.winner, t.shoot_out_winner) AS shoot_out_winner
    FROM placed AS p LEFT JOIN tie_match AS t ON t.match = p.match LEFT JOIN shoot_out AS s ON s.match = p.match
  ), competition_rule AS (
    SELECT c.id AS competition, r.* EXCLUDE (competition)
    FROM competitions AS c JOIN neutral_rule AS r ON c.id GLOB r.competition
  ), ruled AS (
    SELECT s.match, arg_min(r.neutral, r.nth) AS neutral
    FROM staged AS s
    JOIN competition_rule AS r ON r.competition = s.competition
    WHERE s.season BETWEEN r.first_season AND r.last_season
      AND (r.round IS NULL OR s.round = r.round) AND (r.part IS NULL OR s.part = r.part)
      AND (r.first_date IS NULL OR s.date >= r.first_date) AND (r.last_date IS NULL OR s.date <= r.last_date)
      AND (r.home IS NULL OR s.home GLOB r.home) AND (r.away IS NULL OR s.away GLOB r.away)
    GROUP BY s.match
  )
  SELECT s.*, r.neutral FROM staged AS s LEFT JOIN ruled AS r ON r.match = s.match
) AS f
WHERE matches.id = f.match;
