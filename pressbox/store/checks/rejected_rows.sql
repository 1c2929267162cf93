-- Every row of every file was loaded.
SELECT b.source, b.name AS file, r.source_line AS line, r.reason, r.value
FROM said_rejected AS r JOIN bundles AS b ON b.id = r.bundle
ORDER BY b.source, b.name, r.source_line;
