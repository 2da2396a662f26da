-- What this service has told the others. Rows are written in the transaction that made them true, read from the
-- write-ahead log by the relay, and kept for some days so that they can be told again.
create table outbox (
  id          uuid primary key,
  topic       text not null,
  key         text not null,
  type        text not null,
  shop_id     uuid,
  occurred_at timestamptz not null,
  trace       text not null,
  payload     text not null
);

-- What this service has heard, by listener: the primary key decides whether an event is new.
create table inbox (
  listener    text not null,
  event_id    uuid not null,
  heard_at    timestamptz not null default now(),
  primary key (listener, event_id)
);
create index inbox_heard_at on inbox using brin (heard_at);

-- Answers to POSTs that named an Idempotency-Key.
create table idempotency (
  shop_id      uuid not null,
  key          text not null,
  request_hash text not null,
  response     text not null,
  answered_at  timestamptz not null default now(),
  primary key (shop_id, key)
);

create publication outbox for table outbox with (publish = 'insert');

-- Hides other shops' rows of a table from every transaction, the owner's included.
create procedure wall_off(walled regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format(
    'create policy shop_wall on %s using (current_setting(''parley.shop'', true) in (shop_id::text, ''*''))', walled);
end
$$;
