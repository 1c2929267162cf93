-- Every match that counts, seen from each side, in the order in which a club's matches are read.
INSERT INTO team_matches
SELECT side.team, m.date, m.id, m.kick_off_at, m.competition, m.season, m.phase, side.opponent, side.venue,
  side.goals_for, side.goals_against, side.goals_for_90, side.goals_against_90,
  CASE WHEN side.goals_for > side.goals_against THEN 'W' WHEN side.goals_for = side.goals_against THEN 'D' ELSE 'L' END,
  m.status = 'awarded'
FROM matches AS m,
  LATERAL (
    SELECT m.home AS team, m.away AS opponent, CASE WHEN m.neutral THEN 'neutral' ELSE 'home' END AS venue,
      m.home_final AS goals_for, m.away_final AS goals_against, m.home_goals AS goals_for_90, m.away_goals AS goals_against_90
    UNION ALL
    SELECT m.away, m.home, CASE WHEN m.neutral THEN 'neutral' ELSE 'away' END,
      m.away_final, m.home_final, m.away_goals, m.home_goals
  ) AS side
WHERE m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL AND m.date IS NOT NULL
ORDER BY side.team, m.date, m.id;
