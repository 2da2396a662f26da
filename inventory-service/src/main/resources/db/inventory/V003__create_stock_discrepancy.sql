-- Where the books and the stock disagree: always empty.
create view stock_discrepancy with (security_invoker = true) as
with ledger as (
  select shop_id, variant_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
  from stock_ledger
  group by shop_id, variant_id
), held as (
  select shop_id, variant_id, sum(quantity) as reserved
  from reservation_line join reservation using (shop_id, reference)
  where state = 'ACTIVE' and counted
  group by shop_id, variant_id
)
select shop_id, variant_id,
       s.on_hand, coalesce(l.on_hand, 0) as on_hand_by_ledger,
       s.reserved, coalesce(l.reserved, 0) as reserved_by_ledger, coalesce(h.reserved, 0) as reserved_by_holds
from stock s
left join ledger l using (shop_id, variant_id)
left join held h using (shop_id, variant_id)
where s.on_hand <> coalesce(l.on_hand, 0)
   or s.reserved <> coalesce(l.reserved, 0)
   or s.reserved <> coalesce(h.reserved, 0);
