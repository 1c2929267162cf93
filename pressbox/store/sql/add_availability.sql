-- One report of the desk's own.
INSERT INTO temp.availability (team, source, player, status, chance, reason, since, expected_return, reporter, seen_at)
VALUES ($team, $source, $player, $status, $chance, $reason, $since, $expected_return, $reporter, $seen_at);
