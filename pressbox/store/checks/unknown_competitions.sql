-- Every competition in the files is a known one.
SELECT id, name FROM competitions WHERE id LIKE 'own-%' ORDER BY id;
