package io.backstay.act.connection.desk;

import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.reach.LiveWay;
import io.backstay.act.connection.reach.SelfManagedSite;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.tenant.draft.MappingCheck;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.FullView;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at live as each of the credentials, and holds the mapping against it. Nothing there is changed.
final class LiveTrial {
    private static final String PURPOSE = "backstay connection test";
    private static final String NO_LOGIN = "Not looked at: nobody could log in for it.";
    private static final String TABLES = "Backstay's tables";
    private static final int NAMED_MAX = 3;
    private static final int TIMELINE_DIGITS = 8;
    private static final String PACKED = ".gz";

    private final String name;
    private final LiveWay way;
    private final @Nullable SelfManagedSite folders;
    private final TestLines lines;
    private @Nullable String script;

    /// @param name    of the connection
    /// @param folders with its backups, absent where its provider keeps them
    LiveTrial(String name, LiveWay way, @Nullable SelfManagedSite folders, TestLines lines) {
        this.name = name;
        this.way = way;
        this.folders = folders;
        this.lines = lines;
    }

    /// Whom the database's rows belong to, as far as that is known.
    ///
    /// @param mapping absent when nobody confirmed one
    /// @param tenant  any of them, absent when none is known
    record Tenancy(
            @Nullable TenantMapping mapping, @Nullable TenantId tenant) {}

    /// @param newest base backup, absent when there is none
    Tenancy run(@Nullable BackupPoint newest) throws InterruptedException {
        boolean server = lines.look("server", this::server);
        asReader(server, "reader sees every row", this::seesAll);
        asReader(server, "reader changes nothing", LiveTrial::changesNothing);
        if (folders != null) {
            SelfManagedSite site = folders;
            asReader(
                    server,
                    "log reaches now",
                    db -> reachesNow(db, site.archive().place()));
            sameServer(server, newest);
        }
        TenantMapping mapping = mapping();
        TenantId tenant = mapping == null || !server ? null : anyTenant(mapping);
        if (mapping == null || tenant == null) {
            String because = mapping == null
                    ? "Not looked at: there is no mapping that somebody confirmed."
                    : server
                            ? "Not looked at: no tenant was found to try it with; try 'backstay tenant show'."
                            : NO_LOGIN;
            lines.skip("mapping fits", because);
            lines.skip("writer", because);
            lines.skip(TABLES, because);
        } else {
            asReader(true, "mapping fits", db -> fits(db, mapping, tenant));
            if (lines.look("writer", () -> writes(mapping, tenant))) {
                lines.look(TABLES, () -> tables(mapping));
            } else {
                lines.skip(TABLES, "Not looked at: the writer is not as it must be.");
            }
        }
        if (folders != null) {
            superuser(folders);
        }
        return new Tenancy(mapping, tenant);
    }

    /// What an administrator runs because Backstay's tables are missing, absent when they are not.
    @Nullable
    String script() {
        return script;
    }

    /// Something asked of live.
    @FunctionalInterface
    private interface Question {
        String ask(Db db) throws BackstayException, InterruptedException, SQLException;
    }

    private void asReader(boolean possible, String part, Question question) throws InterruptedException {
        if (!possible) {
            lines.skip(part, NO_LOGIN);
            return;
        }
        lines.look(part, () -> asked(way.reader(), question));
    }

