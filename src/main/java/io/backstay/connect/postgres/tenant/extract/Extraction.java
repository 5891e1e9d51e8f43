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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Copies out all rows of one tenant as they were at one moment, two tables or two halves of one at a time.
///
/// The second session sees the snapshot of the one that found the rows (PostgreSQL, "Snapshot Synchronization
/// Functions"), so no row is there twice or missing, whatever is written meanwhile. Rows that are kept in work tables
/// of the first are read there. Where there is no second session, the first does everything.
public final class Extraction {
    /// From how many rows of all tenants on a table is halved. Smaller ones even each other out by themselves.
    private static final long HALVED_FROM = 100_000;

    private final TenantRows rows;
    private final RowForm form;
    private final Target target;
    private final Path spare;
    private final Progress progress;
    private final Queue<Slice> waiting = new ConcurrentLinkedQueue<>();
    private final Map<TableName, Halves> halves = new ConcurrentHashMap<>();
    private final Map<TableName, Long> counts = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private int slices;

    private Extraction(TenantRows rows, RowForm form, Target target, Path spare, Progress progress) {
        this.rows = rows;
        this.form = form;
        this.target = target;
        this.spare = spare;
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
    /// @param spare  a folder for rows of a large table that wait for others; nothing is left in it
    /// @return how many rows of each table
    /// @throws IOException when the target cannot be written
    public static Map<TableName, Long> run(
            TenantRows rows, Sessions second, RowForm form, Target target, Path spare, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        return new Extraction(rows, form, target, spare, progress).run(second, HALVED_FROM);
    }

    /// The same, with tables halved from that many rows on.
    static Map<TableName, Long> halving(
            TenantRows rows, Sessions second, RowForm form, Target target, Path spare, long halvedFrom)
            throws BackstayException, InterruptedException, IOException {
        return new Extraction(rows, form, target, spare, Progress.NONE).run(second, halvedFrom);
    }

    private Map<TableName, Long> run(Sessions second, long halvedFrom)
            throws BackstayException, InterruptedException, IOException {
        try {
            List<Slice> here = new ArrayList<>();
            List<Slice> anywhere = new ArrayList<>();
            for (Table table : rows.territory().owned()) {
                if (rows.isReadHereOnly(table.name())) {
                    here.add(Slice.whole(rows.db(), table));
                } else {
                    anywhere.addAll(form.slices(rows.db(), table, halvedFrom));
                    halves.put(table.name(), new Halves(table, target, spare));
                }
            }
            anywhere.sort(Comparator.comparingLong(Slice::size).reversed());
            waiting.addAll(anywhere);
            slices = here.size() + anywhere.size();
            String snapshot = rows.db().text("select pg_export_snapshot()");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> other = threads.submit(() -> beside(second, snapshot));
                try {
                    for (Slice slice : here) {
                        copy(rows.db(), slice);
                    }
                    work(rows.db());
                    other.get();
                } catch (ExecutionException e) {
                    throw thrown(e);
                } finally {
                    other.cancel(true);
                }
            } finally {
                for (Halves each : halves.values()) {
                    each.close();
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

    /// Takes one waiting slice after the other, the largest first.
    private void work(Db db) throws SQLException, InterruptedException, IOException, BackstayException {
        for (Slice slice = waiting.poll(); slice != null; slice = waiting.poll()) {
            copy(db, slice);
        }
    }

    private OutputStream open(Slice slice) throws IOException, BackstayException {
        Halves parts = halves.get(slice.table().name());
        return slice.part() == Slice.Part.WHOLE || parts == null
                ? target.open(slice.table())
                : parts.open(slice.part());
    }

    private void copy(Db db, Slice slice) throws SQLException, InterruptedException, IOException, BackstayException {
        CopyOut out = db.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(form.query(rows, slice));
        long count = form.hasNames() ? -1 : 0;
        try (OutputStream to = open(slice)) {
            for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("copying out rows");
                }
                form.write(row, to);
                count++;
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
        counts.merge(slice.table().name(), count, Long::sum);
        progress.advance(done.incrementAndGet(), slices);
    }
}
