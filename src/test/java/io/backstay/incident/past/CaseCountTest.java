package io.backstay.incident.past;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Punctuality;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.past.Statistics.Held;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.report.RestoreUndone;
import io.backstay.policy.Policies;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted of the cases, and what is not.
final class CaseCountTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Tenant HARROW = new Tenant(new TenantId("t1"), "Harrow");

    @TempDir
    Path folder;

    private final Policies policies = new Policies(null, () -> NOW);
    private CaseBook book;

    @BeforeEach
    void open() throws Exception {
        book = CaseBook.open(folder.resolve("cases.sqlite"));
    }

    @AfterEach
    void close() {
        book.close();
    }

    private String opened(boolean practice, @Nullable Reason reason) throws Exception {
        return opened(practice, reason, "agentic-labs");
    }

    private String opened(boolean practice, @Nullable Reason reason, @Nullable String policy) throws Exception {
        String id = book.openCase("Harrow lost data", HARROW, practice, NOW).id();
        add(
                id,
                CaseIntake.PAPER,
                NOW,
                new CaseIntake(
                        "Harrow", null, null, null, null, "UTC", null, null, reason, null, policy, null, NOW, null,
                        List.of()));
        return id;
    }

    private void add(String id, String kind, Instant at, Record document) throws Exception {
        book.papers().add(id, new Paper(kind, at, "tester", Json.compact(document)));
    }

    /// Hours; null for what was not measured or promised.
    private void ended(String id, int day, @Nullable Integer rpo, @Nullable Integer rto, @Nullable Integer promised)
            throws Exception {
        ended("agentic-labs", id, day, rpo, rto, promised);
    }

    private void ended(
            String policy, String id, int day, @Nullable Integer rpo, @Nullable Integer rto, @Nullable Integer promised)
            throws Exception {
        ended(policy, id, day, rpo, rto, promised, NOW);
    }

    private void ended(
            String policy,
            String id,
            int day,
            @Nullable Integer rpo,
            @Nullable Integer rto,
            @Nullable Integer promised,
            @Nullable Instant committed)
            throws Exception {
        Duration promise = hours(promised);
        Instant at = NOW.plus(Duration.ofDays(day));
        var measured = new IncidentReport.Measured(
                hours(rpo),
                hours(rto),
                0,
                promise == null ? null : new IncidentReport.Promise(policy, "c", "q", promise, promise));
        add(
                id,
                RestoreOutcome.PAPER,
                at,
                new RestoreOutcome(
                        "R-0001",
                        committed != null,
                        at,
                        null,
                        measured,
                        List.of(),
                        new Proof(List.of(), "7", "auditor", committed, 1, 0),
                        new IncidentReport.Approval(null, List.of("Mira"), null),
                        List.of()));
        if (rto != null) {
            add(id, Recovery.ANSWERED, at, new Recovery.Moment(NOW.plus(Duration.ofHours(rto))));
        }
    }

    @Test
    void aRestoreWithoutAnAnswerOrThatWasUndoneKeepsNoPromise() throws Exception {
        String id = opened(false, null);
        ended(id, 9, 1, null, 2);
        assertEquals(
                new Held(0, 0, 0, 1), CaseCount.of(book, policies, NOW).sums().rto());
        add(id, Recovery.ANSWERED, NOW, new Recovery.Moment(NOW.plusSeconds(60)));
        assertEquals(
                new Held(1, 0, 0, 0), CaseCount.of(book, policies, NOW).sums().rto());
        add(id, RestoreUndone.PAPER, NOW, new RestoreUndone("R-0001", NOW.plusSeconds(90)));
        Statistics past = CaseCount.of(book, policies, NOW);
        assertEquals(new Held(0, 0, 0, 1), past.sums().rto());
        assertEquals(new Held(0, 0, 0, 1), past.sums().rpo());
    }

    @Test
    void aRestoreThatWasRolledBackKeepsNoPromiseAndBreaksNone() throws Exception {
        ended("agentic-labs", opened(false, null), 1, 1, null, 2, null);
        Statistics past = CaseCount.of(book, policies, NOW);
        assertEquals(List.of(), past.results());
        assertEquals(new Held(0, 0, 0, 1), past.sums().rpo());
    }

    @Test
    void aRestoreIsHeldAgainstThePolicyOfItsCaseAsInTheReportsOfTheCase() throws Exception {
        String other = opened(false, null, "expansive");
        ended("agentic-labs", other, 1, 1, 1, 2);
        assertEquals(
                new Held(0, 0, 0, 1),
                CaseCount.of(book, policies, NOW).sums().rto(),
                "its clock starts with the disruption, which nobody knows, though the other's starts with the report");
        String later = opened(false, null, "agentic-labs");
        ended(later, 2, 0, 1, null);
        Statistics past = CaseCount.of(book, policies, NOW);
        assertEquals(
                "KEPT KEPT",
                past.results().getLast().rpo().standing() + " "
                        + past.results().getLast().rto().standing(),
                "the restore was held against none, and the case got a policy since");
        String gone = opened(false, null, "gone");
        ended("gone", gone, 3, 1, 1, 2);
        past = CaseCount.of(book, policies, NOW);
        assertEquals(Duration.ofHours(2), past.results().getLast().rpo().promised());
        assertNull(past.results().getLast().rto().measured(), "nobody knows when its clock started");
    }

    private static @Nullable Duration hours(@Nullable Integer hours) {
        return hours == null ? null : Duration.ofHours(hours);
    }

    private void some() throws Exception {
        ended(opened(false, Reason.SECURITY), 9, 24, 25, 24);
        ended(opened(false, Reason.FAILURE, null), 1, 3, null, null);
        ended(opened(false, Reason.FAILURE), 5, null, 7, 8);
        opened(false, null);
        ended(opened(true, Reason.CORRUPTION), 2, 90, 90, 1);
    }

    @Test
    void casesWithoutANumberAreCountedAsSuchAndDrillsAreLeftOut() throws Exception {
        some();
        Statistics past = CaseCount.of(book, policies, NOW);
        assertEquals(4, past.cases());
        assertEquals(1, past.drills());
        assertEquals(new Held(1, 0, 1, 2), past.sums().rpo());
        assertEquals(new Held(1, 1, 0, 2), past.sums().rto());
        assertEquals(
                List.of("Failure 2", "Not said 1", "Security event 1"),
                past.causes().stream()
                        .map(each -> each.name() + " " + each.cases())
                        .toList());
        assertEquals(
                List.of("INC-0002", "INC-0003", "INC-0001"),
                past.results().stream().map(Statistics.Result::caseId).toList());
        String said = String.join("\n", past.sentences());
        assertTrue(said.contains("4 cases; 1 drill is left out."), said);
        assertTrue(said.contains("Loss window (RPO): 1 kept, 0 broken, 1 without a promise, 2 not measured."), said);
    }

    @Test
    void theNewestOutcomeOfACaseHoldsEvenWhenAnOlderOneComesLater() throws Exception {
        String id = opened(false, null);
        ended(id, 9, 1, 1, 2);
        ended(id, 3, 5, 5, 2);
        assertEquals(
                new Held(1, 0, 0, 0), CaseCount.of(book, policies, NOW).sums().rpo());
    }

    @Test
    void everyCaseIsCountedExactlyOnceInEachSum() throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int real = 0;
        for (int i = 0; i < 40; i++) {
            boolean practice = random.nextInt(4) == 0;
            Reason[] all = Reason.values();
            String id = opened(practice, random.nextBoolean() ? null : all[random.nextInt(all.length)]);
            real += practice ? 0 : 1;
            for (int outcomes = random.nextInt(3); outcomes > 0; outcomes--) {
                ended(id, random.nextInt(99), some(random), some(random), some(random));
            }
        }
        Statistics past = CaseCount.of(book, policies, NOW);
        for (Held held : List.of(past.sums().rpo(), past.sums().rto())) {
            assertEquals(real, held.kept() + held.broken() + held.unpromised() + held.unmeasured(), "seed " + seed);
        }
        assertEquals(
                real,
                past.causes().stream().mapToInt(Statistics.CauseCount::cases).sum(),
                "seed " + seed);
        assertEquals(40, past.cases() + past.drills());
    }

    private static @Nullable Integer some(Random random) {
        return random.nextInt(3) == 0 ? null : random.nextInt(400);
    }

    @Test
    void anActionCountsOnceForEachTimeItWasDueAndACorrectedNoteIsNoSecondDeed() throws Exception {
        String id = opened(false, null);
        action(id, "A1", "2026-05-01");
        done(id, "A1", "2026-05-01T23:59:59Z", "2026-05-20");
        done(id, "A1", "2026-05-21T00:00:00Z", null);
        done(id, "A1", "2026-05-22T00:00:00Z", null);
        action(id, "A2", "2026-05-31");
        action(id, "A3", "2026-06-01");
        assertEquals(
                new Punctuality(1, 1, 1, 1),
                CaseCount.of(book, policies, NOW).sums().actions());
    }

    private void action(String id, String action, String due) throws Exception {
        add(id, Action.PAPER, NOW, new Action(action, Action.Kind.CORRECTIVE, "x", "Mira", due));
    }

    private void done(String id, String action, String at, @Nullable String next) throws Exception {
        add(id, Finished.PAPER, NOW, new Finished(action, Instant.parse(at), "Mira", "x", "y", next));
    }

    @Test
    void thePictureIsWellFormedAndMarksBrokenPromisesByShape() throws Exception {
        some();
        Statistics past = CaseCount.of(book, policies, NOW);
        String svg = PastPicture.svg(past);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        // Two strokes for the one broken promise, and two for the key.
        assertEquals(4, svg.split("stroke=\"#cf222e\" stroke-width=\"2\"", -1).length - 1, svg);
        assertTrue(svg.contains(">2026-06-02<") && svg.contains(">2026-06-10<"), svg);
        byte[] png = PastPicture.png(past);
        assertArrayEquals(png, PastPicture.png(past));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(1720, image.getWidth());
        assertEquals(800, image.getHeight());
    }

    @Test
    void aBookWithoutCasesIsDrawnInWords() throws Exception {
        String svg = PastPicture.svg(CaseCount.of(book, policies, NOW));
        assertTrue(svg.contains("No case is counted yet.") && svg.contains("No restore was measured yet."), svg);
    }
}
