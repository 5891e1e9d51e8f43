package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.AssetId;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.policy.Policies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a case when its report is made final.
final class CaseStoriesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aFinalReportHasTheActsOnTheDatabaseThatAreNewerThanThoseThatNameTheCase() throws Exception {
        var who = new Who("ada", "responder", "s1");
        try (CaseBook book = CaseBook.open(folder.resolve("cases.db"));
                var audit = AuditLog.open(folder.resolve("audit.db"), () -> NOW, who, new SplittableRandom(1))) {
            String id = book.openCase("t", new Tenant(new TenantId("1003"), "Firm"), false, NOW)
                    .id();
            book.papers().add(id, new Paper(CaseIntake.PAPER, NOW, "ada", Json.compact(intake())));
            audit.note(Deed.of("incident.note", "n").inCase(id));
            audit.note(Deed.of("backup.base", "crm-db"));
            var stories = new CaseStories(book, audit, new Policies(null, () -> NOW));
            List<CaseEntry> open = stories.of(id, null, NOW).kept().timeline();
            assertEquals(
                    List.of("backup.base: crm-db"),
                    open.stream().map(CaseEntry::sentence).toList());
            var cut = stories.cut(id, NOW);
            audit.note(Deed.of("backup.base", "crm-db"));
            assertEquals(open, stories.of(id, cut, NOW).kept().timeline());
        }
    }

    private static CaseIntake intake() {
        return new CaseIntake(
                "Firm",
                "1003",
                "invoices",
                NOW,
                null,
                "Z",
                null,
                null,
                null,
                null,
                "agentic-labs",
                new AssetId("crm-db"),
                NOW,
                null,
                List.of());
    }
}
