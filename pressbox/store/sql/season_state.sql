-- Whether a league season is whole on record, and whether it is held up to a day: its last fixture on record is later, or
-- not longer ago than a break for internationals. A season whose results stop earlier says nothing of the days after.
SELECT
  coalesce(complete, FALSE) AS complete,
  coalesce(complete, FALSE) OR last_date >= $as_of_date - 21 AS followed,
  first_date = max(first_date) OVER () AS last
FROM coverage WHERE competition = $competition
QUALIFY season = $season;
