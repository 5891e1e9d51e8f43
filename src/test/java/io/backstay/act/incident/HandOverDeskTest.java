package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.restore.PlanDesk;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.codec.Json;
import io.backstay.fixture.Taken;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Action;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.Variant;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.ApprovalRules;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.seal.Ed25519;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whoever takes over reads, over the real books of a state folder.
class HandOverDeskTest {
    @TempDir
    Path folder;

    @Test
    void thePageFollowsTheRestoreAndNamesWhoWaitsForWhat() throws Exception {
        Instant now = Instant.now();
        try (LocalDesk desk = new DeskHome(folder).open()) {
            Incidents incidents = desk.incidents();
            String id = opened(incidents);
            has(incidents, id, "Nothing is restored yet.", "Harrow waits for our next message.");
            incidents.aftermath().plan(id, Action.Kind.RESTORE_TEST, "One firm", "Jonas", LocalDate.of(2020, 1, 2));
            desk.reports().review(id, Variant.AUDITOR);
            has(incidents, id, "waits for Jonas, due 2020-01-02, OVERDUE: One firm", "waits for a review.");
            try (RestoreJournal journal =
                            RestoreJournal.open(folder.resolve("home/restores.db"), InstantSource.system());
                    CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
                String restore = journal.begin("Harrow");
                book.papers().add(id, new Paper("restore", now, "x", "{\"restore\": \"" + restore + "\"}"));
                journal.intent(restore, RestoreStep.STAGE, "p1 to 2026-11-20T17:00:00Z");
                record(audit -> audit.note(
                        Deed.of("restore.intake", "Harrow").inCase(id).inRun(restore)));
                has(incidents, id, restore + ": Stage is under way");
                assertFalse(incidents.handOver(id).contains("Scratch server"), "no process keeps one");
                try (RunLock _ = RunLock.take(PlanDesk.locks(folder.resolve("home")), restore)) {
                    has(incidents, id, "p1 to 2026-11-20T17:00:00Z; it is being made.");
                }
                journal.runs().planned(restore, id, good(now), "");
                has(incidents, id, "not approved", "waits for an approval by a second person.");
                journal.runs().approved(restore, "{}");
                has(incidents, id, "approved; next is 'backstay restore run'", "waits for somebody to carry it out.");
                journal.runs().start(restore);
                has(incidents, id, "and not ended; 'backstay restore resume' goes on with it");
                journal.runs().ended(restore, Run.End.NEEDS_HUMAN, "Look at the rows");
                has(incidents, id, restore + " waits for a person to decide: Look at the rows");
            }
            incidents.note(id, Incidents.Note.RESTORED, "By the provider", null);
            has(incidents, id, "no probe is configured that could show that the service works.");
            incidents.told(id, MessageKind.CLOSING, null);
            has(incidents, id, "Harrow was told that it is over.");
            assertFalse(incidents.handOver(id).contains("waits for our next message"));
        }
    }

    @Test
    void aRestoreOfTheSameNameThatIsOfAnotherCaseIsNotTakenForTheOneOfThisCase() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open();
                RestoreJournal journal =
                        RestoreJournal.open(folder.resolve("home/restores.db"), InstantSource.system());
                CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
            String id = opened(desk.incidents());
            String restore = journal.begin("Somebody else");
            journal.intent(restore, RestoreStep.STAGE, "p1 of another customer");
            book.papers().add(id, new Paper("restore", Instant.now(), "x", "{\"restore\": \"" + restore + "\"}"));
            has(desk.incidents(), id, restore + " runs on another workstation");
            journal.runs().planned(restore, "INC-0099", good(Instant.now()), "");
            has(desk.incidents(), id, restore + " runs on another workstation");
            assertFalse(desk.incidents().handOver(id).contains("waits for an approval"));
        }
    }

    @Test
    void aPlanAndAnApprovalThatHaveExpiredAreNotNextToBeCarriedOut() throws Exception {
        Instant now = Instant.now();
        try (LocalDesk desk = new DeskHome(folder).open();
                RestoreJournal journal =
                        RestoreJournal.open(folder.resolve("home/restores.db"), InstantSource.system());
                CaseBook book = CaseBook.open(folder.resolve("home/cases.db"))) {
            String id = opened(desk.incidents());
            String restore = journal.begin("Harrow");
            book.papers().add(id, new Paper("restore", now, "x", "{\"restore\": \"" + restore + "\"}"));
            journal.runs().planned(restore, id, good(now.minus(Duration.ofHours(3))), "");
            has(desk.incidents(), id, "the plan expired at", "has expired, and waits for somebody to plan again.");
            PlanFile plan = good(now);
            journal.runs().planned(restore, id, plan, "");
            Random random = new Random(7);
            byte[] envelope = Approval.of(
                            plan,
                            Approval.Decision.APPROVED,
                            new ApprovalRules(Duration.ofMinutes(1), Duration.ofMinutes(10)),
                            now.minus(Duration.ofMinutes(20)),
                            random)
                    .sign(Ed25519.signer("mira", Ed25519.make("mira", random).seed()));
            String kept = Json.compact(Map.of("envelope", new String(envelope, StandardCharsets.UTF_8), "by", "mira"));
            journal.runs().approved(restore, kept);
            has(desk.incidents(), id, "the approval expired at", "waits for a new approval");
            assertFalse(desk.incidents().handOver(id).contains("waits for somebody to carry it out"));
        }
    }

    @Test
    void actsWithoutAnEndThatDoNotStandThereAreCounted() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            String id = opened(desk.incidents());
            record(audit -> {
                for (int i = 0; i < 23; i++) {
                    audit.intent(Deed.of("incident.note", "n" + i).inCase(id));
                }
            });
            has(desk.incidents(), id, "has no end in the record: n19", "3 more acts have no end in the record");
            assertFalse(desk.incidents().handOver(id).contains("n20"));
        }
    }

    private static String opened(Incidents incidents) throws Exception {
        Instant now = Instant.now();
        return incidents.open(Taken.intake(now, now, null));
    }

    /// A plan for tests that is good for an hour from then.
    private static PlanFile good(Instant from) {
        Instant at = from.truncatedTo(ChronoUnit.SECONDS);
        RestorePlan plan = SamplePlans.plan(null);
        return PlanFile.of(new RestorePlan(
                plan.format(),
                plan.restore(),
                plan.request(),
                plan.tenant(),
                plan.source(),
                plan.target(),
                plan.rows(),
                plan.choices(),
                plan.files(),
                plan.policy(),
                new RestorePlan.Validity(at, at, at.plus(Duration.ofHours(1))),
                plan.seen()));
    }

    @FunctionalInterface
    private interface Writing {
        void into(AuditLog audit) throws Exception;
    }

    private void record(Writing writing) throws Exception {
        try (AuditLog audit = AuditLog.open(
                folder.resolve("home/audit.db"),
                InstantSource.system(),
                new Who("ada", "responder", "s1"),
                new SplittableRandom(1))) {
            writing.into(audit);
        }
    }

    private static void has(Incidents incidents, String id, String... words) throws Exception {
        String page = incidents.handOver(id);
        for (String each : words) {
            assertTrue(page.contains(each), page);
        }
    }
}
