-- Every name of every competition that the store has matches of.
SELECT c.id, n.name, n.present
FROM competitions AS c
JOIN (
  SELECT id AS competition, name, TRUE AS present FROM competitions
  UNION ALL SELECT competition, name, FALSE FROM competition_names
) AS n ON n.competition = c.id
WHERE c.id IN (SELECT competition FROM coverage)
ORDER BY ALL;
