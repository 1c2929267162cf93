-- Which team a name in the files means, and every name that a team is found by.
CREATE TEMP TABLE name_of (source VARCHAR, name VARCHAR, area VARCHAR, national BOOLEAN, team VARCHAR, how VARCHAR);
CREATE TEMP TABLE key_of (key VARCHAR, team VARCHAR, own BOOLEAN);
