-- Which season a day falls in, for matches whose file does not name it.
CREATE TEMP TABLE season_of (competition VARCHAR, date DATE, season VARCHAR);
