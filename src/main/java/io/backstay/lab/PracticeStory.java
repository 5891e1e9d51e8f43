package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.estate.Tenant;
import io.backstay.lab.seed.DailyWork;
import io.backstay.lab.seed.PracticeFailure;
import io.backstay.lab.seed.PracticeSize;
import io.backstay.lab.seed.SeedFirms;
import io.backstay.lab.seed.SeedRandom;
import io.backstay.lab.story.ObjectSink;
import io.backstay.lab.story.PracticeSession;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What happens at the practice product after it was seeded: work, an accident, and life going on.
///
/// The same seed, size and order of calls give the same row counts. Every write runs as the product's own role,
/// under row-level security. Not for use by two threads.
public final class PracticeStory {
    private static final int STORY = 60;
    /// The position of the firm that loses its data, Harrow & Finch.
    static final int VICTIM = 2;

    private static final int NEW_CLIENTS = 3;
    private static final String CLEAN_UP = "clean-up of ended trials";
    /// Children first. What happened to the data stays in the audit log; the firm, its teams and its users stay
    /// too.
    private static final List<String> DELETED = List.of(
            "messages",
            "message_threads",
            "time_entries_raw",
            "documents",
            "missing_info_requests",
            "organizer_assignments",
            "invoice_lines",
            "payments",
            "invoices",
            "job_checklist_items",
            "jobs",
            "clients");

    private final PracticeSize size;
    private final ObjectSink objects;
    private final List<Tenant> firms;
    private final SplittableRandom random;
    private final DailyWork work;

    public PracticeStory(long seed, PracticeSize size, ObjectSink objects) {
        this.size = size;
        this.objects = objects;
        this.firms = SeedFirms.tenants(size);
        this.random = SeedRandom.at(seed, STORY);
        this.work = new DailyWork(random.split(), size, objects);
    }

    /// The firm that loses its data.
    public Tenant victim() {
        return firms.get(VICTIM);
    }

    /// All firms write for a while.
    ///
    /// @param asApp logged in as [PracticeSchema#APP]
    public void keepWriting(Connection asApp, int transactions, Progress progress)
            throws BackstayException, InterruptedException {
        progress.step("Firms are working");
        write(asApp, transactions, false, progress);
    }

    /// An administrator's clean-up script, meant for a trial that has ended, runs with the wrong firm's id.
    ///
    /// One transaction deletes the rows; then the product deletes the objects that it no longer knows.
    ///
    /// @param asApp logged in as [PracticeSchema#APP]
    public Accident accident(Connection asApp, Progress progress) throws BackstayException, InterruptedException {
        progress.step("An accident happens");
        Map<String, Long> deleted = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        List<String> drafts = new ArrayList<>();
        List<String> transaction = new ArrayList<>();
        try {
            Instant before = PracticeSession.clock(asApp);
            PracticeSession.inTransaction(asApp, victim(), CLEAN_UP, session -> {
                keys.addAll(session.texts("select object_key from practice.documents order by id"));
                drafts.addAll(session.texts("select i.number from practice.invoices i where i.status = 'draft'"
                        + " and not exists (select from practice.invoice_lines l where l.invoice_id = i.id)"
                        + " order by i.id limit 1"));
                // The script leaves the choice of rows to row-level security: that is how one wrong id is enough.
                for (String table : DELETED) {
                    deleted.put("practice." + table, session.write("delete from practice." + table));
                }
                transaction.add(session.one("select pg_current_xact_id()::text"));
            });
            Instant after = PracticeSession.clock(asApp);
            for (String key : keys) {
                objects.delete(key);
            }
            return new Accident(victim(), before, after, transaction.getFirst(), deleted, keys, drafts.getFirst());
        } catch (SQLException e) {
            throw PracticeFailure.of("the practice accident", e);
        }
    }

    /// Other firms go on writing, and the damaged firm begins to type its data again.
    ///
    /// @param asApp logged in as [PracticeSchema#APP]
    public Aftermath lifeGoesOn(Connection asApp, Accident accident, int transactions, Progress progress)
            throws BackstayException, InterruptedException {
        progress.step("Life goes on");
        write(asApp, transactions / 2, true, progress);
        Map<String, Long> typed = new LinkedHashMap<>();
        try {
            PracticeSession.inTransaction(asApp, victim(), SeedFirms.email(VICTIM, 1), session -> {
                typeAgain(session, accident.draftNumber(), typed);
                session.write(
                        "update practice.users set phone = '(03) 5550 9999' where email = ?",
                        SeedFirms.email(VICTIM, 0));
            });
        } catch (SQLException e) {
            throw PracticeFailure.of("the damaged firm types its data again", e);
        }
        write(asApp, transactions - transactions / 2, true, progress);
        return new Aftermath(transactions, typed, 1, 1);
    }

    private void write(Connection asApp, int transactions, boolean withoutVictim, Progress progress)
            throws BackstayException, InterruptedException {
        try {
            for (int i = 0; i < transactions; i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the practice story was cancelled");
                }
                int firm = random.nextInt(size.firms() - (withoutVictim ? 1 : 0));
                if (withoutVictim && firm >= VICTIM) {
                    firm++;
                }
                work.oneTransaction(asApp, firm, firms.get(firm));
                progress.advance(i + 1L, transactions);
            }
        } catch (SQLException e) {
            throw PracticeFailure.of("the firms' daily work", e);
        }
    }

    /// Three clients with a job each, and an invoice that takes the number of one that was lost.
    private void typeAgain(PracticeSession session, String number, Map<String, Long> typed) throws SQLException {
        long firm = Long.parseLong(victim().id().value());
        long client = 0;
        for (int i = 0; i < NEW_CLIENTS; i++) {
            client = work.newClient(session, firm);
        }
        long invoice = session.id(
                "insert into practice.invoices (firm_id, client_id, number, status, issued_on, due_on, net_amount,"
                        + " tax_amount) values (?, ?, ?, 'sent', date '2026-11-04', date '2026-11-18', 870, 87)"
                        + " returning id",
                firm,
                client,
                number);
        DailyWork.line(session, invoice, 1, BigDecimal.valueOf(870));
        typed.put("practice.clients", (long) NEW_CLIENTS);
        typed.put("practice.jobs", (long) NEW_CLIENTS);
        typed.put("practice.invoices", 1L);
        typed.put("practice.invoice_lines", 1L);
    }
}
