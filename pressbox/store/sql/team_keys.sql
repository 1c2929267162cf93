-- Every name a team is found by, with when and how high it plays.
INSERT INTO team_keys
SELECT k.key, k.team, bool_or(k.own), min(m.date), max(m.date), min(c.tier)
FROM key_of AS k
JOIN team_matches AS m ON m.team = k.team
JOIN competitions AS c ON c.id = m.competition
GROUP BY k.key, k.team
ORDER BY k.key, k.team;
