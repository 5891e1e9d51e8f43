-- What a product that keeps its tenants apart by row-level security would have beside crm.sql.
alter table crm.accounts enable row level security;
alter table crm.contacts enable row level security;
alter table crm.deals enable row level security;
alter table crm.legacy_notes enable row level security;
alter table crm.comments enable row level security;
alter table crm.user_sessions enable row level security;
create policy own on crm.accounts using (id::text = current_setting('app.account', true));
create policy own on crm.contacts using (account_id::text = current_setting('app.account', true));
create policy own on crm.deals using (exists (select from crm.contacts c where c.id = contact_id));
create policy own on crm.legacy_notes using (exists (select from crm.deals d where d.id = deal_id));
create policy own on crm.comments using (exists (select from crm.contacts c where c.id::text = entity_id)
  or exists (select from crm.deals d where d.id::text = entity_id));
create policy own on crm.user_sessions using (exists (select from crm.contacts c where c.id = contact_id));
