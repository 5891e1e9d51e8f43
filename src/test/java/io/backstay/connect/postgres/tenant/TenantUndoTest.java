package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An import can be taken back to the byte, once, and not over what the firm has done since.
final class TenantUndoTest {

    @ParameterizedTest
    @EnumSource(TriggerMode.class)
    void everythingIsAsItWasBeforeTheImport(TriggerMode mode)
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        SortedMap<String, String> damaged = practice.contents(practice.live, 1);
        SortedMap<String, String> others = practice.contents(practice.live, 2);
        Expected expected = practice.rehearse(mode).measured();
        ImportResult.Finished there = (ImportResult.Finished) practice.restore("there", mode, expected);
        assertTrue(there.proof().verified(), () -> there.proof().claims().toString());
        // What the triggers wrote is not the import's, and stays.
        practice.live("delete from practice.audit_log where firm_id = 1 and at > '2026-10-01'");
        ImportResult.Finished back = finished(undo(practice, "there", Map.of()));
        assertTrue(back.proof().verified(), () -> back.proof().claims().toString());
        assertEquals(damaged, practice.contents(practice.live, 1));
        assertEquals(others, practice.contents(practice.live, 2));
    }

    @Test
    void rowsThatWereMendedGetTheirDamagedValuesAgain() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("update practice.clients set name = 'GARBAGE', gone = '\\xdead', \"Odd \"\"name\"\"?\" ="
                + " E'(a,\"b\\\\\\n' where firm_id = 1");
        Login damaged = practice.freeze();
        SortedMap<String, String> before = practice.contents(practice.live, 1);
        assertTrue(practice.restore(damaged, Choices.DEFAULT, "mended").proof().verified());
        ImportResult.Finished back = finished(undo(practice, "mended", Map.of()));
        assertTrue(back.proof().verified(), () -> back.proof().claims().toString());
        assertEquals(before, practice.contents(practice.live, 1));
    }

    @Test
    void itHappensOnce() throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("once");
        assertTrue(finished(undo(practice, "once", Map.of())).proof().verified());
        SortedMap<String, String> undone = practice.contents(practice.live, 1);
        assertInstanceOf(ImportResult.AlreadyDone.class, undo(practice, "once", Map.of()));
        assertEquals(undone, practice.contents(practice.live, 1));
    }

    @Test
    void whatTheFirmTouchedSinceStandsInTheWayUntilEachRowIsChosen()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("touched");
        practice.live(
                "update practice.clients set name = 'Edited since' where id in (1, 2)",
                "delete from practice.doc_links where a = 11");
        SortedMap<String, String> before = practice.contents(practice.live, 1);
        TableName clients = Practice.table("clients");
        TableName links = Practice.table("doc_links");
        refused(practice, Map.of(), "practice.clients: 2 changed, 0 gone (1, 2)");
        refused(practice, Map.of(clients, Chosen.of(Set.of("1")), links, Chosen.ALL), "1 changed");
        assertEquals(before, practice.contents(practice.live, 1));
        ImportResult.Finished back =
                finished(undo(practice, "touched", Map.of(clients, Chosen.of(Set.of("1", "2")), links, Chosen.ALL)));
        assertTrue(back.proof().verified(), () -> back.proof().claims().toString());
        assertEquals("0", practice.ask("select count(*) from practice.firms where id = 1"));
    }

    @Test
    void whatWasAddedSinceAndNeedsARowThatCameBackStandsInTheWay()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("needed");
        practice.live("insert into practice.documents values (901, 1, 'since')");
        var refused = assertThrows(BackstayException.class, () -> undo(practice, "needed", Map.of()));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        assertTrue(refused.failure().message().contains("1 row of practice.documents"), refused.failure()::message);
    }

    @Test
    void whatAnUnmappedSchemaAddedSinceStandsInTheWayToo()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("needed");
        practice.live(
                "create table elsewhere.receipts (payment_id bigint references practice.payments)",
                "insert into elsewhere.receipts select min(id) from practice.payments where firm_id = 1");
        var refused = assertThrows(BackstayException.class, () -> undo(practice, "needed", Map.of()));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        assertTrue(refused.failure().message().contains("1 row of elsewhere.receipts"), refused.failure()::message);
        practice.live("delete from elsewhere.receipts");
        assertTrue(finished(undo(practice, "needed", Map.of())).proof().verified());
    }

    @Test
    void thereIsNothingToUndoOfAPlanThatWasNotCarriedOut()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("this");
        var refused = assertThrows(BackstayException.class, () -> undo(practice, "that", Map.of()));
        assertInstanceOf(Failure.NotFound.class, refused.failure());
    }

    @Test
    void aTriggerThatWritesToAnotherFirmMeanwhileIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = imported("planted");
        practice.plant("trigger planted after delete", "insert into practice.documents values (999, 2, 'planted');");
        SortedMap<String, String> others = practice.contents(practice.live, 2);
        ImportResult.Finished back = finished(undo(practice, "planted", Map.of()));
        assertTrue(
                back.proof().committedAt() == null, () -> back.proof().claims().toString());
        assertEquals(1, back.proof().otherTenantsChanged());
        assertEquals(others, practice.contents(practice.live, 2));
        assertEquals("1", practice.ask("select count(*) from practice.firms where id = 1"));
    }

    @Test
    void touchedRowsAreShownAsTheyAreAndAsAnUndoWouldMakeThem()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("update practice.clients set name = 'GARBAGE' where id in (1, 2)");
        assertTrue(practice.restore(practice.freeze(), Choices.DEFAULT, "shown")
                .proof()
                .verified());
        practice.live(
                "update practice.clients set name = 'Edited since', \"Odd \"\"name\"\"?\" = 'x' where id = 1",
                "set session_replication_role = replica; delete from practice.clients where id = 2");
        TenantUndo.Touched touched = clients(practice, "shown");
        assertEquals(2, touched.count());
        assertEquals(
                List.of(
                        new TenantUndo.Row("1", "1", "••• · Odd \"name\"?: x", "••• · Odd \"name\"?: –"),
                        new TenantUndo.Row("2", "2", null, null)),
                touched.rows());

        Practice back = imported("deleted");
        back.live("update practice.clients set name = 'Edited since' where id = 3");
        TenantUndo.Row row = clients(back, "deleted").rows().getFirst();
        assertTrue(String.valueOf(row.now()).startsWith("••• · "), row::toString);
        assertNull(row.after(), "what was inserted is deleted again");
    }

    @Test
    void aPersonalKeyIsNotToldAndTheRowIsChosenByAnotherName()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                        "create table practice.contacts (email text primary key, firm_id bigint not null, name text)",
                        "insert into practice.contacts values ('ann@f1', 1, 'Ann'), ('*', 1, 'Star')",
                        "grant select, insert, update, delete on practice.contacts to practice_writer")
                .hiding(Practice.table("contacts"), "email");
        practice.live("delete from practice.contacts");
        practice.restore("masked", TriggerMode.SUPPRESS, practice.compare().expected());
        practice.live("update practice.contacts set name = 'Since' where firm_id = 1");
        TableName contacts = Practice.table("contacts");
        TenantUndo.Outlook found = look(practice, "masked", Map.of());
        TenantUndo.Touched touched = Objects.requireNonNull(found.touched().get(contacts));
        assertEquals("practice.contacts: 2 changed, 0 gone", touched.sentence());
        TenantUndo.Row ann = touched.rows().getLast();
        assertTrue(ann.key().matches("#[0-9a-f]{24}"), ann::toString);
        assertEquals("•••", ann.name());
        assertFalse(found.toString().contains("ann@f1"), found::toString);
        TenantUndo.Row plain = found.plain().of(contacts, ann.key()).orElseThrow();
        assertEquals("ann@f1", plain.name());
        var left = look(practice, "masked", Map.of(contacts, Chosen.of(Set.of(ann.key(), "*", "ann@f1"))));
        assertEquals(1, Objects.requireNonNull(left.touched().get(contacts)).count());
    }

    @Test
    void aKeyThatIsAStarStandsForItselfAlone() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                "create table practice.codes (code text primary key, firm_id bigint not null, name text)",
                "insert into practice.codes values ('*', 1, 'All'), ('a', 1, 'A')",
                "grant select, insert, update, delete on practice.codes to practice_writer");
        practice.live("delete from practice.codes");
        practice.restore("star", TriggerMode.SUPPRESS, practice.compare().expected());
        practice.live("update practice.codes set name = 'Since'");
        TableName codes = Practice.table("codes");
        var left = look(practice, "star", Map.of(codes, Chosen.of(Set.of("*"))));
        assertEquals(
                List.of("a"),
                Objects.requireNonNull(left.touched().get(codes)).rows().stream()
                        .map(TenantUndo.Row::key)
                        .toList());
        assertEquals(Map.of(), look(practice, "star", Map.of(codes, Chosen.ALL)).touched());
    }

    private static TenantUndo.Outlook look(Practice practice, String plan, Map<TableName, Chosen> chosen)
            throws BackstayException, InterruptedException, SQLException {
        var order = new TenantUndo.Order(plan, Practice.FIRM, TriggerMode.SUPPRESS, SchemaChoices.NONE, chosen);
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            return new TenantUndo(practice::prover, InstantSource.system())
                    .look(prover, rows.territory().mapping(), order);
        }
    }

    private static TenantUndo.Touched clients(Practice practice, String plan)
            throws BackstayException, InterruptedException, SQLException {
        return Objects.requireNonNull(look(practice, plan, Map.of()).touched().get(Practice.table("clients")));
    }

    private static Practice imported(String plan) throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        ImportResult.Finished there = (ImportResult.Finished)
                practice.restore(plan, TriggerMode.SUPPRESS, practice.compare().expected());
        assertTrue(there.proof().verified(), () -> there.proof().claims().toString());
        return practice;
    }

    private static void refused(Practice practice, Map<TableName, Chosen> chosen, String words) {
        var refused = assertThrows(BackstayException.class, () -> undo(practice, "touched", chosen));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        assertTrue(refused.failure().message().contains(words), refused.failure()::message);
    }

    private static ImportResult undo(Practice practice, String plan, Map<TableName, Chosen> chosen)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection prover = practice.prover()) {
            return new TenantUndo(practice::prover, InstantSource.system())
                    .run(
                            prover,
                            Practice.mapping(),
                            new TenantUndo.Order(plan, Practice.FIRM, TriggerMode.SUPPRESS, SchemaChoices.NONE, chosen),
                            Progress.NONE);
        }
    }

    private static ImportResult.Finished finished(ImportResult result) {
        return assertInstanceOf(ImportResult.Finished.class, result);
    }
}
