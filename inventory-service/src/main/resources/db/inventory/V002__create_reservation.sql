-- Stock held for an order or a cart line. A row that is over stays: its reference can never hold again.
create table reservation (
  shop_id    uuid not null,
  reference  uuid not null,
  state      text not null check (state in ('ACTIVE', 'COMMITTED', 'RELEASED', 'EXPIRED', 'REJECTED')),
  made_at    timestamptz not null,
  expires_at timestamptz,
  ended_at   timestamptz check ((state = 'ACTIVE') = (ended_at is null)),
  primary key (shop_id, reference)
);
create index reservation_expiring on reservation (expires_at) where state = 'ACTIVE' and expires_at is not null;
call wall_off('reservation');

create table reservation_line (
  shop_id    uuid not null,
  reference  uuid not null,
  variant_id uuid not null,
  quantity   integer not null check (quantity > 0),
  -- whether the pieces are in the stock's `reserved`: not so while the variant is untracked
  counted    boolean not null,
  primary key (shop_id, reference, variant_id),
  foreign key (shop_id, reference) references reservation
);
create index reservation_line_uncounted on reservation_line (shop_id, variant_id) where not counted;
call wall_off('reservation_line');
