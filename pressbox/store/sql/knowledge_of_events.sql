-- A number a table for what was known of the matches of some days: what happened in them, and their prices.
WITH over AS (SELECT m.id FROM matches AS m WHERE m.date >= $since AND m.date < $until AND /* known */)
SELECT 'goals' AS key, sum(hash(e)::HUGEINT) AS digest FROM goals AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'cards', sum(hash(e)::HUGEINT) FROM cards AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'substitutions', sum(hash(e)::HUGEINT) FROM substitutions AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'lineups', sum(hash(e)::HUGEINT) FROM lineups AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'match_stats', sum(hash(e)::HUGEINT) FROM match_stats AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'player_matches', sum(hash(e)::HUGEINT) FROM player_matches AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'mean_prices', sum(hash(e)::HUGEINT) FROM mean_prices AS e SEMI JOIN over ON over.id = e.match
UNION ALL SELECT 'availability', sum(hash(e)::HUGEINT) FROM availability AS e
  WHERE e.seen_at < $as_of AND e.seen_at >= $since AND e.seen_at < $until;
