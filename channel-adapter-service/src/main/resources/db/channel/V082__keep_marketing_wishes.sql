-- Whether a person wants advertisements from an account, where they have said so; the newest word counts.
create table marketing_wish (
  shop_id    uuid not null,
  channel_id uuid not null,
  person_id  text not null,
  wanted     boolean not null,
  -- who told: `person`, by a word or in the platform's settings; `platform`, by refusing a message
  told_by    text not null,
  told_at    timestamptz not null,
  primary key (shop_id, channel_id, person_id)
);
call wall_off('marketing_wish');
set local parley.shop = '*';
insert into marketing_wish (shop_id, channel_id, person_id, wanted, told_by, told_at)
select shop_id, channel_id, person_id, false, 'person', stopped_at from sms_opt_out;
alter table outbound_message add column marketing boolean not null default false;
