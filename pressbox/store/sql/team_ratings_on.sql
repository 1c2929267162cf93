-- Ratings of teams on a mark, each as it last changed.
SELECT * EXCLUDE (state, mark)
FROM team_ratings
WHERE state = $state AND mark <= $mark
QUALIFY mark = max(mark) OVER (PARTITION BY team)
ORDER BY team;
