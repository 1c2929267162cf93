-- Every match that counts, seen from each side, in the order in which a club's matches are read.
INSERT INTO team_matches
WITH counted AS (
  SELECT * FROM matches WHERE status IN ('played', 'awarded') AND home_final IS NOT NULL AND date IS NOT NULL
), sides AS (
  SELECT home AS team, date, id, kick_off_at, competition, season, phase, away AS opponent,
    CASE WHEN neutral THEN 'neutral' ELSE 'home' END AS venue,
    home_final AS goals_for, away_final AS goals_against, home_goals AS goals_for_90, away_goals AS goals_against_90, status
  FROM counted
  UNION ALL
  SELECT away, date, id, kick_off_at, competition, season, phase, home, CASE WHEN neutral THEN 'neutral' ELSE 'away' END,
    away_final, home_final, away_goals, home_goals, status
  FROM counted
)
SELECT team, date, id, kick_off_at, competition, season, phase, opponent, venue,
  goals_for, goals_against, goals_for_90, goals_against_90,
  CASE WHEN goals_for > goals_against THEN 'W' WHEN goals_for = goals_against THEN 'D' ELSE 'L' END,
  status = 'awarded'
FROM sides
ORDER BY team, date, id;
