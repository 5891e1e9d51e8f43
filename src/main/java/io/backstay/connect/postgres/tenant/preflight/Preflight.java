package io.backstay.connect.postgres.tenant.preflight;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.FullView;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be so before anything is written, asked of the live database. A restore that cannot be proven is
/// refused.
public final class Preflight {
    private static final int MAJOR = 10_000;

    /// The first version that can grant the right to hold triggers off.
    private static final int VERSION_MIN = 150_000;

    /// How many differences a refusal names.
    private static final int SAID_MAX = 5;

    private final Db db;
    private final Territory territory;

    public Preflight(Db db, Territory territory) {
        this.db = db;
        this.territory = territory;
    }

    /// How live differs from the last good moment.
    public List<SchemaDifference> differences(TenantRows lastGood) throws SQLException {
        List<SchemaDifference> found =
                new ArrayList<>(SchemaComparison.of(lastGood.db(), lastGood.territory(), db, territory));
        WriterRole writer = new WriterRole(db, territory);
        if (!writer.exists()) {
            found.add(new SchemaDifference(
                    SchemaDifference.Kind.ROLE_MISSING,
                    writer.name(),
                    // Whoever asks here need not be the one who writes.
                    "The role " + writer.name()
                            + ", under which rows are written, is not in live; grant it to the login"
                            + " that writes once it is made by: " + String.join(" ", writer.script()),
                    List.of()));
        }
        return List.copyOf(found);
    }

    /// Rows of one server must fit the other, or a person must have said what to do where they do not.
    ///
    /// @return what both have in common; its territory takes the place of live's
    public CommonShape requireCommonShape(TenantRows lastGood) throws SQLException, BackstayException {
        requireVersion(db);
        requireVersion(lastGood.db());
        List<SchemaDifference> differences = differences(lastGood);
        SchemaChoices choices = lastGood.choices();
        List<String> open = new ArrayList<>();
        for (SchemaDifference each : differences) {
            if (!each.answeredBy(choices)) {
                open.add(each.sentence());
            }
        }
        if (!open.isEmpty()) {
            throw refused(
                    "live is not as it was at the last good moment: "
                            + String.join(" ", open.subList(0, Math.min(SAID_MAX, open.size()))),
                    "Choose for each of the " + Counts.of(open.size(), "difference")
                            + " what to do, or restore from a point after the last change of the schema.");
        }
        CommonShape shape = CommonShape.of(territory, differences, choices);
        lastGood.readFrom(shape.sources());
        return shape;
    }

    private static void requireVersion(Db server) throws SQLException, BackstayException {
        long version = server.number("select current_setting('server_version_num')::int");
        if (version < VERSION_MIN) {
            throw new BackstayException(new Failure.Unsupported(
                    "PostgreSQL " + version / MAJOR, "A tenant's restore needs PostgreSQL 15 or later."));
        }
    }

    /// What the mapping holds back must be found in live: a rule that finds nothing would let everything back. A table
    /// that live has no more gets nothing back, so a rule about it harms nobody.
    public void requireHeld(TenantRows lastGood) throws SQLException, BackstayException {
        for (TenantMapping.HoldBack held : territory.mapping().care().held()) {
            if (lastGood.has(held.table())
                    && territory.model().table(held.table()).isEmpty()) {
                continue;
            }
            requireNamed(held.table(), held.column());
            TenantMapping.Ledger ledger = held.ledger();
            if (ledger != null) {
                requireNamed(ledger.table(), ledger.column());
            }
        }
    }

    /// A rule about a column that the last good moment did not have could not be asked of its rows.
    ///
    /// @param common what both sides have
    public static void requireHeldColumns(Territory common) throws BackstayException {
        for (TenantMapping.HoldBack held : common.mapping().care().held()) {
            String column = held.column();
            if (column != null
                    && common.isOwned(held.table())
                    && common.table(held.table()).column(column).isEmpty()) {
                throw new BackstayException(new Failure.BadInput(
                        "The mapping holds rows back by " + held.table() + "." + column
                                + ", which the last good moment does not have.",
                        "Correct 'held' in the mapping of this database, or restore from a point after the column"
                                + " came."));
            }
        }
    }

    private void requireNamed(TableName table, @Nullable String column) throws SQLException, BackstayException {
        boolean there = db.holds(
                "select exists (select from pg_catalog.pg_attribute where attrelid = to_regclass(?)"
                        + " and attname = coalesce(?, attname) and not attisdropped)",
                table.quoted(),
                column);
        if (!there) {
            throw new BackstayException(new Failure.BadInput(
                    "The mapping holds rows back by " + table + (column == null ? "" : "." + column)
                            + ", which live does not have.",
                    "Correct 'held' in the mapping of this database, then run it again."));
        }
    }

    /// The role that proves must see every row of every table, or its zero means nothing.
    public void requireFullView() throws SQLException, BackstayException {
        FullView.require(db, "live");
    }

    /// The role that writes must be held by row-level security.
    public void requireRestrictedWriter() throws SQLException, BackstayException {
        String writer = territory.mapping().writing().role();
        WriterRole role = new WriterRole(db, territory);
        if (!role.exists()) {
            throw new BackstayException(new Failure.NotFound(
                    "The role " + writer,
                    "Create it as an administrator of live, then run it again: " + String.join(" ", role.script()) + " "
                            + role.grant()));
        }
        if (!db.holds("select pg_has_role(session_user, ?::name, 'MEMBER')", writer)) {
            throw refused("the session may not become " + writer, "Grant the role " + writer + " to it.");
        }
        if (db.holds(
                "select exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls)"
                        + " and pg_has_role(?::name, r.oid, 'MEMBER'))",
                writer)) {
            throw refused(
                    "the role " + writer + " is not held by row-level security",
                    "Let the mapping name a role without SUPERUSER and BYPASSRLS.");
        }
        for (Table table : territory.owned()) {
            if (db.holds(
                    "select pg_has_role(?::name, relowner, 'MEMBER') from pg_class where oid = to_regclass(?)",
                    writer,
                    table.name().quoted())) {
                throw refused(
                        "the role " + writer + " owns " + table.name()
                                + ", and row-level security does not hold owners",
                        "Let the mapping name a role that owns no table.");
            }
        }
    }

    /// The place where the plan is remembered, and counters that count.
    public void requireRecord(RestoreRegistry registry) throws SQLException, BackstayException {
        if (!registry.present(db)) {
            throw new BackstayException(new Failure.NotFound(
                    "The table " + territory.mapping().writing().registry(),
                    "Create the registry of restores in live, then run it again: " + String.join("; ", registry.ddl())
                            + ";"));
        }
        if (!db.holds("select current_setting('track_counts')::boolean")) {
            throw refused("track_counts is off, so changes cannot be counted", "Switch track_counts on.");
        }
    }

    /// Whether triggers can be held off: by the writer's own right, or by the session's.
    public void requireTriggerMode(TriggerMode mode) throws SQLException, BackstayException {
        if (mode == TriggerMode.SUPPRESS
                && !db.holds("select has_parameter_privilege('session_replication_role', 'SET')")
                && !writerMaySuppress()) {
            throw refused(
                    "nobody here may set session_replication_role, so triggers cannot be held off",
                    "Grant SET ON PARAMETER session_replication_role to the writer, or plan with triggers on.");
        }
    }

    private boolean writerMaySuppress() throws SQLException {
        return db.holds(
                "select has_parameter_privilege(?::name, 'session_replication_role', 'SET')",
                territory.mapping().writing().role());
    }

    private static BackstayException refused(String why, String advice) {
        return new BackstayException(new Failure.Refused("Preflight", why, advice));
    }
}
