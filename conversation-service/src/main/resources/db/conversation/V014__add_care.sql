-- Words that are no longer kept. Figures stay.
alter table message add column erased boolean not null default false;
alter table turn add column erased boolean not null default false;
alter table conversation add column erased boolean not null default false;  -- its person asked for it: it is over
create index message_to_erase on message (shop_id, at) where not erased;
create index turn_to_erase on turn (shop_id, received_at) where not erased;
create index conversation_to_erase on conversation (shop_id, last_at)
  where last_text is not null or customer_name is not null;
create index conversation_of_child on conversation (shop_id, id) where context #>> '{shopper,child}' = 'true';

-- That a person's data were erased, without saying whose they were beyond our own number for them.
create table erasure (
  shop_id       uuid not null,
  shopper_id    uuid not null,
  receipt       uuid not null,
  at            timestamptz not null,
  reason        text not null,                      -- `asked` or `under_13`
  conversations int not null,
  messages      int not null,
  turns         int not null,
  notes         int not null,
  primary key (shop_id, shopper_id)
);
call wall_off('erasure');
