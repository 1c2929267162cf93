-- Clubs of a league's season.
SELECT DISTINCT home AS id FROM matches WHERE competition = $competition AND season = $season AND phase = 'league' ORDER BY id;
