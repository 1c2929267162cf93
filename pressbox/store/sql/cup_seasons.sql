-- Every season of every competition that is no league.
SELECT DISTINCT m.competition, m.season
FROM matches AS m JOIN competitions AS c ON c.id = m.competition WHERE c.kind <> 'league';
