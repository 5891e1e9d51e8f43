package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import io.backstay.estate.Tenant;
import io.backstay.lab.story.ObjectSink;
import io.backstay.lab.story.PracticeSession;
import io.backstay.seal.Digest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/// What people at a firm do all day, one transaction each.
public final class DailyWork {
    private static final int KINDS = 10;
    private static final int CODE_FIRST = 5001;
    private static final int NUMBER_FIRST = 900_001;

    private final SplittableRandom random;
    private final PracticeSize size;
    private final ObjectSink objects;
    private int clients;
    private int invoices;
    private int documents;

    /// @param random  what everybody does next is drawn from it
    /// @param objects where documents' bytes go
    public DailyWork(SplittableRandom random, PracticeSize size, ObjectSink objects) {
        this.random = random;
        this.size = size;
        this.objects = objects;
    }

    /// Does one thing that somebody at the firm would do now.
    ///
    /// @param firm the firm's position, from 0
    public void oneTransaction(Connection asApp, int firm, Tenant tenant)
            throws SQLException, BackstayException, InterruptedException {
        long client = firm * (long) size.clientsPerFirm() + 1 + random.nextInt(size.clientsPerFirm());
        String actor = SeedFirms.email(firm, random.nextInt(SeedPlace.USERS_PER_FIRM));
        long id = Long.parseLong(tenant.id().value());
        PracticeSession.inTransaction(asApp, tenant, actor, session -> {
            switch (random.nextInt(KINDS)) {
                case 0 -> newClient(session, id);
                case 1, 2 -> newInvoice(session, id, client);
                case 3, 4 -> moveJob(session, client);
                case 5 -> newDocument(session, id, client);
                case 6, 7 -> newTime(session, id, client, actor);
                default -> newMessage(session, id);
            }
        });
    }

    /// Writes a client with one job; gives the client's id.
    public long newClient(PracticeSession session, long firm) throws SQLException {
        long client = session.id(
                "insert into practice.clients (firm_id, code, name, kind, phone) values (?, ?, ?, 'person', ?)"
                        + " returning id",
                firm,
                "C" + (CODE_FIRST + clients),
                SeedWords.person(random),
                SeedWords.phone(random));
        clients++;
        session.write(
                "insert into practice.jobs (firm_id, client_id, title, status, due_on)"
                        + " values (?, ?, ?, 'planned', date '2026-12-18')",
                firm,
                client,
                SeedWords.job(random));
        return client;
    }

    /// A document with its bytes; the bytes are stored first, so that no row ever lacks them.
    private void newDocument(PracticeSession session, long firm, long client)
            throws SQLException, BackstayException, InterruptedException {
        documents++;
        byte[] bytes = SeedDocuments.text(random);
        String key = "firms/" + firm + "/documents/new-" + documents + "/letter.txt";
        objects.put(key, bytes);
        session.write(
                "insert into practice.documents (firm_id, client_id, file_name, content_type, size_bytes, sha256,"
                        + " object_key) values (?, ?, 'letter.txt', 'text/plain; charset=utf-8', ?, ?, ?)",
                firm,
                client,
                (long) bytes.length,
                Digest.of(bytes),
                key);
    }

    private void newInvoice(PracticeSession session, long firm, long client) throws SQLException {
        BigDecimal net = BigDecimal.valueOf(150L + random.nextInt(900));
        BigDecimal tax = net.movePointLeft(1);
        invoices++;
        long invoice = session.id(
                "insert into practice.invoices (firm_id, client_id, number, status, issued_on, due_on, net_amount,"
                        + " tax_amount) values (?, ?, ?, 'sent', date '2026-11-03', date '2026-11-17', ?, ?)"
                        + " returning id",
                firm,
                client,
                "INV-" + (NUMBER_FIRST + invoices),
                net,
                tax);
        line(session, invoice, 1, net);
        if (random.nextBoolean()) {
            long payment = session.id(
                    "insert into practice.payments (firm_id, invoice_id, received_on, amount, method, reference)"
                            + " values (?, ?, date '2026-11-04', ?, 'card', ?) returning id",
                    firm,
                    invoice,
                    net.add(tax),
                    "card " + invoices);
            session.write(
                    "update practice.invoices set settled_by = ?, status = 'paid' where id = ?", payment, invoice);
        }
    }

    /// Writes one line of an invoice, over the whole amount without tax.
    public static void line(PracticeSession session, long invoice, int position, BigDecimal amount)
            throws SQLException {
        session.write(
                "insert into practice.invoice_lines (invoice_id, position, description, quantity, unit_price, tax_code)"
                        + " values (?, ?, 'Advice', 1, ?, 'GST')",
                invoice,
                position,
                amount);
    }

    private static void moveJob(PracticeSession session, long client) throws SQLException {
        session.write(
                "update practice.jobs set status = 'in progress'"
                        + " where id = (select min(id) from practice.jobs where client_id = ?)",
                client);
    }

    private void newTime(PracticeSession session, long firm, long client, String actor) throws SQLException {
        session.write(
                "insert into practice.time_entries_raw (firm_id, job_id, user_email, worked_on, minutes)"
                        + " values (?, (select min(id) from practice.jobs where client_id = ?), ?,"
                        + " date '2026-11-03', ?)",
                firm,
                client,
                actor,
                6 * (1 + random.nextInt(20)));
    }

    private void newMessage(PracticeSession session, long firm) throws SQLException {
        session.write(
                "insert into practice.messages (firm_id, thread_id, entity_type, entity_id, body)"
                        + " select t.firm_id, t.id, t.entity_type, t.entity_id, ? from practice.message_threads t"
                        + " where t.firm_id = ? order by t.id offset ? limit 1",
                SeedWords.sentence(random),
                firm,
                random.nextInt(size.clientsPerFirm()));
    }
}
