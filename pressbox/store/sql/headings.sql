-- Every heading there is, with the kind of competition it stands in.
SELECT DISTINCT h.heading, c.kind
FROM match_heading AS h JOIN matches AS m ON m.id = h.match JOIN competitions AS c ON c.id = m.competition
WHERE h.heading IS NOT NULL;
