create schema crm;
create table crm.accounts (id uuid primary key, name text not null);
create table crm.currencies (code text primary key, name text);
create table crm.contacts (id uuid primary key, account_id uuid not null references crm.accounts, full_name text,
  email text, updated_at timestamptz default now());
create table crm.deals (id uuid primary key, contact_id uuid not null references crm.contacts, title text,
  currency text references crm.currencies, amount numeric(12,2));
create table crm.legacy_notes (deal_id uuid, note text);
create table crm.comments (id bigint generated always as identity primary key, entity_type text not null,
  entity_id text not null, body text);
create table crm.user_sessions (id uuid primary key, contact_id uuid not null references crm.contacts, token text);
create table crm.search_cache (term text, hits int);
create function crm.touch() returns trigger language plpgsql as
  $$ begin new.updated_at := now(); return new; end $$;
create trigger touch before update on crm.contacts for each row execute function crm.touch();

insert into crm.currencies values ('AUD', 'Dollar'), ('EUR', 'Euro');
insert into crm.accounts select md5('a' || a)::uuid, 'Account ' || a from generate_series(1, 3) a;
insert into crm.contacts select md5('c' || a || c)::uuid, md5('a' || a)::uuid, 'Person ' || c, 'p' || c || '@a' || a
  from generate_series(1, 3) a, generate_series(1, 4) c;
insert into crm.deals select md5('d' || a || d)::uuid, md5('c' || a || (d % 4 + 1))::uuid, 'Deal ' || d, 'AUD', d * 100
  from generate_series(1, 3) a, generate_series(1, 5) d;
insert into crm.legacy_notes select id, 'note' from crm.deals;
insert into crm.comments (entity_type, entity_id, body) select 'Deal', id::text, 'about a deal' from crm.deals;
insert into crm.comments (entity_type, entity_id, body) select 'Contact', id::text, 'about a person' from crm.contacts;
insert into crm.user_sessions select md5('s' || id)::uuid, id, 'secret' from crm.contacts;
insert into crm.search_cache values ('deal', 15);
