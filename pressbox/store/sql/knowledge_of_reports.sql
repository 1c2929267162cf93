-- A number for all reports on players that were seen before a moment.
SELECT 'availability' AS key, sum(hash(a)::HUGEINT) AS digest FROM availability AS a WHERE a.seen_at < $as_of;
