-- Which competition a name in the files means.
CREATE TEMP TABLE competition_of (said VARCHAR, competition VARCHAR, kind VARCHAR, area VARCHAR, national BOOLEAN);
