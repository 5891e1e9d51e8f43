package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.TenantId;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CaseState;
import io.backstay.incident.timeline.RecordedAct;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Acts of a case in a record that is longer than anybody reads.
final class CaseActsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final int OWN = 2_100;

    @TempDir
    Path folder;

    @Test
    void whatIsAcceptedOfItsPolicyWhileTheCaseIsOpenStandsInItAndNothingOfAnother() throws Exception {
        var file = new CaseFile(
                "INC-0001", "t", new Tenant(new TenantId("1003"), "Firm"), false, CaseState.OPEN, NOW, null, null);
        var who = new Who("ada", "approver", "s1");
        try (var audit = AuditLog.open(folder.resolve("audit.db"), () -> NOW, who, new SplittableRandom(1))) {
            audit.note(Deed.of("policy.accept", "expansive").with("reason", "until the move"));
            audit.note(Deed.of("policy.withdraw", "agentic-labs"));
            audit.note(Deed.of("policy.withdraw", "expansive-2"));
            var keys = new CaseActs.Keys(file, NOW, null, "expansive");
            List<RecordedAct> acts = CaseActs.of(audit, keys);
            assertEquals(
                    List.of("policy.accept expansive"),
                    acts.stream().map(act -> act.act() + " " + act.target()).toList());
            assertEquals(List.of(), CaseActs.of(audit, new CaseActs.Keys(file, NOW.plusSeconds(1), null, "expansive")));
            assertEquals(List.of(), CaseActs.of(audit, new CaseActs.Keys(file, NOW, null, null)));
        }
    }

    @Test
    void aCaseThatWentOnAfterItsReportKeepsEveryActThatTheReportHad() throws Exception {
        var file = new CaseFile(
                "INC-0001", "t", new Tenant(new TenantId("1003"), "Firm"), false, CaseState.OPEN, NOW, null, null);
        var keys = new CaseActs.Keys(file, NOW, "crm-db", "expansive");
        var who = new Who("ada", "responder", "s1");
        try (var audit = AuditLog.open(folder.resolve("audit.db"), () -> NOW, who, new SplittableRandom(1))) {
            audit.intent(Deed.of("incident.open", "Firm")).outcome(AuditEntry.Outcome.DONE, Map.of("case", "INC-0001"));
            audit.note(Deed.of("backup.base", "crm-db"));
            for (int i = 0; i < OWN; i++) {
                audit.note(Deed.of("incident.note", "n" + i).inCase("INC-0001"));
            }
            List<RecordedAct> then = CaseActs.of(audit, keys, OWN + 2);
            assertEquals(OWN + 2, then.size());
            for (int i = 0; i < OWN; i++) {
                audit.note(Deed.of("incident.note", "later " + i).inCase("INC-0001"));
            }
            assertEquals(then, CaseActs.of(audit, keys, OWN + 2), "as it stood then");
            assertEquals(2 * OWN + 2, CaseActs.of(audit, keys).size());
        }
    }
}
