-- Next match of every tie that was not over at a moment in the round of a cup that was then on. Ties of later rounds are
-- left out, and those of a round that awaits earlier matches: who meets whom in them was not known. A third-place match
-- leads nowhere and keeps no final waiting. Ids, by day.
WITH calendar AS (
  SELECT m.id, m.tie, m.leg, m.date, coalesce(/* known */, FALSE) AS known
  FROM matches AS m
  WHERE m.competition = $competition AND m.season = $season AND m.status NOT IN ('cancelled', 'abandoned', 'void', 'walkover')
    AND coalesce(m.round, '') <> 'Third-place match'
), open AS (
  SELECT c.tie, arg_min(c.id, c.date) AS next, min(c.date) AS day
  FROM calendar AS c WHERE NOT c.known AND c.tie IS NOT NULL AND c.leg IS NOT NULL GROUP BY c.tie
), placed AS (
  SELECT o.next, o.day, t.first_date, t.phase || coalesce(t.round, '') AS stage
  FROM open AS o JOIN ties AS t ON t.id = o.tie
), present AS (
  SELECT * FROM placed WHERE stage = (SELECT stage FROM placed ORDER BY first_date, next LIMIT 1)
)
SELECT p.next AS id FROM present AS p
WHERE NOT EXISTS (
  SELECT 1 FROM calendar AS c WHERE NOT c.known AND c.date < (SELECT min(first_date) FROM present)
)
ORDER BY p.day, p.next;
