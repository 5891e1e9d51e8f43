-- The roles under which Backstay works in one PostgreSQL database. They, and not the program, decide what it can do.
-- Read it, set the names below, and run it with psql as a superuser in the database that holds your tenants:
--
--   psql -d product -v tenant_tables='app.firms:id, app.invoices:firm_id, app.invoice_lines' -f postgres-roles.sql
--
-- It may be run again: it repairs what has drifted, and it stops with a sentence, changing nothing, when the roles
-- would not be what they are meant to be. PostgreSQL 16 or newer. README.md beside it explains every statement.
--
-- tenant_tables   schema.table:column for a table with the tenant's key in a column of its own; schema.table alone for
--                 one that belongs to a tenant through a parent, whose own policy must say so
-- shared_tables   tables that tenants' rows refer to; the writer may read them
-- writing_path    the search_path of an import; name your schemas when your triggers use bare names
-- mending         yes lets an import give damaged rows their last good values, and lets it be undone; without it, an
--                 import only inserts, and what it inserted cannot be taken out again by Backstay
-- triggers_off    yes lets an import hold your triggers off; every foreign key is then checked by hand
\set ON_ERROR_STOP on
\if :{?tenant_tables} \else \set tenant_tables '' \endif
\if :{?shared_tables} \else \set shared_tables '' \endif
\if :{?writing_path} \else \set writing_path 'pg_catalog, pg_temp' \endif
\if :{?triggers_off} \else \set triggers_off no \endif
\if :{?mending} \else \set mending no \endif
\if :{?reader} \else \set reader backstay_reader \endif
\if :{?backup} \else \set backup backstay_backup \endif
\if :{?writer} \else \set writer backstay_writer \endif
\if :{?prover} \else \set prover backstay_prover \endif
\if :{?approver} \else \set approver backstay_approver \endif

begin;
-- So that nobody's function of a familiar name is called, and messages name the schema.
set local search_path = pg_catalog, pg_temp;

-- psql does not look into the bodies of functions, so the names go through settings of this transaction.
select pg_catalog.set_config('backstay.' || name, value, true)
from (values ('reader', :'reader'), ('backup', :'backup'), ('writer', :'writer'), ('prover', :'prover'),
             ('approver', :'approver'), ('tenant_tables', :'tenant_tables'), ('shared_tables', :'shared_tables'),
             ('triggers_off', :'triggers_off'), ('mending', :'mending')) as given (name, value);

-- 1. The roles. None has a password here: give one with \password, so that it stands in no history and no log.
do $$
declare
    role_name text;
begin
    if current_setting('server_version_num')::int < 160000 then
        raise exception 'PostgreSQL 16 or newer is needed: older ones cannot grant a role without inheriting it';
    end if;
    foreach role_name in array array['reader', 'backup', 'writer', 'prover', 'approver'] loop
        role_name := current_setting('backstay.' || role_name);
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I', role_name);
        end if;
    end loop;
end
$$;
alter role :"reader" login bypassrls nocreatedb nocreaterole noreplication connection limit 4;
alter role :"backup" login replication nobypassrls nocreatedb nocreaterole connection limit 4;
alter role :"writer" nologin nobypassrls nocreatedb nocreaterole noreplication;
alter role :"prover" login bypassrls nocreatedb nocreaterole noreplication connection limit 8;
alter role :"approver" login nobypassrls nocreatedb nocreaterole noreplication connection limit 2;

-- 2. What a session starts with. Whoever has the session can change these: they are against accidents.
alter role :"reader" set default_transaction_read_only = on;
alter role :"reader" set row_security = off;
alter role :"reader" set search_path = pg_catalog, pg_temp;
alter role :"reader" set statement_timeout = '5min';
alter role :"reader" set lock_timeout = '5s';
alter role :"reader" set idle_in_transaction_session_timeout = '1min';
alter role :"backup" set search_path = pg_catalog, pg_temp;
alter role :"backup" set statement_timeout = '0';
alter role :"backup" set lock_timeout = '5s';
alter role :"backup" set idle_in_transaction_session_timeout = '1min';
alter role :"writer" set search_path = pg_catalog, pg_temp;
alter role :"writer" set row_security = on;
alter role :"prover" set statement_timeout = '30min';
alter role :"prover" set lock_timeout = '5s';
alter role :"prover" set idle_in_transaction_session_timeout = '5min';
alter role :"approver" set search_path = pg_catalog, pg_temp;
alter role :"approver" set statement_timeout = '10s';
alter role :"approver" set lock_timeout = '5s';
alter role :"approver" set idle_in_transaction_session_timeout = '1min';
select pg_catalog.format('alter role %I in database %I set search_path = %s', :'prover',
    pg_catalog.current_database(), :'writing_path') as statement \gexec

