-- A number a competition for what was known of its matches of some days: the fixture list, and all that those over have.
SELECT m.competition AS key,
  sum(hash(m.id, m.date, m.kick_off_at, m.season, m.phase, m.round, m.group_name, m.matchday, m.leg, m.tie, m.home, m.away,
    m.neutral, m.venue, m.city, m.status = 'cancelled')::HUGEINT)
  + coalesce(sum(hash(m)::HUGEINT) FILTER (WHERE /* known */), 0) AS digest
FROM matches AS m
WHERE coalesce(m.date, DATE '0001-01-01') >= $since AND coalesce(m.date, DATE '0001-01-01') < $until
GROUP BY m.competition;
