-- How much there is of a variant. `reserved` are pieces promised and still on the shelf.
create table stock (
  shop_id         uuid not null,
  variant_id      uuid not null,
  product_id      uuid not null,
  sku             text not null,
  title           text not null,
  product_version bigint not null,
  archived        boolean not null default false,
  policy          text not null default 'UNTRACKED' check (policy in ('UNTRACKED', 'DENY', 'BACKORDER')),
  on_hand         integer not null default 0,
  reserved        integer not null default 0 check (reserved >= 0),
  available       integer not null generated always as (on_hand - reserved) stored,
  reorder_level   integer not null default 0 check (reorder_level >= 0),
  -- a change from false to true, or back, is a crossing to tell of
  low             boolean not null generated always as
                    (policy <> 'UNTRACKED' and on_hand - reserved <= reorder_level) stored,
  sold_out        boolean not null generated always as (policy = 'DENY' and on_hand - reserved <= 0) stored,
  version         bigint not null default 1,
  primary key (shop_id, variant_id),
  constraint stock_never_oversold check (policy <> 'DENY' or reserved <= on_hand)
);
create index stock_by_title on stock (shop_id, title, variant_id) where not archived;
create index stock_by_product on stock (shop_id, product_id);
call wall_off('stock');

-- Every change of the figures, one row per version of the stock that changed them.
create table stock_ledger (
  shop_id         uuid not null,
  variant_id      uuid not null,
  version         bigint not null,
  at              timestamptz not null,
  reason          text not null check (reason in
                    ('ORDER', 'RESTOCK', 'ADJUSTMENT', 'RETURN', 'DAMAGE', 'TRANSFER', 'RESERVATION')),
  reference       uuid,
  by_user         uuid,
  note            text,
  on_hand_before  integer not null,
  on_hand_after   integer not null,
  reserved_before integer not null,
  reserved_after  integer not null,
  on_hand_change  integer not null generated always as (on_hand_after - on_hand_before) stored,
  reserved_change integer not null generated always as (reserved_after - reserved_before) stored,
  primary key (shop_id, variant_id, version),
  foreign key (shop_id, variant_id) references stock
);
call wall_off('stock_ledger');
