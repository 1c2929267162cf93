-- What was counted in some matches.
SELECT match, home_shots, away_shots, home_shots_on_target AS home_on_target, away_shots_on_target AS away_on_target,
  home_corners, away_corners, home_xg, away_xg
FROM match_stats
WHERE match IN (SELECT unnest($matches));
