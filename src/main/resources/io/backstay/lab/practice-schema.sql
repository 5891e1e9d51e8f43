-- A practice-management product for accountants, as one finds them: every firm is a tenant, all firms share the tables.
-- It has, on purpose, what makes restoring one tenant hard; docs/decisions/0015 lists it.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'practice_owner') then
        create role practice_owner nologin nosuperuser nobypassrls;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'practice_app') then
        create role practice_app login nosuperuser nobypassrls;
    end if;
end
$$;

create schema practice authorization practice_owner;
set role practice_owner;

-- Shared by all firms: no tenant key, no row-level security.
create table practice.tax_codes (
    code text primary key,
    label text not null,
    rate numeric(5, 4) not null check (rate >= 0)
);

create table practice.firms (
    id bigint generated always as identity primary key,
    name text not null,
    abn text not null unique,
    time_zone text not null,
    plan text not null check (plan in ('starter', 'studio', 'firm')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- Teams and users need each other: neither can be inserted first, and neither key can wait for the commit.
create table practice.teams (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    name text not null,
    lead_user_id bigint not null,
    unique (firm_id, name)
);

create table practice.users (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    team_id bigint not null references practice.teams (id) not deferrable,
    email text not null unique,
    full_name text not null,
    role text not null check (role in ('partner', 'accountant', 'bookkeeper', 'admin')),
    phone text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

alter table practice.teams
    add constraint teams_lead_user_id_fkey foreign key (lead_user_id) references practice.users (id) not deferrable;

create table practice.clients (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    code text not null,
    name text not null,
    kind text not null check (kind in ('person', 'company', 'trust', 'partnership')),
    tax_file_number text,
    email text,
    phone text,
    manager_id bigint references practice.users (id),
    sort_name text generated always as (upper(name)) stored,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (firm_id, code),
    unique (firm_id, id)
);

create table practice.jobs (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    client_id bigint not null references practice.clients (id),
    parent_job_id bigint references practice.jobs (id),
    title text not null,
    status text not null check (status in ('planned', 'in progress', 'waiting for client', 'lodged', 'closed')),
    assignee_id bigint references practice.users (id),
    due_on date not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- No tenant key: only the job knows whose this is. The key has two columns.
create table practice.job_checklist_items (
    job_id bigint not null references practice.jobs (id) on delete cascade,
    position int not null,
    label text not null,
    done boolean not null,
    primary key (job_id, position)
);

-- Invoices and payments point at each other; both keys may be empty and may wait for the commit.
create table practice.invoices (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    client_id bigint not null references practice.clients (id),
    job_id bigint references practice.jobs (id),
    number text not null,
    status text not null check (status in ('draft', 'sent', 'paid', 'overdue', 'written off')),
    issued_on date not null,
    due_on date not null,
    net_amount numeric(12, 2) not null,
    tax_amount numeric(12, 2) not null,
    gross_amount numeric(12, 2) generated always as (net_amount + tax_amount) stored,
    settled_by bigint,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (firm_id, number)
);

create table practice.payments (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    invoice_id bigint references practice.invoices (id) deferrable initially deferred,
    received_on date not null,
    amount numeric(12, 2) not null,
    method text not null check (method in ('card', 'bank transfer', 'direct debit')),
    reference text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

alter table practice.invoices
    add constraint invoices_settled_by_fkey foreign key (settled_by)
    references practice.payments (id) deferrable initially deferred;

-- No tenant key: only the invoice knows whose this is.
create table practice.invoice_lines (
    id bigint generated always as identity primary key,
    invoice_id bigint not null references practice.invoices (id) on delete cascade,
    position int not null,
    description text not null,
    quantity numeric(10, 2) not null,
    unit_price numeric(12, 2) not null,
    amount numeric(14, 2) generated always as (round(quantity * unit_price, 2)) stored,
    tax_code text not null references practice.tax_codes (code),
    unique (invoice_id, position)
);

-- The composite key keeps a firm's organizer with that firm's client.
create table practice.organizer_assignments (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    client_id bigint not null,
    tax_year int not null,
    status text not null check (status in ('sent', 'opened', 'returned', 'reviewed')),
    due_on date not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (firm_id, client_id) references practice.clients (firm_id, id),
    unique (client_id, tax_year)
);

create table practice.missing_info_requests (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    client_id bigint not null references practice.clients (id),
    job_id bigint references practice.jobs (id),
    reference text not null,
    question text not null,
    status text not null check (status in ('open', 'answered', 'withdrawn')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (firm_id, reference)
);

-- The bytes lie in the object store, under a prefix of the firm's own.
create table practice.documents (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    client_id bigint not null references practice.clients (id),
    uploaded_by bigint references practice.users (id),
    file_name text not null,
    content_type text not null,
    size_bytes bigint not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    object_key text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (object_key like 'firms/' || firm_id || '/%')
);

-- entity_type and entity_id name a row of some other table; no foreign key says so.
create table practice.message_threads (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    entity_type text not null check (entity_type in ('client', 'job', 'invoice', 'document')),
    entity_id bigint not null,
    subject text not null,
    closed boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table practice.messages (
    id bigint generated always as identity primary key,
    firm_id bigint not null references practice.firms (id),
    thread_id bigint not null references practice.message_threads (id),
    author_id bigint references practice.users (id),
    entity_type text check (entity_type in ('client', 'job', 'invoice', 'document')),
    entity_id bigint,
    body text not null,
    sent_at timestamptz not null default now()
);

-- No primary key: lines come from a stop-watch app as they are, equal ones included.
create table practice.time_entries_raw (
    firm_id bigint not null references practice.firms (id),
    job_id bigint references practice.jobs (id),
    user_email text not null,
    worked_on date not null,
    minutes int not null,
    note text
);

create table practice.audit_log (
    id bigint generated always as identity,
    firm_id bigint not null references practice.firms (id),
    at timestamptz not null default now(),
    actor text not null,
    action text not null check (action in ('insert', 'update', 'delete', 'export')),
    entity_type text not null,
    entity_id bigint,
    detail jsonb,
    primary key (at, id)
) partition by range (at);
create table practice.audit_log_rest partition of practice.audit_log default;

-- A month's partition, made when it is first wanted, as the product's nightly job does.
create function practice.audit_month(month date) returns void language plpgsql as $$
declare
    name text := 'audit_log_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass('practice.' || name) is null then
        execute format('create table practice.%I partition of practice.audit_log for values from (%L) to (%L)', name,
            to_char(month, 'YYYY-MM-01') || ' 00:00+00',
            to_char(month + interval '1 month', 'YYYY-MM-01') || ' 00:00+00');
    end if;
end
$$;
select practice.audit_month((date '2026-08-01' + make_interval(months => m))::date) from generate_series(0, 3) m;
select practice.audit_month((date_trunc('month', now() at time zone 'UTC') + make_interval(months => m))::date)
from generate_series(0, 1) m;

create index on practice.users (firm_id);
create index on practice.users (team_id);
create index on practice.jobs (firm_id);
create index on practice.jobs (client_id);
create index on practice.jobs (parent_job_id) where parent_job_id is not null;
create index on practice.invoices (client_id);
create index on practice.invoices (job_id);
create index on practice.invoices (settled_by);
create index on practice.payments (firm_id);
create index on practice.payments (invoice_id);
create index on practice.organizer_assignments (firm_id, client_id);
create index on practice.missing_info_requests (client_id);
create index on practice.missing_info_requests (job_id);
create index on practice.documents (firm_id);
create index on practice.documents (client_id);
create index on practice.message_threads (firm_id);
create index on practice.messages (firm_id);
create index on practice.messages (thread_id);
create index on practice.time_entries_raw (firm_id);
create index on practice.time_entries_raw (job_id);
create index on practice.audit_log (firm_id);

create function practice.touch() returns trigger language plpgsql as $$
begin
    new.updated_at := clock_timestamp();
    return new;
end
$$;

create function practice.record_change() returns trigger language plpgsql as $$
declare
    changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
    insert into practice.audit_log (firm_id, at, actor, action, entity_type, entity_id)
    values ((changed ->> 'firm_id')::bigint, clock_timestamp(), coalesce(current_setting('app.actor', true), 'unknown'),
        lower(tg_op), tg_table_name, (changed ->> 'id')::bigint);
    return null;
end
$$;

do $$
declare
    t text;
begin
    foreach t in array array['firms', 'users', 'clients', 'jobs', 'invoices', 'payments', 'organizer_assignments',
        'missing_info_requests', 'documents', 'message_threads'] loop
        execute format('create trigger touch before insert or update on practice.%I '
            'for each row execute function practice.touch()', t);
    end loop;
    foreach t in array array['clients', 'invoices', 'payments', 'documents'] loop
        execute format('create trigger record_change after insert or update or delete on practice.%I '
            'for each row execute function practice.record_change()', t);
    end loop;
end
$$;

-- current_setting without a second argument raises an error when the session says no firm: closed, not empty.
alter table practice.firms enable row level security;
alter table practice.firms force row level security;
create policy own_firm on practice.firms
    using (id = current_setting('app.firm')::bigint) with check (id = current_setting('app.firm')::bigint);
alter table practice.invoice_lines enable row level security;
alter table practice.invoice_lines force row level security;
create policy own_firm on practice.invoice_lines
    using (exists (select from practice.invoices i
        where i.id = invoice_id and i.firm_id = current_setting('app.firm')::bigint));
alter table practice.job_checklist_items enable row level security;
alter table practice.job_checklist_items force row level security;
create policy own_firm on practice.job_checklist_items
    using (exists (select from practice.jobs j
        where j.id = job_id and j.firm_id = current_setting('app.firm')::bigint));
do $$
declare
    t text;
begin
    foreach t in array array['teams', 'users', 'clients', 'jobs', 'invoices', 'payments', 'organizer_assignments',
        'missing_info_requests', 'documents', 'message_threads', 'messages', 'time_entries_raw', 'audit_log'] loop
        execute format('alter table practice.%I enable row level security', t);
        execute format('alter table practice.%I force row level security', t);
        execute format('create policy own_firm on practice.%I using (firm_id = current_setting(''app.firm'')::bigint) '
            'with check (firm_id = current_setting(''app.firm'')::bigint)', t);
    end loop;
end
$$;

-- The product's own role. The audit log is append-only for it.
grant usage on schema practice to practice_app;
grant select, insert, update, delete on all tables in schema practice to practice_app;
revoke insert, update, delete on practice.tax_codes from practice_app;
revoke update, delete on practice.audit_log from practice_app;
grant usage on all sequences in schema practice to practice_app;
do $$
declare
    p regclass;
begin
    for p in select inhrelid from pg_catalog.pg_inherits where inhparent = 'practice.audit_log'::regclass loop
        execute format('revoke all on %s from practice_app', p);
    end loop;
end
$$;
reset role;
