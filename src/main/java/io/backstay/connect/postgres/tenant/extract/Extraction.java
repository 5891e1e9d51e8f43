package io.backstay.connect.postgres.tenant.extract;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Copies out all rows of one tenant as they were at one moment, two tables at a time.
///
/// The second session sees the snapshot of the one that found the rows (PostgreSQL, "Snapshot Synchronization
/// Functions"), so no row is there twice or missing, whatever is written meanwhile. Rows that are kept in work tables
/// of the first are read there. Where there is no second session, the first does everything.
public final class Extraction {
    private final TenantRows rows;
    private final RowForm form;
    private final Target target;
    private final Progress progress;
    private final Queue<Table> waiting = new ConcurrentLinkedQueue<>();
    private final Map<TableName, Long> counts = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    private Extraction(TenantRows rows, RowForm form, Target target, Progress progress) {
        this.rows = rows;
        this.form = form;
        this.target = target;
        this.progress = progress;
    }

    /// Opens a session to the database in which the rows were found.
    @FunctionalInterface
    public interface Sessions {
        /// A session of its own, as a role that sees every row.
        Connection open() throws BackstayException;
    }

    /// Where rows go. Several tables are open at a time.
    @FunctionalInterface
    public interface Target {
        /// Takes the rows of one table; closed at their end.
        OutputStream open(Table table) throws IOException, BackstayException;
    }

    /// Copies them out.
    ///
    /// @param second a second session; where it cannot be had, everything takes longer
    /// @return how many rows of each table
    /// @throws IOException when the target cannot be written
    public static Map<TableName, Long> run(
            TenantRows rows, Sessions second, RowForm form, Target target, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        return new Extraction(rows, form, target, progress).run(second);
    }

    private Map<TableName, Long> run(Sessions second) throws BackstayException, InterruptedException, IOException {
        try {
            List<Table> here = new ArrayList<>();
            List<Table> anywhere = new ArrayList<>();
            for (Table table : rows.territory().owned()) {
                (rows.isReadHereOnly(table.name()) ? here : anywhere).add(table);
            }
            Map<TableName, Long> sizes = sizes(anywhere);
            anywhere.sort(Comparator.comparing((Table table) -> sizes.get(table.name()))
                    .reversed());
            waiting.addAll(anywhere);
            String snapshot = rows.db().text("select pg_export_snapshot()");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> other = threads.submit(() -> beside(second, snapshot));
                try {
                    for (Table table : here) {
                        copy(rows.db(), table);
                    }
                    work(rows.db());
                    other.get();
                } catch (ExecutionException e) {
                    throw thrown(e);
                } finally {
                    other.cancel(true);
                }
            }
            return new TreeMap<>(counts);
        } catch (SQLException e) {
            throw SqlFailures.translate("Copying out the tenant's rows", e);
        }
    }

    /// What the other session's thread met.
    private static InterruptedException thrown(ExecutionException e)
            throws SQLException, IOException, BackstayException {
        return switch (e.getCause()) {
            case SQLException sql -> throw sql;
            case IOException io -> throw io;
            case BackstayException known -> throw known;
            case InterruptedException interrupted -> interrupted;
            case RuntimeException defect -> throw defect;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    private Void beside(Sessions second, String snapshot)
            throws SQLException, InterruptedException, IOException, BackstayException {
        Connection opened;
        try {
            opened = second.open();
        } catch (BackstayException e) {
            progress.note("One session alone copies: " + e.failure().message());
            return null;
        }
        try (Connection connection = opened;
                FrozenSession session = FrozenSession.sharing(connection, snapshot)) {
            work(session.db());
        }
        return null;
    }

    /// Takes one waiting table after the other, the largest first.
    private void work(Db db) throws SQLException, InterruptedException, IOException, BackstayException {
        for (Table table = waiting.poll(); table != null; table = waiting.poll()) {
            copy(db, table);
        }
    }

    private void copy(Db db, Table table) throws SQLException, InterruptedException, IOException, BackstayException {
        long lines;
        try (OutputStream to = target.open(table)) {
            lines = CopyLines.run(db, form.query(rows, table), row -> form.write(row, to));
        }
        counts.put(table.name(), form == RowForm.CSV ? lines - 1 : lines);
        progress.advance(done.incrementAndGet(), rows.territory().owned().size());
    }

    /// What the catalog believes how many rows of all tenants there are, for the order only.
    private Map<TableName, Long> sizes(List<Table> tables) throws SQLException {
        Map<TableName, Long> sizes = new HashMap<>();
        for (Table table : tables) {
            String named = Db.literal(table.name().quoted()) + "::regclass";
            sizes.put(
                    table.name(),
                    rows.db()
                            .number("select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class where oid = "
                                    + named + " or oid in (select relid from pg_partition_tree(" + named
                                    + "))"));
        }
        return sizes;
    }
}
