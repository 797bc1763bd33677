create table deliveries (
  id text not null check (length(id) <= 200),                  -- X-GitHub-Delivery; chosen by the sender, so not unique by itself
  event text not null check (length(event) <= 100),            -- X-GitHub-Event
  body_digest text not null check (body_digest ~ '^[0-9a-f]{64}$'), -- sha256 of the raw body
  verified boolean not null,                                   -- the signature was right; a forged one never shadows a true one
  times integer not null default 1,                            -- how often exactly this arrived
  received_at timestamptz not null default now(),              -- first arrival
  handled_at timestamptz,                                      -- its workflow was started or signalled; null when rejected, or lost by a crash
  primary key (id, event, body_digest, verified)
);
comment on table deliveries is 'Webhooks as they came in, rejected ones included; pruned after some days';
create index deliveries_by_content on deliveries (body_digest, event) where verified;
create index deliveries_by_age on deliveries (received_at);
