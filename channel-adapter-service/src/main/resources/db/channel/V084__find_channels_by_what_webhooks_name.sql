-- Webhooks that name no connected number are looked up by these, also forged ones: without an index each would read
-- all channels of all shops.
create index channel_twilio_account on channel ((details ->> 'accountSid')) where status <> 'DISCONNECTED';
create index channel_twilio_service on channel ((details ->> 'messagingServiceSid')) where status <> 'DISCONNECTED';
create index channel_voice_number on channel ((details ->> 'phoneNumberId')) where status <> 'DISCONNECTED';
