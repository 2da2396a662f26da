-- E-mails waiting to be handed to the SMTP server. The text is sealed: it holds codes and links.
create table mail (
  id          uuid primary key,
  recipient   text not null,
  sealed      bytea not null,
  queued_at   timestamptz not null,
  give_up_at  timestamptz not null,
  next_try_at timestamptz not null,
  tries       int not null default 0,
  last_error  text
);
create index mail_next_try on mail (next_try_at);
