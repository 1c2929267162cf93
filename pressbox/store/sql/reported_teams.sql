-- Teams of which there is any report of a player's availability.
SELECT DISTINCT team FROM availability WHERE team IS NOT NULL ORDER BY team;
