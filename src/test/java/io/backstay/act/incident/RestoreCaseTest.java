package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.report.RestoreUndone;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreCaseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Tenant FIRM = new Tenant(new TenantId("1003"), "Harrow & Finch");

    @TempDir
    Path folder;

    private CaseBook book;

    @BeforeEach
    void open() throws Exception {
        book = CaseBook.open(folder.resolve("cases.db"));
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void aRestoreGoesOnWithTheCaseThatWasTakenInForItOnce() throws Exception {
        String other = taken("1004", "Invoices", false);
        String waiting = taken("1003", "invoices", false);
        assertEquals("INC-0002", waiting);
        assertEquals(waiting, restore("R-0001", "Invoices", false));
        assertEquals("INC-0003", restore("R-0002", "Invoices", false), "it has its restore already");
        assertEquals("INC-0004", restore("R-0003", "Invoices", true), "practice stays apart");
        assertEquals("INC-0005", restore("R-0004", "Jobs", false));
        assertEquals("INC-0001", other);
    }

    @Test
    void aCaseWhoseNewestRestoreWasUndoneIsGoneOnWith() throws Exception {
        String waiting = taken("1003", "invoices", false);
        assertEquals(waiting, restore("R-0001", "Invoices", false));
        undone(waiting, "R-0001");
        assertEquals(waiting, restore("R-0002", "Invoices", false));
        assertEquals("INC-0002", restore("R-0003", "Invoices", false), "the newest of that case is not undone");
    }

    private void undone(String id, String restore) throws Exception {
        var paper = new Paper(RestoreUndone.PAPER, NOW, "Backstay", Json.compact(new RestoreUndone(restore, NOW)));
        book.papers().add(id, paper);
    }

    @Test
    void aRestoreIsMeasuredByThePolicyOfTheCaseThatItGoesOnWith() throws Exception {
        assertNull(policy("Invoices"), "nobody took a call");
        taken("1003", "Invoices", false, "tax-agent-portal");
        assertEquals("tax-agent-portal", policy("invoices"));
        assertNull(policy("Jobs"), "that call is about something else");
        restore("R-0001", "Invoices", false);
        assertNull(policy("Invoices"), "it has its restore already");
    }

    private @Nullable String policy(String dataset) throws Exception {
        return new RestoreCase(book, NOW, null).policy(intake(dataset), false);
    }

    @Test
    void aCaseThatIsClosedIsNotGoneOnWith() throws Exception {
        String closed = taken("1003", "Invoices", false);
        book.closeCase(closed, CaseState.NOT_RESTORED, null, NOW);
        assertEquals("INC-0002", restore("R-0001", "Invoices", false));
    }

    @Test
    void aCaseThatARestoreOpensHasItsIntake() throws Exception {
        String id = restore("R-0001", "Invoices", false);
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        assertNotNull(paper);
        CaseIntake intake = Json.parse("intake", paper.document(), CaseIntake.class);
        assertEquals("Harrow & Finch", intake.firm());
        assertEquals("Australia/Melbourne", intake.zone());
        assertEquals("agentic-labs", intake.policy());
        assertEquals(NOW, intake.reportedAt());
    }

    @Test
    void aRestoreBecomesPartOfTheCaseThatWasNamedAndCompletesItsIntake() throws Exception {
        taken("1003", "Invoices", false);
        String named = taken(null, "everything", false, "tax-agent-portal");
        assertEquals(
                "tax-agent-portal", new RestoreCase(book, NOW, named).policy(intake("Invoices"), false), "its policy");
        assertEquals(named, restore("R-0001", "Invoices", false, named), "in whatever words the data is named");
        CaseIntake completed = newest(named);
        assertEquals("1003", completed.tenant());
        assertEquals(new AssetId("db"), completed.asset());
        assertEquals("everything", completed.dataset(), "what the caller said stays");
        assertEquals(named, restore("R-0002", "Invoices", false, named), "a second attempt belongs there too");
    }

    @Test
    void whatTheCallLeftOpenIsTakenFromTheRestoreAndWhatItSaidStays() throws Exception {
        String named = taken(null, null, false, null);
        restore("R-0001", "Invoices", false, named);
        CaseIntake completed = newest(named);
        assertEquals("Invoices", completed.dataset());
        assertEquals(NOW, completed.about());
        assertEquals(Duration.ofMinutes(5), completed.uncertainty());
        assertEquals("agentic-labs", completed.policy(), "promise and clock are of one policy");
        String said = taken("1003", "Jobs", false, "tax-agent-portal");
        restore("R-0002", "Invoices", false, said);
        assertEquals(Duration.ZERO, newest(said).spread());
        assertEquals("tax-agent-portal", newest(said).policy());
    }

    @Test
    void aCaseThatIsCertainlyAnotherIsRefusedWithWhatIsWrong() throws Exception {
        String other = taken("1004", "Invoices", false);
        assertTrue(refused(other, false).contains("is about the tenant 1004, and 1003 is to be restored"));
        String live = taken(null, "Invoices", false, "agentic-labs");
        assertTrue(refused(live, true).contains("is no drill"));
        book.closeCase(live, CaseState.NOT_RESTORED, null, NOW);
        assertTrue(refused(live, false).contains(live + " is over"));
        assertTrue(refused("INC-0099", false).contains("INC-0099"));
        assertEquals(2, book.list().size(), "no case was opened instead");
    }

    @Test
    void aCaseOfAnotherDatabaseDoesNotWaitForThisRestoreAndIsRefusedWhereItWasNamed() throws Exception {
        String billing = taken("1003", "Invoices", false);
        CaseIntake asked = newest(billing).in(new AssetId("billing"));
        book.papers().add(billing, new Paper(CaseIntake.PAPER, NOW, "jonas", Json.compact(asked)));
        assertEquals("INC-0002", restore("R-0001", "Invoices", false));
        assertTrue(refused(billing, false).contains("is about the database billing, and db is to be restored"));
    }

    private String refused(String named, boolean practice) {
        return assertThrows(BackstayException.class, () -> restore("R-0001", "Invoices", practice, named))
                .failure()
                .message();
    }

    @Test
    void theTenantOfACorrectedIntakeIsTheOneThatWaits() throws Exception {
        String corrected = taken(null, "Invoices", false, "agentic-labs");
        book.papers()
                .add(
                        corrected,
                        new Paper(
                                CaseIntake.PAPER,
                                NOW,
                                "jonas",
                                Json.compact(intake("1003", "Invoices", "agentic-labs"))));
        assertEquals(corrected, restore("R-0001", "Invoices", false));
    }

    private CaseIntake newest(String id) throws Exception {
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        assertNotNull(paper);
        return Json.parse("intake", paper.document(), CaseIntake.class);
    }

    @Test
    void aCaseOfARestoreThatNobodyNamedAPolicyForHasNone() throws Exception {
        String id = new RestoreCase(book, NOW, null)
                .of(intake("Invoices"), "R-0001", "t", false, null)
                .caseId();
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        assertNotNull(paper);
        assertNull(Json.parse("the intake", paper.document(), CaseIntake.class).policy());
    }

    private String taken(String tenant, String dataset, boolean practice) throws Exception {
        return taken(tenant, dataset, practice, "agentic-labs");
    }

    private String taken(@Nullable String tenant, @Nullable String dataset, boolean practice, @Nullable String policy)
            throws Exception {
        var key = new TenantId(Objects.requireNonNullElse(tenant, "?"));
        String id = book.openCase("t", new Tenant(key, "n"), practice, NOW).id();
        book.papers().add(id, new Paper(CaseIntake.PAPER, NOW, "jonas", Json.compact(intake(tenant, dataset, policy))));
        return id;
    }

    @Test
    void aFileWhoseRestoreHasNoNameIsNotTaken() throws Exception {
        var damaged = new Paper("restore", NOW, "jonas", "{\"restore\": 5}");
        assertThrows(BackstayException.class, () -> CaseRecord.require(damaged));
        CaseRecord.require(new Paper("restore", NOW, "jonas", "{\"restore\": \"R-0001\"}"));
    }

    private static CaseIntake intake(@Nullable String tenant, @Nullable String dataset, @Nullable String policy) {
        Instant about = dataset == null ? null : NOW;
        return new CaseIntake(
                "n", tenant, dataset, about, null, "Z", null, null, null, null, policy, null, NOW, null, List.of());
    }

    private String restore(String id, String dataset, boolean practice) throws Exception {
        return restore(id, dataset, practice, null);
    }

    private String restore(String id, String dataset, boolean practice, @Nullable String named) throws Exception {
        return new RestoreCase(book, NOW, named)
                .of(intake(dataset), id, "t", practice, "agentic-labs")
                .caseId();
    }

    private static Intake intake(String dataset) {
        return new Intake(
                new AssetId("db"),
                null,
                FIRM,
                dataset,
                NOW,
                Duration.ofMinutes(5),
                ZoneId.of("Australia/Melbourne"),
                "Priya",
                "called back",
                NOW);
    }
}
