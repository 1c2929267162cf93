-- A competition with its name in a season.
SELECT c.id AS competition_id, c.kind AS competition_kind, c.country AS competition_country, c.tier AS competition_tier,
  c.international AS competition_international,
  coalesce((SELECT n.name FROM competition_names AS n WHERE n.competition = c.id AND n.official
            AND coalesce(n.first_season <= $season, TRUE) AND coalesce($season <= n.last_season, TRUE) LIMIT 1), c.name) AS competition_name
FROM competitions AS c WHERE c.id = $competition;
