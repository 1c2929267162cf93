-- Ratings of competitions on a mark, each as it last changed.
SELECT * EXCLUDE (state, mark)
FROM competition_ratings
WHERE state = $state AND mark <= $mark
QUALIFY mark = max(mark) OVER (PARTITION BY competition)
ORDER BY competition;
