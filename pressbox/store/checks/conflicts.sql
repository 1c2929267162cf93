-- Sources that disagree about a match agree with the store.
SELECT match, field, source, value, chosen_source, chosen FROM conflicts ORDER BY match, field, source;
