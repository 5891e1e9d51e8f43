-- What Backstay needs in a database before it may restore a tenant into it. Read it, change the passwords, then run it
-- as a superuser. It creates three roles and two tables and gives no right to change rows of yours; the grants on your own
-- tables are a second script, because only you know which tables carry tenants.
--
-- backstay_writer writes the rows and nothing else. Row-level security applies to it, and it owns nothing.
-- backstay_reader logs in, sees every row and can change none: what compares, and looks again afterwards, needs no more.
-- backstay_prover logs in, sees every row and may change none of yours; it becomes the writer for the length of an import and
-- steps back to prove what the import did.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'backstay_writer') then
        create role backstay_writer nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'backstay_reader') then
        create role backstay_reader login nosuperuser bypassrls nocreatedb nocreaterole noreplication connection limit 8;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'backstay_prover') then
        create role backstay_prover login nosuperuser bypassrls nocreatedb nocreaterole noreplication connection limit 8;
    end if;
end
$$;

-- INHERIT FALSE: without an explicit SET ROLE the prover holds none of the writer's rights (PostgreSQL 16 or newer).
grant backstay_writer to backstay_prover with inherit false, set true;
grant pg_read_all_data, pg_monitor to backstay_prover;
-- The reader holds no right to write. Its sessions are read-only besides, but for those that compare: they lay out the
-- last good rows in temporary tables of their own, which go with the transaction.
grant pg_read_all_data to backstay_reader;
alter role backstay_reader set default_transaction_read_only = on;

-- Lets the import keep your triggers from firing; every foreign key is then checked again in the same transaction.
grant set on parameter session_replication_role to backstay_writer;

do $$
begin
    execute format('grant connect on database %I to backstay_reader, backstay_prover', current_database());
    execute format('grant temporary on database %I to backstay_writer, backstay_reader, backstay_prover', current_database());
end
$$;

create schema if not exists backstay;
revoke all on schema backstay from public;
grant usage on schema backstay to backstay_prover;

-- One row per import, written in the same transaction as the rows: a plan can be imported once.
create table if not exists backstay.restore_runs (
    plan_hash text primary key check (plan_hash ~ '^[0-9a-f]{64}$'),
    tenant text not null,
    rows_inserted bigint not null check (rows_inserted >= 0),
    digest text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    recorded_by text not null default session_user
);
revoke all on backstay.restore_runs from public;
-- The prover records the run, so that nothing the writer sets off can write or take away the row.
grant select, insert on backstay.restore_runs to backstay_prover;

-- What it takes to undo an import: written before its first row is, in the same transaction. It holds keys of rows that were
-- inserted and the whole of rows that were overwritten, so it is as private as your own tables; only the prover reads it.
-- Whoever looks after the database may delete old rows: an import whose rows are gone here can no longer be undone.
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
revoke all on backstay.undo_rows from public;
grant select, insert on backstay.undo_rows to backstay_prover;
