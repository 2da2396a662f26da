-- Which adapter a channel is for: one platform may be reached in several ways, as WhatsApp is. `details` is what that
-- adapter wants to know of an account besides its token; no secrets.
alter table channel add column way text not null default '';
update channel set way = case platform when 'MESSENGER' then 'facebook' else lower(platform) end;
alter table channel alter column way drop default;
alter table channel add column details jsonb not null default '{}';