-- 3. What each may see. The reader and the prover see every row of every tenant.
grant pg_read_all_data, pg_monitor to :"reader" with inherit true, set false, admin false;
grant pg_read_all_data, pg_monitor to :"prover" with inherit true, set false, admin false;
-- The prover is not the writer; it becomes it for the length of an import, and steps back to prove.
grant :"writer" to :"prover" with inherit false, set true, admin false;

-- 4. This database, and no other by this script.
select pg_catalog.format('grant connect on database %I to %I, %I, %I, %I', pg_catalog.current_database(), :'reader',
    :'backup', :'prover', :'approver') as statement \gexec
select pg_catalog.format('grant temporary on database %I to %I, %I', pg_catalog.current_database(), :'writer',
    :'prover') as statement \gexec
select pg_catalog.format('revoke create on database %I from %I, %I, %I, %I, %I', pg_catalog.current_database(),
    :'reader', :'backup', :'writer', :'prover', :'approver') as statement \gexec
-- So that the last moments before a backup can be restored too.
grant execute on function pg_catalog.pg_switch_wal() to :"backup";

-- 5. Backstay's own tables.
create schema if not exists backstay;
revoke all on schema backstay from public;
grant usage on schema backstay to :"prover", :"writer", :"approver";

-- One row per import, written in the transaction that writes the rows: a plan can be imported once.
create table if not exists backstay.restore_runs (
    plan_hash text primary key check (plan_hash ~ '^[0-9a-f]{64}$'),
    tenant text not null,
    rows_inserted bigint not null check (rows_inserted >= 0),
    digest text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by text not null default session_user
);
revoke all on backstay.restore_runs from public, :"reader", :"backup", :"writer", :"prover", :"approver";
grant select, insert on backstay.restore_runs to :"prover";

-- What it takes to undo an import, written before its first row is, in the same transaction. It holds the keys of what was
-- inserted and the whole of what was overwritten, so it is as private as your own tables. Delete old rows as you see fit.
create table if not exists backstay.undo_rows (
    plan_hash text not null,
    table_schema text not null,
    table_name text not null,
    number bigint not null,
    write text not null check (write in ('insert', 'update', 'seal')),
    key text[],
    before text,
    after text not null,
    primary key (plan_hash, table_schema, table_name, number)
);
revoke all on backstay.undo_rows from public, :"reader", :"backup", :"writer", :"prover", :"approver";
grant select, insert on backstay.undo_rows to :"prover";

-- Whose rows may be written now. Only the approver opens a tenant, and never for longer than eight hours.
create table if not exists backstay.open_tenants (
    tenant text primary key,
    opened_at timestamptz not null default now(),
    open_until timestamptz not null check (open_until > opened_at and open_until <= opened_at + interval '8 hours'),
    opened_by text not null default session_user,
    reason text not null check (length(btrim(reason)) > 0)
);
revoke all on backstay.open_tenants from public, :"reader", :"backup", :"writer", :"prover", :"approver";
grant select (tenant, open_until) on backstay.open_tenants to :"writer";
grant select on backstay.open_tenants to :"prover";
grant select, insert (tenant, open_until, reason), delete on backstay.open_tenants to :"approver";

-- 6. Your tables. The writer may insert and read, and with mending=yes update and delete; whatever it had before goes.
do $$
declare
    writer text := current_setting('backstay.writer');
    item text;
    key text;
    relation regclass;
    owned regclass;
