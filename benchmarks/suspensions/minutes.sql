-- Minutes and bookings of a club's players in a league's season.
SELECT p.match, p.player, p.minutes, coalesce(p.yellow_cards, 0) AS yellow_cards
FROM player_matches AS p JOIN matches AS m ON m.id = p.match
WHERE m.competition = $competition AND m.season = $season
  AND p.side = CASE WHEN m.home = $team THEN 'home' WHEN m.away = $team THEN 'away' END AND p.minutes IS NOT NULL;
