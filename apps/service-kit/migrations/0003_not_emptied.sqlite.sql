-- SQLite has no TRUNCATE: a DELETE of everything asks the trigger of DELETE.
SELECT 1;