begin
    for relation in
        select c.oid::regclass from pg_catalog.pg_class c
        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relnamespace <> 'backstay'::regnamespace
            and (exists (select from aclexplode(c.relacl) a where a.grantee = quote_ident(writer)::regrole)
                or exists (select from pg_catalog.pg_attribute t, aclexplode(t.attacl) a
                    where t.attrelid = c.oid and a.grantee = quote_ident(writer)::regrole))
    loop
        execute format('revoke all on %s from %I', relation, writer);
    end loop;
    foreach item in array string_to_array(current_setting('backstay.tenant_tables'), ',') loop
        key := btrim(split_part(item, ':', 2));
        relation := to_regclass(btrim(split_part(item, ':', 1)));
        if relation is null then
            raise exception 'there is no table %', btrim(item);
        end if;
        if not (select relrowsecurity from pg_catalog.pg_class where oid = relation) then
            raise exception 'row-level security is off on %: give it a policy of yours first', relation;
        end if;
        execute format('grant usage on schema %s to %I',
            (select relnamespace::regnamespace from pg_catalog.pg_class where oid = relation), writer);
        execute format('grant select, insert on %s to %I', relation, writer);
        if current_setting('backstay.mending')::boolean then
            execute format('grant update, delete on %s to %I', relation, writer);
        end if;
        execute format('drop policy if exists backstay_open_tenant on %s', relation);
        if key <> '' then
            execute format('create policy backstay_open_tenant on %s as restrictive to %I '
                'using (%I::text in (select t.tenant from backstay.open_tenants t where t.open_until > now())) '
                'with check (%I::text in (select t.tenant from backstay.open_tenants t where t.open_until > now()))',
                relation, writer, key, key);
        end if;
        for owned in
            select d.objid::regclass from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid
            where d.classid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')
                and c.relkind = 'S'
        loop
            execute format('grant usage on sequence %s to %I', owned, writer);
        end loop;
    end loop;
    foreach item in array string_to_array(current_setting('backstay.shared_tables'), ',') loop
        relation := to_regclass(btrim(item));
        if relation is null then
            raise exception 'there is no table %', btrim(item);
        end if;
        execute format('grant usage on schema %s to %I',
            (select relnamespace::regnamespace from pg_catalog.pg_class where oid = relation), writer);
        execute format('grant select on %s to %I', relation, writer);
    end loop;
    if current_setting('backstay.triggers_off')::boolean then
        execute format('grant set on parameter session_replication_role to %I', writer);
    else
        execute format('revoke set on parameter session_replication_role from %I', writer);
    end if;
end
$$;

-- 7. The roles are what they are meant to be, or nothing of this happens.
do $$
declare
    role_name text;
    found text;
begin
    foreach role_name in array array['reader', 'backup', 'writer', 'prover', 'approver'] loop
        role_name := current_setting('backstay.' || role_name);
        if (select rolsuper from pg_catalog.pg_roles where rolname = role_name) then
            raise exception '% is a superuser', role_name;
        end if;
        select string_agg(r.rolname, ', ') into found
        from pg_catalog.pg_auth_members m join pg_catalog.pg_roles r on r.oid = m.roleid
        where m.member = quote_ident(role_name)::regrole and r.rolname not in ('pg_read_all_data', 'pg_monitor')
            and not (role_name = current_setting('backstay.prover') and r.rolname = current_setting('backstay.writer'));
        if found is not null then
            raise exception '% is a member of %', role_name, found;
        end if;
        select string_agg(c.oid::regclass::text, ', ') into found from pg_catalog.pg_class c
        where c.relowner = quote_ident(role_name)::regrole and c.relpersistence <> 't';
        if found is not null then
            raise exception '% owns %, and row-level security does not hold owners', role_name, found;
        end if;
        select string_agg(c.oid::regclass::text, ', ') into found
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
            and n.nspname !~ '^pg_(toast|temp)'
            and (has_table_privilege(role_name, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
                or (has_table_privilege(role_name, c.oid, 'INSERT, UPDATE, DELETE') and n.nspname <> 'backstay'
                    and role_name <> current_setting('backstay.writer'))
                or (has_table_privilege(role_name, c.oid, 'UPDATE') and n.nspname = 'backstay')
                or (has_table_privilege(role_name, c.oid, 'UPDATE, DELETE') and n.nspname <> 'backstay'
                    and not current_setting('backstay.mending')::boolean));
        if found is not null then
            raise exception '% may change % more than it should', role_name, found;
        end if;
    end loop;
    select string_agg(r.rolname, ', ') into found
    from pg_catalog.pg_auth_members m join pg_catalog.pg_roles r on r.oid = m.member
    where m.roleid = quote_ident(current_setting('backstay.writer'))::regrole and r.rolname <> current_setting('backstay.prover')
        and not r.rolsuper;
    if found is not null then
        raise exception '% may become the writer too', found;
    end if;
end
$$;

commit;
