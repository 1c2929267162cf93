-- A number a table for squads, names, prices of matches to come, and which seasons are whole.
SELECT 'squads' AS key, sum(hash(e)::HUGEINT) AS digest FROM squads AS e
UNION ALL SELECT 'teams', sum(hash(e)::HUGEINT) FROM teams AS e
UNION ALL SELECT 'former_names', sum(hash(e)::HUGEINT) FROM former_names AS e
UNION ALL SELECT 'competition_names', sum(hash(e)::HUGEINT) FROM competition_names AS e
UNION ALL SELECT 'coverage', sum(hash(e.competition, e.season, e.complete, e.teams, e.expected)::HUGEINT) FROM coverage AS e;
