package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.AssetId;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.restore.Intake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
    void aRestoreIsMeasuredByThePolicyOfTheCaseThatItGoesOnWith() throws Exception {
        assertNull(policy("Invoices"), "nobody took a call");
        taken("1003", "Invoices", false, "tax-agent-portal");
        assertEquals("tax-agent-portal", policy("invoices"));
        assertNull(policy("Jobs"), "that call is about something else");
        restore("R-0001", "Invoices", false);
        assertNull(policy("Invoices"), "it has its restore already");
    }

    private @Nullable String policy(String dataset) throws Exception {
        return new RestoreCase(book, NOW).policy(intake(dataset), false);
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
    void aCaseOfARestoreThatNobodyNamedAPolicyForHasNone() throws Exception {
        String id = new RestoreCase(book, NOW).of(intake("Invoices"), "R-0001", "t", false, null);
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        assertNotNull(paper);
        assertNull(Json.parse("the intake", paper.document(), CaseIntake.class).policy());
    }

    private String taken(String tenant, String dataset, boolean practice) throws Exception {
        return taken(tenant, dataset, practice, "agentic-labs");
    }

    private String taken(String tenant, String dataset, boolean practice, String policy) throws Exception {
        String id = book.openCase("t", new Tenant(new TenantId(tenant), "n"), practice, NOW)
                .id();
        var intake = new CaseIntake(
                "n", tenant, dataset, NOW, null, "Z", null, null, null, null, policy, null, NOW, null, List.of());
        book.papers().add(id, new Paper(CaseIntake.PAPER, NOW, "jonas", Json.compact(intake)));
        return id;
    }

    private String restore(String id, String dataset, boolean practice) throws Exception {
        return new RestoreCase(book, NOW).of(intake(dataset), id, "t", practice, "agentic-labs");
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
