-- People who may log in. They belong to shops by membership, so no wall stands here.
create table user_account (
  id                uuid primary key,
  email             text not null unique check (email = lower(email)),
  name              text not null,
  password_hash     text not null,
  email_verified_at timestamptz,
  created_at        timestamptz not null,
  row_version       bigint not null
);

-- The code and the link of the last verification e-mail, as keyed hashes.
create table email_proof (
  user_id        uuid primary key references user_account on delete cascade,
  code_hash      bytea not null,
  link_hash      bytea not null unique,
  expires_at     timestamptz not null,
  tries_left     int not null check (tries_left >= 0),
  sent_at        timestamptz not null,
  sent_today     int not null,
  counting_since timestamptz not null
);

create table password_reset (
  user_id    uuid primary key references user_account on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  sent_at    timestamptz not null
);

-- Failed log-ins by e-mail, whether such a user exists or not.
create table login_guard (
  email_hash   bytea primary key,
  failures     int not null,
  locked_until timestamptz,
  failed_at    timestamptz not null
);
