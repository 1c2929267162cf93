-- The meetings of two teams, those awarded apart: what they came to for the first of the two.
WITH meetings AS (
  SELECT m.id, m.date, m.kick_off_at,
    if(m.home = $team, 1, -1) * (m.home_final - m.away_final) AS won_by
  FROM own_matches AS m
  WHERE ((m.home = $team AND m.away = $other) OR (m.home = $other AND m.away = $team AND NOT $at_home))
    AND NOT ($at_home AND coalesce(m.neutral, FALSE))
    AND m.status <> 'awarded' AND m.id IS DISTINCT FROM $but AND /* known */
)
SELECT count(*) AS matches, count(*) FILTER (won_by > 0) AS won, count(*) FILTER (won_by = 0) AS drawn,
  count(*) FILTER (won_by < 0) AS lost,
  first(id ORDER BY date DESC, kick_off_at DESC NULLS LAST, id) AS last
FROM meetings;
