-- The store's reports, to which those of the desk are added; a table of its own, because the store is read only.
CREATE TEMP TABLE availability AS SELECT * FROM /* of the store */availability;
