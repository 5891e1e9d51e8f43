package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.estate.Tenant;
import io.backstay.lab.story.ObjectSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The practice product's data before anything happens: the same seed and size always give the same rows and bytes.
///
/// Tables are filled one after the other, each from the seed alone, so that only one buffer is held in memory.
public final class PracticeSeed {
    private static final List<String> WITH_ID = List.of(
            "firms",
            "teams",
            "users",
            "clients",
            "jobs",
            "invoices",
            "payments",
            "invoice_lines",
            "organizer_assignments",
            "missing_info_requests",
            "documents",
            "message_threads",
            "messages",
            "audit_log");

    private final long seed;
    private final PracticeSize size;

    public PracticeSeed(long seed, PracticeSize size) {
        this.seed = seed;
        this.size = size;
    }

    /// The firms, by id.
    public List<Tenant> firms() {
        return SeedFirms.tenants(size);
    }

    /// Fills the empty tables in one transaction and puts the documents' bytes into the object store.
    ///
    /// @param asSuperuser COPY is refused under row-level security, and triggers must not write while seeding
    public void fill(Connection asSuperuser, ObjectSink objects, Progress progress)
            throws BackstayException, InterruptedException {
        progress.step("Seeding the practice product");
        try {
            boolean autoCommit = asSuperuser.getAutoCommit();
            asSuperuser.setAutoCommit(false);
            boolean done = false;
            try (Statement statement = asSuperuser.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                fillAll(asSuperuser, new SeedDocuments(objects), progress);
                for (String table : WITH_ID) {
                    statement.execute("select setval(pg_get_serial_sequence('practice." + table
                            + "', 'id'), (select max(id) from practice." + table + "))");
                }
                asSuperuser.commit();
                done = true;
            } finally {
                if (!done) {
                    asSuperuser.rollback();
                }
                asSuperuser.setAutoCommit(autoCommit);
            }
            analyze(asSuperuser);
        } catch (SQLException e) {
            throw PracticeFailure.of("seeding the practice product", e);
        }
    }

    private void fillAll(Connection connection, SeedDocuments documents, Progress progress)
            throws SQLException, BackstayException, InterruptedException {
        SeedFirms.taxCodes(connection);
        SeedFirms.firms(connection, seed, size);
        SeedFirms.users(connection, seed, size);
        SeedFirms.teams(connection, size);
        List<Fill> fills = List.of(
                new Fill("clients", SeedWork.CLIENTS, SeedWork::client),
                new Fill("jobs", SeedWork.JOBS, SeedWork::jobs),
                new Fill("job_checklist_items", SeedWork.ITEMS, SeedWork::items),
                new Fill("invoices", SeedMoney.INVOICES, SeedMoney::invoices),
                new Fill("payments", SeedMoney.PAYMENTS, SeedMoney::payments),
                new Fill("invoice_lines", SeedMoney.LINES, SeedMoney.lines()),
                new Fill("organizer_assignments", SeedWork.ORGANIZERS, SeedWork.organizers()),
                new Fill("missing_info_requests", SeedWork.REQUESTS, SeedWork.requests()),
                new Fill("documents", SeedDocuments.COLUMNS, documents::write),
                new Fill("message_threads", SeedTalk.THREADS, SeedTalk::threads),
                new Fill("messages", SeedTalk.MESSAGES, SeedTalk.messages()),
                new Fill("time_entries_raw", SeedWork.TIMES, SeedWork::times),
                new Fill("audit_log", SeedTalk.AUDIT, SeedTalk.audit()));
        for (int i = 0; i < fills.size(); i++) {
            progress.advance(i, fills.size());
            Fill fill = fills.get(i);
            try (CopyRows rows = CopyRows.into(connection, fill.table(), fill.columns())) {
                SeedPlace.walk(seed, size, place -> fill.writer().write(place, rows));
                rows.finish();
            }
        }
        progress.advance(fills.size(), fills.size());
    }

    /// Row estimates, without which the first plans over these tables are bad ones.
    private static void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze practice.clients, practice.jobs, practice.invoices, practice.payments, "
                    + "practice.invoice_lines, practice.messages, practice.message_threads, practice.time_entries_raw, "
                    + "practice.audit_log, practice.job_checklist_items, practice.documents");
        }
    }

    /// How one table is filled.
    private record Fill(String table, String columns, SeedTable writer) {}
}
