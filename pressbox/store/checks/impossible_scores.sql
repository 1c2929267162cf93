-- No score falls: half-time is within full time, full time within extra time, and no side scores thirty.
SELECT id, home_goals_ht, away_goals_ht, home_goals, away_goals, home_goals_aet, away_goals_aet, source FROM matches
WHERE home_goals_ht > home_final OR away_goals_ht > away_final OR home_goals > home_goals_aet OR away_goals > away_goals_aet
  OR home_final > 30 OR away_final > 30 OR home_final < 0 OR away_final < 0
ORDER BY id;