    private static String asked(Login login, Question question)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection session = login.open(PURPOSE)) {
            return question.ask(new Db(session));
        }
    }

    private String server() throws BackstayException, InterruptedException, SQLException {
        Login reader = way.reader();
        return asked(reader, db -> {
            String tls = db.text("select case when ssl then version end from pg_catalog.pg_stat_ssl"
                    + " where pid = pg_catalog.pg_backend_pid()");
            String unsure = reader.unsure();
            if (unsure != null) {
                throw new BackstayException(new Failure.Refused(
                        way.server().toString(),
                        unsure,
                        "Store its logins with tlsMode=verify-full, and with the file of its authority as ca where Java"
                                + " does not trust it."));
            }
            String protection = tls.isEmpty()
                    ? "without TLS, on this machine"
                    : "over " + tls + ", certificate "
                            + (reader.tls().mode().checks() ? "checked" : "not checked, on this machine")
                            + " (" + reader.tls().mode().word() + ")";
            if (db.holds("select pg_catalog.pg_is_in_recovery()")) {
                throw new BackstayException(new Failure.BadInput(
                        way.server() + " is a standby; nothing can be restored into it.", "Name the primary."));
            }
            return way.server() + " answers " + protection + ": PostgreSQL "
                    + db.text("select pg_catalog.current_setting('server_version')") + ".";
        });
    }

    private String seesAll(Db db) throws SQLException, BackstayException {
        FullView.require(db, "live");
        return db.text("select session_user") + " is subject to no row-level security and may read every table.";
    }

    private static String changesNothing(Db db) throws SQLException, BackstayException {
        List<String> open = db.list(
                "select n.nspname || '.' || c.relname from pg_catalog.pg_class c"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        // 4, 8 and 16 stand for UPDATE, INSERT and DELETE; a view may take them by a trigger, too.
                        + " where (c.relkind in ('r', 'p', 'f') or c.relkind = 'v'"
                        + " and pg_catalog.pg_relation_is_updatable(c.oid, true) & 28 <> 0)"
                        + " and n.nspname not in ('pg_catalog', 'information_schema')"
                        + " and n.nspname !~ '^pg_(toast|temp)'"
                        + " and (pg_catalog.has_table_privilege(c.oid, 'DELETE, TRUNCATE')"
                        + " or pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE'))"
                        + " order by 1 limit " + (NAMED_MAX + 1),
                row -> row.getString(1));
        if (!open.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    "The reader " + db.text("select session_user") + " may change "
                            + String.join(", ", open.subList(0, Math.min(NAMED_MAX, open.size())))
                            + (open.size() > NAMED_MAX ? " and more" : "") + ".",
                    "Take those rights away, or use the reader that docs/access/postgres-roles.sql makes."));
        }
        return db.text("select session_user") + " may change no table, and none through a view.";
    }

    /// The segment before the one that is being written must have arrived.
    private static String reachesNow(Db db, WalPlace archive)
            throws SQLException, BackstayException, InterruptedException {
        String segment = db.text("select pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()"
                + " - pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')))");
        String there = archived(archive, segment);
        if (there != null) {
            return "The archive has " + there + ", the last segment that live has filled.";
        }
        String failed = db.text("select last_failed_wal || ' at ' || last_failed_time from"
                + " pg_catalog.pg_stat_archiver where last_failed_time > coalesce(last_archived_time, '-infinity')");
        throw new BackstayException(new Failure.NotFound(
                "The segment " + segment + ", the last that live has filled, in " + archive,
                failed.isEmpty()
                        ? "It may be on its way; look again in a minute, then at archive_mode and archive_command."
                        : "Live could not archive " + failed + "; read the server's log."));
    }

    /// After a promotion live's name for it has the new timeline, on which it was never filled: then it lies there
    /// under the name of an older one.
    static @Nullable String archived(WalPlace archive, String segment) throws BackstayException, InterruptedException {
        String number = segment.substring(TIMELINE_DIGITS);
        String[] there = new String[1];
        archive.names(name -> {
            boolean asked = name.length() >= segment.length()
                    && name.startsWith(number, TIMELINE_DIGITS)
                    && (name.length() == segment.length()
                            || (name.length() == segment.length() + PACKED.length() && name.endsWith(PACKED)))
                    && name.compareTo(segment + PACKED) <= 0;
            if (asked && (there[0] == null || name.compareTo(there[0]) > 0)) {
                there[0] = name;
            }
        });
        return there[0];
    }

    /// Base backups say whose they are from PostgreSQL 17 on.
    private void sameServer(boolean server, @Nullable BackupPoint newest) throws InterruptedException {
        String part = "same server";
        if (newest == null) {
            lines.skip(part, "Not looked at: there is no base backup.");
            return;
        }
        asReader(server, part, db -> {
            String live = db.text("select system_identifier::text from pg_catalog.pg_control_system()");
            Optional<String> taken = newest.server();
            if (taken.isPresent() && !taken.get().equals(live)) {
                throw new BackstayException(new Failure.BadInput(
                        "The newest base backup was taken from the server " + taken.get() + ", and live is " + live
                                + ".",
                        "Name the folders of this server."));
            }
            return taken.isPresent()
                    ? "The newest base backup is of this very server, " + live + "."
                    : "The base backups do not say whose they are, as those of PostgreSQL 17 and later do.";
        });
    }

    private @Nullable TenantMapping mapping() throws InterruptedException {
        var read = new Object() {
            @Nullable
            TenantMapping mapping;
        };
        Path file = way.mapping();
        lines.look("mapping", () -> {
            if (Files.notExists(file)) {
                throw new BackstayException(new Failure.NotFound(
                        "The mapping " + file,
                        "Draft it with 'backstay tenant map --connection " + name + " --draft " + file
                                + "', go through it and confirm it."));
            }
            read.mapping = MappingFile.read(file).requireConfirmed(file.toString());
            return file + " is confirmed.";
        });
        return read.mapping;
    }

    private @Nullable TenantId anyTenant(TenantMapping mapping) throws InterruptedException {
        try (Connection session = way.reader().open(PURPOSE)) {
            return AnyTenant.of(new Db(session), mapping, way.server().database());
        } catch (BackstayException | SQLException e) {
            // A table that is not there is told by the check of the mapping, for a tenant that nobody has.
            return AnyTenant.NOBODY;
        }
    }

    private static String fits(Db db, TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException {
        List<MappingCheck.Problem> problems = MappingCheck.run(db.connection(), mapping, tenant).stream()
                .filter(each -> !each.field().equals("writer"))
                .toList();
        if (!problems.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    Counts.of(problems.size(), "thing") + " in it "
                            + (problems.size() == 1 ? "does" : "do") + " not fit: "
                            + problems.getFirst().field() + ": "
                            + problems.getFirst().sentence(),
                    "'backstay tenant show' names all of them."));
        }
        return "Everything that it names is there, and every table with rows is claimed.";
    }

    private String writes(TenantMapping mapping, TenantId tenant)
            throws BackstayException, InterruptedException, SQLException {
        return asked(way.writer(), db -> {
            Preflight preflight = new Preflight(db, Territory.read(db.connection(), mapping, tenant));
            preflight.requireFullView();
            preflight.requireRestrictedWriter();
            return db.text("select session_user") + " sees every row and may become "
                    + mapping.writing().role() + ", which row-level security holds.";
        });
    }

    private String tables(TenantMapping mapping) throws BackstayException, InterruptedException, SQLException {
        RestoreRegistry registry = new RestoreRegistry(mapping.writing().registry());
        return asked(way.writer(), db -> {
            String writer = db.text("select session_user");
            boolean there = registry.present(db);
            boolean open = there
                    && mayRecord(db, registry.table().quoted())
                    && mayRecord(db, registry.undoTable().quoted());
            if (!open) {
                script = String.join(";\n", registry.ddl()) + ";\n" + grants(registry, writer);
                throw new BackstayException(new Failure.NotFound(
                        there
                                ? "The right of " + writer + " to write into " + registry.table() + " and "
                                        + registry.undoTable()
                                : "The table " + registry.table() + " or " + registry.undoTable(),
                        "An administrator runs the script below in the database, or docs/access/postgres-roles.sql,"
                                + " which does more."));
            }
            return registry.table() + " and " + registry.undoTable() + " are there.";
        });
    }

    private static boolean mayRecord(Db db, String table) throws SQLException {
        return db.holds(
                "select pg_catalog.has_table_privilege(?, 'SELECT') and pg_catalog.has_table_privilege(?, 'INSERT')",
                table,
                table);
    }

    private static String grants(RestoreRegistry registry, String writer) {
        return "grant usage on schema " + Db.quote(registry.table().schema()) + " to " + Db.quote(writer)
                + ";\ngrant select, insert on " + registry.table().quoted() + ", "
                + registry.undoTable().quoted() + " to " + Db.quote(writer) + ";";
    }

    /// The server may well let its superuser in from itself alone; then its password cannot be tried here.
    private void superuser(SelfManagedSite here) throws InterruptedException {
        String part = "scratch superuser";
        try {
            Login login = here.superuser();
            try (Connection session = login.open(PURPOSE)) {
                boolean is =
                        new Db(session).holds("select rolsuper from pg_catalog.pg_roles where rolname = session_user");
                if (is) {
                    lines.holds(part, login.user() + " logs in, so a scratch server will let it in as well.");
                    return;
                }
            }
            throw new BackstayException(new Failure.BadInput(
                    login.user() + " is no superuser of this server.",
                    "Let the credential for restore-to-scratch be a superuser's."));
        } catch (BackstayException e) {
            if (e.failure().message().contains("pg_hba.conf")) {
                lines.skip(
                        part,
                        "Not tried: live does not let the superuser in from here, which is good. A restore test"
                                + " with 'backstay test run --kind full' shows whether its password is right.");
            } else {
                lines.look(part, () -> {
                    throw e;
                });
            }
        } catch (SQLException e) {
            lines.look(part, () -> {
                throw e;
            });
        }
    }
}
