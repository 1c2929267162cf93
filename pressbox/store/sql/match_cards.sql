-- Cards and missed penalties of some matches, in the order of the match.
SELECT match, side, player, minute, stoppage, kind FROM cards WHERE match IN (SELECT unnest($matches))
UNION ALL
SELECT match, side, player, minute, stoppage, kind FROM incidents
WHERE kind = 'penalty_missed' AND match IN (SELECT unnest($matches))
ORDER BY match, minute, stoppage NULLS FIRST, player;
