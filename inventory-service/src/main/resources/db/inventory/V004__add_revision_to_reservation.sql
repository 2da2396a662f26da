-- A cart's hold changes its lines with the cart: the newest revision counts, whichever is told last.
alter table reservation add column revision bigint not null default 0;
