-- Clubs of a league season; those of the fixture list, whether they have played yet or not.
SELECT id, name, country, national
FROM teams
WHERE id IN (
  SELECT unnest([home, away]) FROM matches WHERE competition = $competition AND season = $season AND phase = 'league'
)
ORDER BY name;
