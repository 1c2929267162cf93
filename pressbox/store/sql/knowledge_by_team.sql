-- A number a team for all that was known of its matches, its players and the reports on them.
WITH sides AS (
  SELECT t.team, m.id, hash(m.id, m.date, m.kick_off_at, m.round, m.tie, m.home, m.away, m.status = 'cancelled') AS listed,
    CASE WHEN /* known */ THEN hash(m) END AS played
  FROM matches AS m JOIN (SELECT unnest($teams) AS team) AS t ON t.team IN (m.home, m.away)
), events AS (
  SELECT match, hash(e) AS row_hash FROM goals AS e
  UNION ALL SELECT match, hash(e) FROM cards AS e
  UNION ALL SELECT match, hash(e) FROM substitutions AS e
  UNION ALL SELECT match, hash(e) FROM lineups AS e
  UNION ALL SELECT match, hash(e) FROM player_matches AS e
), parts AS (
  SELECT team, listed::HUGEINT AS part FROM sides
  UNION ALL SELECT team, played::HUGEINT FROM sides WHERE played IS NOT NULL
  UNION ALL SELECT s.team, e.row_hash::HUGEINT FROM sides AS s JOIN events AS e ON e.match = s.id WHERE s.played IS NOT NULL
  UNION ALL SELECT a.team, hash(a)::HUGEINT FROM availability AS a WHERE list_contains($teams, a.team) AND a.seen_at < $as_of
  UNION ALL SELECT q.team, hash(q)::HUGEINT FROM squads AS q WHERE list_contains($teams, q.team)
)
SELECT team AS key, sum(part) AS digest FROM parts GROUP BY team;
