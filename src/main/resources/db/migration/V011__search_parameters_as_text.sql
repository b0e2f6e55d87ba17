-- platform.search: SharedSearches writes a search as JSON. Rows with Java's serialised objects are dropped: they are searches that are
-- paged through within minutes, and a client that asks for another page of one is told to search again.
delete from search.held;
alter table search.held alter column parameters type text using null;
