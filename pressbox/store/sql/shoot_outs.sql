-- Who won the shoot-outs: by the kicks, else by the name in a note.
CREATE TEMP TABLE shoot_out AS
WITH noted AS (
  SELECT p.match, p.home, p.away,
    unnest(regexp_extract_all(p.note, '(?:shoot-out won by ([^;]+))|(?:([^;]+) won the shoot-out)')) AS said
  FROM placed AS p WHERE p.note LIKE '%shoot-out%'
), named AS (
  SELECT n.match, max(t.team) AS team
  FROM noted AS n
  JOIN (SELECT DISTINCT name, team FROM name_of) AS t
    ON t.name = trim(replace(replace(n.said, 'shoot-out won by', ''), 'won the shoot-out', '')) AND t.team IN (n.home, n.away)
  GROUP BY n.match HAVING count(DISTINCT t.team) = 1
)
SELECT m.id AS match,
  CASE WHEN m.home_pens > m.away_pens THEN 'home' WHEN m.home_pens < m.away_pens THEN 'away'
       WHEN n.team = m.home THEN 'home' WHEN n.team = m.away THEN 'away' END AS winner
FROM matches AS m LEFT JOIN named AS n ON n.match = m.id
WHERE m.shoot_out OR m.home_pens IS NOT NULL OR n.team IS NOT NULL;
