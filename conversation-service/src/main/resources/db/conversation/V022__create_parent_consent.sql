-- A parent's consent for a child who writes here. The parent's address is not kept: it is told once, to be written to.
create table parent_consent (
  shop_id         uuid not null,
  conversation_id uuid not null,
  token_hash      bytea not null,
  asked_at        timestamptz not null,
  mails           int not null,
  given_at        timestamptz,
  revoked_at      timestamptz,
  primary key (shop_id, conversation_id)
);
create unique index parent_consent_by_token on parent_consent (token_hash);
call wall_off('parent_consent');
