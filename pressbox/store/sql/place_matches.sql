-- Phase, round, group, matchday and leg of every match: from its heading, else from the dates of its competition.
CREATE TEMP TABLE placed AS
WITH windowed AS (
  SELECT m.id AS match, arg_min(w.phase, w.nth) AS phase, arg_min(w.round, w.nth) FILTER (w.round IS NOT NULL) AS round
  FROM matches AS m
  JOIN stage_window AS w ON w.competition = m.competition AND w.season = m.season AND m.date BETWEEN w.first AND w.last
  GROUP BY m.id
)
SELECT m.id AS match, m.competition, m.season, c.kind, m.date, m.home, m.away, m.status,
  CASE WHEN s.phase IS NOT NULL THEN s.phase WHEN c.kind = 'league' THEN coalesce(w.phase, 'league') ELSE w.phase END AS phase,
  CASE WHEN s.phase IS NOT NULL THEN s.round ELSE w.round END AS round,
  s.group_name, s.matchday, coalesce(h.leg, s.leg) AS leg, coalesce(s.replay, FALSE) AS replay,
  h.note, s.phase IS NOT NULL AS headed
FROM matches AS m
JOIN competitions AS c ON c.id = m.competition
LEFT JOIN match_heading AS h ON h.match = m.id
LEFT JOIN stage_of_heading AS s ON s.heading = h.heading AND s.kind = c.kind
LEFT JOIN windowed AS w ON w.match = m.id;
