-- First match on record of each of two teams.
SELECT team, min(date) AS first_date FROM team_matches WHERE team IN ($a, $b) AND date < $as_of_date GROUP BY team;
