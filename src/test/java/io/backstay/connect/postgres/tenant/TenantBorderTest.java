package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What lies at the border of a tenant: leaks, shared rows, keys that somebody else took, and the commit itself.
final class TenantBorderTest {

    @Test
    void theRowsOfATenantAreFoundInEveryKindOfTable() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        try (TenantRows rows = practice.rows()) {
            assertEquals(
                    Map.ofEntries(
                            Map.entry("firms", 1L),
                            Map.entry("teams", 1L),
                            Map.entry("users", 4L),
                            Map.entry("clients", 10L),
                            Map.entry("jobs", 6L),
                            Map.entry("invoices", 30L),
                            Map.entry("payments", 30L),
                            Map.entry("invoice_lines", 60L),
                            Map.entry("line_notes", notes(practice)),
                            Map.entry("documents", 4L),
                            Map.entry("doc_links", 3L),
                            Map.entry("events", 5L),
                            Map.entry("audit_log", 5L)),
                    rows.counts().entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue)));
            assertEquals(List.of(), rows.leaks());
            assertEquals(1, rows.external().size());
            assertEquals(1, rows.external().getFirst().rows());
            assertEquals(List.of(Practice.table("countries")), rows.untouched());
        }
    }

    private static long notes(Practice practice) throws BackstayException {
        return Long.parseLong(practice.ask("select count(*) from practice.line_notes n join practice.invoice_lines l"
                + " on l.id = n.line_id join practice.invoices i on i.id = l.invoice_id where i.firm_id = 1"));
    }

    @Test
    void aLinkIntoAnotherTenantIsReportedAndNeverFollowed()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                "update practice.invoices set client_id = (select min(id) from practice.clients where firm_id = 2)"
                        + " where id = (select min(id) from practice.invoices where firm_id = 1)",
                "update practice.payments set invoice_id = (select max(id) from practice.invoices where firm_id = 1)"
                        + " where id = (select max(id) from practice.payments where firm_id = 3)",
                "insert into practice.doc_links values (11, 21)");
        try (TenantRows rows = practice.rows()) {
            assertEquals(
                    Set.of("invoices OURS clients 1", "payments THEIRS invoices 1", "doc_links BOTH documents 1"),
                    rows.leaks().stream()
                            .map(leak -> leak.table().name() + " " + leak.owner() + " "
                                    + leak.parent().name() + " " + leak.rows())
                            .collect(Collectors.toSet()));
            assertEquals(3L, rows.counts().get(Practice.table("doc_links")));
            assertEquals(30L, rows.counts().get(Practice.table("payments")));
        }
        practice.live(
                "delete from practice.doc_links where a = 11",
                "set session_replication_role = replica; delete from practice.invoices where firm_id = 1");
        Comparison.Result result = practice.compare();
        // The invoice that pointed at the other firm's client is held back, and what hangs on it.
        assertEquals(List.of(30L, 0L, 1L, 0L, 0L, 29L), sums(result, "invoices"));
        assertEquals(List.of(1L, 0L, 0L, 0L, 2L, 1L), sums(result, "doc_links"));
    }

    @Test
    void aKeyThatSomebodyElseTookIsAConflictAndSoIsWhatHangsOnIt()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        practice.live(
                "insert into practice.clients (id, firm_id, name) values (1, 2, 'another firm''s new client')",
                "insert into practice.clients (id, firm_id, name, email) values (800, 3, 'quick', 'c2@f1')",
                "delete from practice.tax_codes where false",
                "insert into practice.users select 900, 2, team_id, 'u2@f1' from practice.users where id = 201");
        Comparison.Result result = practice.compare();
        assertEquals(List.of(10L, 0L, 2L, 0L, 0L, 8L), sums(result, "clients"));
        assertEquals(List.of(30L, 0L, 6L, 0L, 0L, 24L), sums(result, "invoices"));
        assertEquals(List.of(30L, 0L, 6L, 0L, 0L, 24L), sums(result, "payments"));
        assertEquals(List.of(60L, 0L, 12L, 0L, 0L, 48L), sums(result, "invoice_lines"));
        assertEquals(List.of(4L, 0L, 1L, 0L, 0L, 3L), sums(result, "users"));
        // Every job of the firm is of client 1.
        assertEquals(List.of(6L, 0L, 6L, 0L, 0L, 0L), sums(result, "jobs"));
        SampleRow first = result.samples().stream()
                .filter(sample -> sample.table().equals("practice.clients"))
                .findFirst()
                .orElseThrow();
        assertEquals(RowClass.BLOCKED, first.finding());
        assertTrue(
                result.samples().stream().noneMatch(sample -> sample.toString().contains("another firm")));
        assertTrue(
                result.samples().stream().noneMatch(sample -> sample.toString().contains("Client 4")));
        ImportResult.Finished finished = practice.restore();
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals("8", practice.ask("select count(*) from practice.clients where firm_id = 1"));
        assertEquals(
                practice.contents(practice.scratch, 3).get("invoices"),
                practice.contents(practice.live, 3).get("invoices"));
    }

    @Test
    void aSharedRowThatIsGoneFromLiveHoldsItsRowsBack() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        practice.live("set session_replication_role = replica; delete from practice.tax_codes where code = 'GST'");
        TableDiff lines = diff(practice.compare(), "invoice_lines");
        assertEquals(20, lines.conflicts());
        assertEquals(40, lines.insert());
    }

    @Test
    void aSchemaThatIsNotThatOfTheLastGoodMomentIsRefused()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("alter table practice.events add column more text");
        var refused = assertThrows(BackstayException.class, practice::compare);
        assertTrue(
                refused.failure().message().contains("live is not as it was"),
                refused.failure().message());
    }

    @Test
    void aMappingThatNamesNoColumnOfTheDatabaseIsRefused() throws BackstayException, InterruptedException {
        Practice practice = Practice.create();
        TenantMapping good = Practice.mapping();
        TenantMapping bad = new TenantMapping(
                new TenantMapping.Keys(Practice.table("firms"), "key", List.of("firm_id"), Map.of()),
                good.scope(),
                good.words(),
                good.writing());
        var refused = assertThrows(
                BackstayException.class,
                () -> Closure.find(practice.scratch.open("test"), bad, Practice.FIRM)
                        .close());
        assertTrue(
                refused.failure().message().contains("practice.firms.key"),
                refused.failure().message());
        assertThrows(
                BackstayException.class,
                () -> Closure.find(practice.scratch.open("test"), good, new TenantId("no number"))
                        .close());
    }

    @Test
    void sequencesNeverHandOutANumberThatCameBack() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        practice.live(
                "delete from practice.line_notes",
                "delete from practice.invoice_lines",
                "alter table practice.invoice_lines alter id restart with 1");
        ImportResult.Finished unable = practice.restore();
        assertTrue(unable.proof().verified());
        assertTrue(unable.notes().getFirst().contains("practice.invoice_lines_id_seq"), unable.notes()::toString);
        practice.live(
                "grant update on all sequences in schema practice to practice_prover",
                "delete from practice.line_notes",
                "delete from practice.invoice_lines where invoice_id in"
                        + " (select id from practice.invoices where firm_id = 1)");
        ImportResult.Finished able = (ImportResult.Finished) practice.restore(
                "second", TriggerMode.SUPPRESS, practice.compare().expected());
        assertEquals(List.of(), able.notes());
        assertEquals(
                "t",
                practice.ask("select nextval('practice.invoice_lines_id_seq') > max(id) from practice.invoice_lines"));
    }

    @Test
    void whenTheAnswerToTheCommitIsLostTheRegistryTells() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        Expected expected = practice.compare().expected();
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            ImportPlan plan = new ImportPlan("lost", Practice.FIRM, TriggerMode.SUPPRESS, expected);
            ImportResult.Finished finished = (ImportResult.Finished)
                    practice.importer().run(breakingAtCommit(prover, true), Question.of(rows), plan, Progress.NONE);
            assertNotNull(finished.proof().committedAt());
        }
        assertEquals("1", practice.ask("select count(*) from practice.firms where id = 1"));
    }

    @Test
    void whenTheCommitDidNotHappenThatIsWhatIsSaid() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        Expected expected = practice.compare().expected();
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            ImportPlan plan = new ImportPlan("gone", Practice.FIRM, TriggerMode.SUPPRESS, expected);
            var lost = assertThrows(
                    BackstayException.class,
                    () -> practice.importer()
                            .run(breakingAtCommit(prover, false), Question.of(rows), plan, Progress.NONE));
            assertTrue(
                    lost.failure().message().contains("found not to have happened"),
                    lost.failure().message());
        }
        assertFalse(practice.contents(practice.live, 1).equals(practice.contents(practice.scratch, 1)));
        assertEquals("0", practice.ask("select count(*) from backstay.restore_runs"));
    }

    /// A session whose connection breaks at the commit, after or before the server did it.
    private static Connection breakingAtCommit(Connection real, boolean after) {
        return (Connection) Proxy.newProxyInstance(
                TenantBorderTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        if (after) {
                            real.commit();
                        } else {
                            real.close();
                        }
                        throw new SQLException("broken", "08006");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static TableDiff diff(Comparison.Result result, String table) {
        return result.tables().stream()
                .filter(each -> each.table().equals("practice." + table))
                .findFirst()
                .orElseThrow();
    }

    /// Lost, re-typed, in conflict or blocked, only in live, unchanged, to be inserted.
    private static List<Long> sums(Comparison.Result result, String table) {
        TableDiff diff = diff(result, table);
        return List.of(diff.lost(), diff.retyped(), diff.conflicts(), diff.liveOnly(), diff.unchanged(), diff.insert());
    }
}
