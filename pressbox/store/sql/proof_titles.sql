-- How many finals of a competition a side had won by a day.
SELECT count(DISTINCT season) AS titles
FROM ties
WHERE competition = $competition AND phase = 'final' AND winner = $team AND last_date < $as_of_date;
