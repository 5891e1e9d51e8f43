package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// Every way in which an import could touch somebody else, planted on purpose: each must be seen, and undone.
final class TenantProofTest {
    private static final String INTO_FIRM_2 = "insert into practice.documents values (999, 2, 'planted');";

    @Test
    void aPlantedTriggerThatWritesIntoAnotherFirmIsSeenAndUndone()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", INTO_FIRM_2);
        Proof proof = refuted(practice);
        assertEquals(1, proof.otherTenantsChanged());
        assertEquals(
                List.of(
                        "Rows inserted",
                        "Other firms' rows changed",
                        "Firm of every written row",
                        "Row-set digest",
                        "Side effects"),
                broken(proof));
    }

    @Test
    void aTriggerThatHidesBehindAnExceptionBlockIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", "begin " + INTO_FIRM_2 + " exception when others then end;");
        assertEquals(1, refuted(practice).otherTenantsChanged());
    }

    @Test
    void aTriggerThatWaitsForTheCommitIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("constraint trigger planted after insert", INTO_FIRM_2);
        assertEquals(1, refuted(practice).otherTenantsChanged());
    }

    @Test
    void aTriggerThatStopsTheCountingIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted before insert", "set local track_counts = off; " + INTO_FIRM_2);
        assertEquals(1, refuted(practice).otherTenantsChanged());
    }

    @Test
    void rowsOfAnotherFirmThatGoByACascadeAreCounted() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant(
                "trigger planted after insert",
                "set local session_replication_role = origin; delete from practice.invoice_lines where id in (select"
                        + " line_id from practice.line_notes n join practice.invoice_lines l on l.id = n.line_id"
                        + " join practice.invoices i on i.id = l.invoice_id where i.firm_id = 2 limit 1);");
        Proof proof = refuted(practice);
        assertEquals(3, proof.otherTenantsChanged());
        assertTrue(broken(proof).contains("Rows deleted"));
    }

    @Test
    void rowsOfAnotherFirmThatAreChangedAreCounted() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", "update practice.clients set name = 'x' where firm_id = 2;");
        Proof proof = refuted(practice);
        assertEquals(10, proof.otherTenantsChanged());
        assertTrue(broken(proof).contains("Rows updated"));
    }

    @Test
    void aWriteToASharedTableOrOutsideTheMappingIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant(
                "trigger planted after insert",
                "update practice.tax_codes set rate = 11; update elsewhere.counter set n = n + 1;");
        Proof proof = refuted(practice);
        assertEquals(0, proof.otherTenantsChanged());
        assertEquals("3", claim(proof, "Shared rows changed").measured());
    }

    @Test
    void aTriggerThatChangesTheRestoredRowIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted before insert", "new.name := 'changed';");
        assertEquals(List.of("Row-set digest"), broken(refuted(practice)));
    }

    @Test
    void aTriggerThatChangesTheSchemaIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant(
                "trigger planted after insert", "execute 'create policy other on practice.documents using (true)';");
        assertEquals(List.of("Side effects"), broken(refuted(practice)));
    }

    @Test
    void aTruncatedTableIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", "truncate elsewhere.counter;");
        assertEquals(List.of("Side effects"), broken(refuted(practice)));
    }

    @Test
    void aTriggerThatLeavesTheRestrictedRoleIsSeen() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", "");
        practice.live(
                "create or replace function practice.planted() returns trigger language plpgsql as"
                        + " $$ begin reset role; return new; end $$",
                "grant insert on all tables in schema practice to practice_prover");
        assertEquals(List.of("Side effects"), broken(refuted(practice)));
    }

    @Test
    void withTriggersOnARehearsalDoesNotApproveWritesToOthers()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant("trigger planted after insert", INTO_FIRM_2);
        practice.accident();
        Proof proof = practice.rehearse(TriggerMode.FIRE).proof();
        assertEquals(1, proof.otherTenantsChanged());
        assertEquals(List.of("Other firms' rows changed", "Firm of every written row"), broken(proof));
    }

    @Test
    void whatATriggerWritesForTheFirmUnderAnIdOfItsOwnCountsOnce()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.plant(
                "trigger planted after insert",
                "begin insert into practice.documents values (998, 1, 'planted'); exception when others then end;");
        practice.accident();
        ImportResult.Finished finished = practice.rehearse(TriggerMode.FIRE);
        assertEquals(List.of(), broken(finished.proof()));
        TableName documents = Practice.table("documents");
        assertEquals(new Effect(5, 0, 0), finished.measured().effects().get(documents));
        RowSet left = finished.after().get(documents);
        assertNotNull(left);
        assertEquals(5, left.rows());
    }

    @Test
    void provingAsARoleThatRowLevelSecurityBlindsIsRefused()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("grant select, insert on backstay.restore_runs to practice_writer");
        practice.live("grant usage on schema backstay to practice_writer");
        try (Connection writer = practice.live
                        .as("practice_writer", Secrets.source("write"))
                        .open("test writer");
                TenantRows rows = practice.rows()) {
            var refused = assertThrows(
                    BackstayException.class,
                    () -> practice.importer().rehearse(writer, Question.of(rows), TriggerMode.SUPPRESS, Progress.NONE));
            assertInstanceOf(Failure.Refused.class, refused.failure());
            assertTrue(
                    refused.failure().message().contains("proves nothing"),
                    refused.failure().message());
            // Such a role counts none of another firm's four documents: its zero would be worth nothing.
            try (Statement statement = writer.createStatement()) {
                statement.execute("set app.firm = '1'");
                var answer = statement.executeQuery("select count(*) from practice.documents where firm_id = 2");
                assertTrue(answer.next());
                assertEquals(0, answer.getInt(1));
            }
        }
        assertEquals("4", practice.ask("select count(*) from practice.documents where firm_id = 2"));
    }

    @Test
    void aWriterThatRowLevelSecurityDoesNotHoldIsRefused()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("alter table practice.events owner to practice_writer");
        var refused = assertThrows(BackstayException.class, () -> practice.rehearse(TriggerMode.SUPPRESS));
        assertTrue(
                refused.failure().message().contains("owns practice.events"),
                refused.failure().message());
    }

    @Test
    void aLiveThatChangedSinceThePlanIsNotWrittenTo() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        Expected expected = practice.compare().expected();
        practice.live("insert into practice.firms values (1, 'typed again', null)");
        var refused =
                assertThrows(BackstayException.class, () -> practice.restore("late", TriggerMode.SUPPRESS, expected));
        assertInstanceOf(Failure.Conflict.class, refused.failure());
        practice.live("alter table practice.firms disable row level security");
        assertThrows(BackstayException.class, () -> practice.restore("late", TriggerMode.SUPPRESS, expected));
        assertEquals("0", practice.ask("select count(*) from practice.events where firm_id = 1"));
    }

    @Test
    void anErrorNamesTheTableAndNoValue() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live("alter table practice.clients add constraint no_three check (name <> 'Client 3') not valid");
        practice.accident();
        var refused = assertThrows(BackstayException.class, practice::restore);
        assertTrue(
                refused.failure().message().contains("practice.clients, constraint no_three"),
                refused.failure().message());
        StringBuilder said = new StringBuilder();
        for (Throwable at = refused; at != null; at = at.getCause()) {
            said.append(at.getMessage());
        }
        assertFalse(said.toString().contains("Client 3"), said.toString());
        assertEquals("0", practice.ask("select count(*) from practice.firms where id = 1"));
    }

    private static Proof refuted(Practice practice) throws BackstayException, InterruptedException, SQLException {
        SortedMap<String, String> two = practice.contents(practice.live, 2);
        practice.accident();
        Proof proof = practice.restore().proof();
        assertNull(proof.committedAt());
        assertFalse(proof.verified());
        assertEquals(two, practice.contents(practice.live, 2));
        assertEquals("0", practice.ask("select count(*) from practice.firms where id = 1"));
        assertEquals("0", practice.ask("select count(*) from backstay.restore_runs"));
        return proof;
    }

    private static List<String> broken(Proof proof) {
        return proof.claims().stream()
                .filter(claim -> !claim.holds())
                .map(Claim::name)
                .toList();
    }

    private static Claim claim(Proof proof, String name) {
        return proof.claims().stream()
                .filter(claim -> claim.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
