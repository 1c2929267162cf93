-- How often each pair of clubs that meets in a league season does so, matches still to be played included.
SELECT count(*) AS meetings FROM matches AS m
WHERE m.competition = $competition AND m.season = $season AND m.phase = 'league'
GROUP BY least(m.home, m.away), greatest(m.home, m.away);
