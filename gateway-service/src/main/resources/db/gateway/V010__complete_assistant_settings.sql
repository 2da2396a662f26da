-- Shops from before the assistant had these settings start from what was true for them until now.
select set_config('parley.shop', '*', true);
update shop set assistant = jsonb_build_object(
    'engine', 'local', 'modelWording', false, 'neverSay', '[]'::jsonb, 'holdMinutes', 15,
    'releaseAfterMinutes', 1440, 'retentionDays', 90) || jsonb_strip_nulls(assistant);
