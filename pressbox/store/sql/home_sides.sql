-- Which side is the home side of the files in some matches of some days.
SELECT id, home FROM own_matches WHERE date IN (SELECT unnest($days)) AND id IN (SELECT unnest($matches));
