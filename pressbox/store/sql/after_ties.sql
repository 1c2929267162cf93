-- Who won some ties.
SELECT id, winner FROM ties WHERE winner IS NOT NULL AND list_contains($ties, id);
