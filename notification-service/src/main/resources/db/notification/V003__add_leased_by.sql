-- Who holds the lease: an instance that starts anew takes up at once what it held when it was killed.
alter table notification add column leased_by text;
