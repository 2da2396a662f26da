-- The queue and the log in one: a row is written in the transaction of the event that asks for it, and sent later.
create table notification (
  id           uuid primary key,
  shop_id      uuid not null,
  kind         text not null,
  subject      text not null,
  occasion     text not null,
  recipient    text not null,
  way          text not null,
  status       text not null check (status in ('PENDING', 'SENT', 'FAILED')),
  title        text not null,
  notice       jsonb not null,
  leads        boolean not null,
  address      text,
  letter_id    uuid,
  attempts     integer not null default 0,
  problem      text,
  trace        text not null,
  created_at   timestamptz not null default now(),
  due_at       timestamptz not null,
  leased_until timestamptz,
  sent_at      timestamptz,
  check ((status = 'SENT') = (sent_at is not null))
);
-- What makes a notification the same notification: redelivered or replayed events send nothing again.
create unique index notification_natural_key on notification (shop_id, kind, subject, occasion, recipient, way);
create index notification_due on notification (due_at) where status = 'PENDING';
create index notification_newest on notification (shop_id, created_at desc, id desc);
create index notification_leading on notification (shop_id, kind, recipient, way, created_at) where leads;
call wall_off('notification');
