-- Whether a league season is whole, and whether it is the last on record, still being filled.
SELECT complete, first_date = max(first_date) OVER () AS last
FROM coverage WHERE competition = $competition
QUALIFY season = $season;
