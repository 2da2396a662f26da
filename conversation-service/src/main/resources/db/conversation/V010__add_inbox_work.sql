-- What a shop's team does with a conversation besides answering it.
create extension if not exists pg_trgm;
select set_config('parley.shop', '*', true);

alter table conversation
  add column assigned_to   uuid,
  add column labels        text[] not null default '{}',
  add column snoozed_until timestamptz,
  add column waiting_since timestamptz,          -- when the shopper wrote what a person has not answered
  add column waiting_told  timestamptz;          -- the wait that was last told of; equal to the one above once it was
create index conversation_by_assignee on conversation (shop_id, assigned_to, last_at desc, id desc);
create index conversation_by_platform on conversation (shop_id, platform, last_at desc, id desc);
create index conversation_by_handling on conversation (shop_id, handling, last_at desc, id desc);
create index conversation_by_label on conversation using gin (labels) where labels <> '{}';
create index conversation_snoozed on conversation (snoozed_until) where snoozed_until is not null;
create index conversation_with_person on conversation (updated_at) where handling = 'PERSON';
create index conversation_unanswered on conversation (waiting_since)
  where waiting_since is not null and waiting_told is distinct from waiting_since;
create index message_words on message using gin (text gin_trgm_ops);

create table member (
  shop_id   uuid not null,
  member_id uuid not null,
  email     text not null,
  name      text,
  role      text not null,
  primary key (shop_id, member_id)
);
call wall_off('member');

create table note (
  shop_id         uuid not null,
  id              uuid not null,
  conversation_id uuid not null references conversation,
  author          uuid not null,
  text            text not null,
  at              timestamptz not null,
  primary key (shop_id, id)
);
create index note_of_conversation on note (conversation_id, id);
call wall_off('note');

create table canned_reply (
  shop_id    uuid not null,
  id         uuid not null,
  code       text not null,
  text       text not null,
  changed_at timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, code)
);
call wall_off('canned_reply');
