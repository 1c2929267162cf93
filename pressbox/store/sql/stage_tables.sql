-- Temporary tables that the stages and ties are worked out in.
CREATE TEMP TABLE stage_of_heading (
  heading VARCHAR, kind VARCHAR, phase VARCHAR, round VARCHAR, group_name VARCHAR, matchday INTEGER, leg INTEGER, replay BOOLEAN
);
CREATE TEMP TABLE stage_window (
  nth INTEGER, competition VARCHAR, season VARCHAR, phase VARCHAR, round VARCHAR, first DATE, last DATE
);
CREATE TEMP TABLE tie_match (
  match VARCHAR, phase VARCHAR, round VARCHAR, tie VARCHAR, leg INTEGER, part VARCHAR, shoot_out_winner VARCHAR
);
CREATE TEMP TABLE neutral_rule (
  nth INTEGER, competition VARCHAR, first_season VARCHAR, last_season VARCHAR, round VARCHAR, part VARCHAR,
  home VARCHAR, away VARCHAR, first_date DATE, last_date DATE, neutral BOOLEAN
);
CREATE TEMP TABLE shoot_out_score (
  competition VARCHAR, date DATE, home VARCHAR, away VARCHAR,
  home_goals INTEGER, away_goals INTEGER, home_pens INTEGER, away_pens INTEGER
);
