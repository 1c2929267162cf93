-- Every competition that a file names.
SELECT competition FROM said_matches UNION SELECT competition FROM said_squads WHERE competition IS NOT NULL;
