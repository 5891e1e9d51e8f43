package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class TenantRestoreTest {

    @Test
    void everythingThatWasDeletedComesBackByteForByte() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        SortedMap<String, String> others = practice.contents(practice.live, 2);
        practice.accident();
        ImportResult.Finished finished = practice.restore();
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(0, finished.proof().otherTenantsChanged());
        assertEquals(practice.contents(practice.scratch, 1), practice.contents(practice.live, 1));
        assertEquals(others, practice.contents(practice.live, 2));
        assertEquals(practice.contents(practice.scratch, 3), practice.contents(practice.live, 3));
        try (Connection fresh = practice.prover()) {
            AfterCheck.Result after =
                    AfterCheck.run(fresh, Practice.mapping(), Practice.FIRM, SchemaChoices.NONE, finished);
            assertTrue(after.holds(), () -> after.lines().toString());
            assertTrue(
                    after.lines().contains("Invoices: 30 rows, exactly as the import left them."),
                    () -> after.lines().toString());
        }
    }

    @Test
    void whatTheFirmTypedSinceIsKept() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live(
                "delete from practice.payments where firm_id = 1 and id not in (select last_payment_id from"
                        + " practice.invoices where last_payment_id is not null)",
                "update practice.clients set name = 'Typed again' where id = 1",
                "update practice.clients set updated_at = now() + interval '1 hour' where id = 2",
                "insert into practice.events values (1, 'new', now())",
                "insert into practice.documents values (900, 1, 'new')");
        Comparison.Result result = practice.compare();
        assertEquals(List.of(0L, 1L, 0L, 0L, 9L, 0L), sums(result, "clients"));
        assertEquals(List.of(20L, 0L, 0L, 0L, 10L, 20L), sums(result, "payments"));
        assertEquals(List.of(0L, 0L, 0L, 1L, 5L, 0L), sums(result, "events"));
        assertEquals(List.of(0L, 0L, 0L, 1L, 4L, 0L), sums(result, "documents"));
        assertTrue(practice.restore().proof().verified());
        assertEquals("Typed again", practice.ask("select name from practice.clients where id = 1"));
        assertEquals("6", practice.ask("select count(*) from practice.events where firm_id = 1"));
        assertEquals("30", practice.ask("select count(*) from practice.payments where firm_id = 1"));
    }

    @Test
    void theSamePlanIsCarriedOutOnce() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        Expected expected = practice.compare().expected();
        assertInstanceOf(ImportResult.Finished.class, practice.restore("once", TriggerMode.SUPPRESS, expected));
        practice.live("delete from practice.events where firm_id = 1");
        SortedMap<String, String> before = practice.contents(practice.live, 1);
        ImportResult again = practice.restore("once", TriggerMode.SUPPRESS, expected);
        ImportResult.AlreadyDone done = assertInstanceOf(ImportResult.AlreadyDone.class, again);
        assertEquals(expected.total().inserted(), done.run().rowsInserted());
        assertEquals(before, practice.contents(practice.live, 1));
    }

    @Test
    void theRehearsalAndTheComparisonAgreeAndWriteNothing()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        SortedMap<String, String> before = practice.contents(practice.live, 1);
        ImportResult.Finished rehearsal = practice.rehearse(TriggerMode.SUPPRESS);
        assertEquals(practice.compare().expected(), rehearsal.measured());
        assertTrue(rehearsal.proof().claims().stream().allMatch(Claim::holds));
        assertFalse(rehearsal.proof().verified());
        assertEquals(before, practice.contents(practice.live, 1));
        assertEquals("0", practice.ask("select count(*) from backstay.restore_runs"));
    }

    @Test
    void withTriggersOnWhatTheyWriteIsCountedRehearsedAndProven()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        Expected expected = practice.rehearse(TriggerMode.FIRE).measured();
        assertEquals(new Effect(35, 0, 0), expected.effects().get(Practice.table("audit_log")));
        ImportResult.Finished finished = (ImportResult.Finished) practice.restore("fire", TriggerMode.FIRE, expected);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals("35", practice.ask("select count(*) from practice.audit_log where firm_id = 1"));
        assertEquals(practice.contents(practice.scratch, 2), practice.contents(practice.live, 2));
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
