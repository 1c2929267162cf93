-- Every season of every competition.
SELECT DISTINCT competition, season FROM matches;
