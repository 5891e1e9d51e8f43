package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.AssetId;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.report.ComparedSize;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.verdict.Earlier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the cases of a book say of how long restores take.
final class EarlierCasesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final AssetId DB = new AssetId("db");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    @Test
    void onlyWhatWasVerifiedAndTimedCountsAndNeverTheCaseThatAsks() throws Exception {
        try (CaseBook book = CaseBook.open(folder.resolve("cases.db"))) {
            String good = restored(book, DB, QUARTER, true);
            restored(book, DB, null, true);
            restored(book, DB, QUARTER, false);
            restored(book, null, QUARTER, true);
            String empty = book.openCase("t", new Tenant(new TenantId("1"), "Firm"), false, NOW)
                    .id();
            assertEquals(List.of(new Earlier(DB, NOW, QUARTER, 412)), EarlierCases.of(book, empty));
            assertEquals(List.of(), EarlierCases.of(book, good));
            assertEquals(412, EarlierCases.rows(book, good));
            assertNull(EarlierCases.rows(book, empty));
            assertNull(EarlierCases.rows(book, null));
        }
    }

    @Test
    void aCaseIsAsLargeAsItsComparisonFoundLongBeforeItHasAnOutcome() throws Exception {
        try (CaseBook book = CaseBook.open(folder.resolve("cases.db"))) {
            String id = book.openCase("t", new Tenant(new TenantId("1"), "Firm"), false, NOW)
                    .id();
            book.papers().add(id, new Paper(ComparedSize.PAPER, NOW, "Backstay", Json.compact(new ComparedSize(9))));
            book.papers().add(id, new Paper(ComparedSize.PAPER, NOW, "Backstay", Json.compact(new ComparedSize(7))));
            assertEquals(7, EarlierCases.rows(book, id));
        }
    }

    @Test
    void aCaseThatCannotBeReadStopsNoVerdict() throws Exception {
        try (CaseBook book = CaseBook.open(folder.resolve("cases.db"))) {
            restored(book, DB, QUARTER, true);
            String broken = restored(book, DB, QUARTER, true);
            book.papers().add(broken, new Paper(RestoreOutcome.PAPER, NOW, "ada", "{"));
            assertEquals(List.of(new Earlier(DB, NOW, QUARTER, 412)), EarlierCases.of(book, null));
        }
    }

    private static String restored(CaseBook book, @Nullable AssetId asset, @Nullable Duration took, boolean verified)
            throws Exception {
        String id = book.openCase("t", new Tenant(new TenantId("1"), "Firm"), false, NOW)
                .id();
        var intake = new CaseIntake(
                "Firm",
                "1",
                "invoices",
                NOW,
                null,
                "Z",
                null,
                null,
                null,
                null,
                "agentic-labs",
                asset,
                NOW,
                null,
                List.of());
        var outcome = new RestoreOutcome(
                "R-0001",
                verified,
                NOW,
                NOW,
                new IncidentReport.Measured(null, took, 0, null),
                List.of(new IncidentReport.Counts("Invoices", 400, 400, 12, 0, 0)),
                null,
                new IncidentReport.Approval(null, List.of(), null),
                List.of());
        book.papers().add(id, new Paper(CaseIntake.PAPER, NOW, "ada", Json.compact(intake)));
        book.papers().add(id, new Paper(RestoreOutcome.PAPER, NOW, "ada", Json.compact(outcome)));
        return id;
    }
}
