-- How long each player of the lists of some matches played in them; also those who did not play.
SELECT match, side, player, coalesce(player_key, player) AS key, position, minutes, started, red_cards
FROM player_matches WHERE list_contains($ids, match)
ORDER BY match, side, minutes DESC NULLS LAST, key;
