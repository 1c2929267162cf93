-- The last day on which each team played in a competition's season; a match for third place does not count as playing on.
SELECT competition, season, team, phase = 'play-off' AS play_off, max(date)
FROM (
  SELECT competition, season, phase, round, date, unnest([home, away]) AS team
  FROM placed WHERE phase IS NOT NULL AND status IN ('played', 'awarded') AND (kind <> 'league' OR phase = 'play-off')
)
WHERE round IS DISTINCT FROM 'Third-place match'
GROUP BY ALL;
