package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.estate.Tenant;
import io.backstay.fixture.Child;
import io.backstay.fixture.CuttingProxy;
import io.backstay.lab.Lab;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.approve.ApprovalRules;
import io.backstay.restore.approve.People;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/// A process that runs a plan on a real lab is killed at the boundaries of its journal; whoever takes the run up
/// goes on with it, and there is one effect, the same as without the kill.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunKillTest {
    private static final long SEED = 20_261_127L;

    /// Committed but not told: the first boundary behind the commit.
    private static final int COMMITTED = 8;

    /// The writes of a run; behind the last one it has ended.
    private static final int WRITES = 11;

    private static final String ENDED = WRITES + "+";

    /// Begun; written but not proven; proven but not committed; committed but not told; looked back but not ended;
    /// ended but its scratch server still up.
    private static final List<String> TELLING = List.of("1+", "7", "7+", "8", "11", ENDED);

    private RunLab lab;
    private Tenant firm;
    private FirmRows rows;
    private String undisturbed;

    @BeforeAll
    void begin() throws Exception {
        lab = new RunLab("backstay-runs-", SEED);
        Lab.Story story = lab.lab().happen(Progress.NONE);
        firm = story.accident().firm();
        rows = new FirmRows(lab, firm);
        lose();
        Choices choices = Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE);
        RestorePlan plan = lab.plan(firm, story.accident().justBefore(), null, choices);
        assertTrue(plan.rowsToInsert() > 100, "there is too little to bring back");
        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        try (var ground = lab.ground(home, 0)) {
            assertTrue(ground.runs()
                    .run(ground.runs().plan(run), List.of(), Progress.NONE)
                    .holds());
            assertEquals("DONE", ground.runs().status(run).state());
            undisturbed = ended(ground, run);
        }
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void aRunThatIsKilledWhereItsStateChangesIsTakenUpWithOneEffect() throws Exception {
        for (String boundary : TELLING) {
            killed(boundary);
        }
    }

    @Test
    @Tag("deep")
    void aRunThatIsKilledAtAnyBoundaryIsTakenUpWithOneEffect() throws Exception {
        for (int write = 1; write <= WRITES; write++) {
            killed(Integer.toString(write));
            killed(write + "+");
        }
    }

    private void killed(String boundary) throws Exception {
        lose();
        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        try (Child child = lab.child(home, run, boundary)) {
            child.begin();
            child.expect("at " + boundary);
            try (var ground = lab.ground(home, 0)) {
                String code = boundary.equals(ENDED) ? "RUN-DONE" : "RUN-ELSEWHERE";
                assertRefused(code, () -> ground.runs().resume(run, Progress.NONE), boundary);
            }
            child.kill();
        }
        boolean committed = Integer.parseInt(boundary.replace("+", "")) >= COMMITTED;
        assertEquals(committed ? 1 : 0, registered(), () -> "killed at " + boundary);
        try (var ground = lab.ground(home, 0)) {
            if (boundary.equals(ENDED)) {
                assertEquals("DONE", ground.runs().status(run).state());
            } else {
                assertTrue(takenUp(ground.runs(), run, boundary).holds(), boundary);
            }
            assertEquals(undisturbed, ended(ground, run), () -> "killed at " + boundary);
            assertRefused("RUN-DONE", () -> ground.runs().resume(run, Progress.NONE), boundary);
        }
        assertEquals(List.of(), servers(home), () -> "scratch servers stayed after a kill at " + boundary);
    }

    private static Runs.Outcome takenUp(Runs runs, String run, String boundary)
            throws BackstayException, InterruptedException {
        if (!runs.status(run).state().equals("APPROVED")) {
            return runs.resume(run, Progress.NONE);
        }
        assertRefused("RUN-NOT-STARTED", () -> runs.resume(run, Progress.NONE), boundary);
        return runs.run(runs.plan(run), List.of(), Progress.NONE);
    }

    @Test
    void aCommittedRunIsFinishedAlsoWhenTheApproversKeyWasRevokedSince() throws Exception {
        lose();
        Path home = lab.home();
        Path trust = Files.createDirectories(home.resolve("trust"));
        PlanFile file = lab.next();
        var random = new SplittableRandom(SEED);
        Signer mira = Ed25519.signer("mira", Ed25519.make("mira", random).seed());
        Instant now = InstantSource.system().instant();
        var known = new People.Known(mira.key().encoded(), "mira", now, "jonas", null, null);
        var people = new People(List.of(known));
        people.write(trust);
        Files.writeString(
                home.resolve("roles.json"),
                "{\"format\": \"backstay-roles/1\", \"people\": {\"mira\": \"approver\"}, \"others\": \"viewer\"}");
        Path approval = home.resolve("mira.approval.json");
        Files.write(
                approval,
                Approval.of(file, Approval.Decision.APPROVED, ApprovalRules.USUAL, now, random)
                        .sign(mira));
        String run;
        try (var ground = lab.ground(home, 0)) {
            run = ground.desk().takeIn(file).restore();
            try (var guided =
                    ground.desk().reopen(ground.journal().runs().find(run).orElseThrow())) {
                guided.approve(approval, Progress.NONE);
            }
        }
        try (Child child = lab.child(home, run, Integer.toString(COMMITTED))) {
            child.begin();
            child.expect("at " + COMMITTED);
            child.kill();
        }
        assertEquals(1, registered());
        people.revoking(mira.key().fingerprint(), "stolen", now).write(trust);
        try (var ground = lab.ground(home, 0)) {
            assertTrue(ground.runs().resume(run, Progress.NONE).holds());
            assertEquals(undisturbed, ended(ground, run));
            Path report = ground.report(ground.runs().status(run).caseId());
            assertTrue(Files.readString(report).contains("mira"), "the report does not say who approved");
        }
    }

    @Test
    void twoProcessesWithOneRunHaveOneEffect() throws Exception {
        lose();
        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        assertOne(race(List.of(home, home), List.of(run, run)), List.of("RUN-ELSEWHERE", "RUN-STARTED", "RUN-DONE"));
        assertEquals(1, registered());
    }

    @Test
    void twoWorkstationsWithOnePlanHaveOneEffect() throws Exception {
        lose();
        Path one = lab.home();
        Path two = lab.home();
        PlanFile file = lab.next();
        assertOne(
                race(List.of(one, two), List.of(lab.approved(one, file), lab.approved(two, file))),
                List.of("conflict", "RUN-DONE", "ROWS-CHANGED"));
        assertEquals(1, registered());
    }

    @Test
    void aCommitWhoseAnswerIsLostIsDecidedByItsRowInLive() throws Exception {
        for (CuttingProxy.Cut cut : CuttingProxy.Cut.values()) {
            lose();
            Path home = lab.home();
            String run = lab.approved(home, lab.next());
            int port = lab.site(0).writer().port();
            try (var proxy = new CuttingProxy(port, cut);
                    var ground = lab.ground(home, proxy.port())) {
                PlanFile file = ground.runs().plan(run);
                if (cut == CuttingProxy.Cut.BEFORE_THE_SERVER_HEARS) {
                    assertThrows(BackstayException.class, () -> ground.runs().run(file, List.of(), Progress.NONE));
                    assertEquals(0, registered());
                    assertTrue(ground.runs().resume(run, Progress.NONE).holds());
                } else {
                    assertTrue(ground.runs().run(file, List.of(), Progress.NONE).holds(), cut::toString);
                }
                assertTrue(proxy.hasCut(), "nothing was cut");
                assertEquals(undisturbed, ended(ground, run), cut::toString);
            }
        }
    }

    @Test
    void otherFirmsGoOnWritingDuringAnImportAndDoNotConfuseItsProof() throws Exception {
        lose();
        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        var writing = new OtherWriter(lab.site(0).own().superuser(), firm.id());
        Thread writer = Thread.startVirtualThread(writing);
        try (var ground = lab.ground(home, 0)) {
            List<String> seen = new ArrayList<>();
            Progress progress = new Progress() {
                @Override
                public void step(String name) {
                    if (name.startsWith("Writing the rows") || name.startsWith("Proving")) {
                        seen.add(name);
                        writing.awaitMore(5);
                    }
                }

                @Override
                public void advance(long done, long total) {
                    // Only steps count here.
                }
            };
            Runs.Outcome outcome = ground.runs().run(ground.runs().plan(run), List.of(), progress);
            assertTrue(outcome.holds(), () -> outcome.proof().toString());
            assertEquals(0, outcome.proof().otherTenantsChanged());
            assertEquals(2, seen.size(), "the others did not write while rows were written and proven");
        } finally {
            writing.stop();
            writer.join();
        }
        assertEquals(List.of(), writing.troubles());
    }

    private List<String> race(List<Path> homes, List<String> runs) throws Exception {
        List<String> ends = new ArrayList<>();
        try (Child first = lab.child(homes.getFirst(), runs.getFirst(), "0");
                Child second = lab.child(homes.getLast(), runs.getLast(), "0")) {
            first.begin();
            second.begin();
            ends.add(Objects.requireNonNull(first.line()));
            ends.add(Objects.requireNonNull(second.line()));
        }
        return ends;
    }

    private static void assertOne(List<String> ends, List<String> refusals) {
        assertEquals(1, ends.stream().filter("holds true"::equals).count(), ends::toString);
        assertTrue(ends.stream().anyMatch(end -> refusals.contains(end.replace("refused ", ""))), ends::toString);
    }

    private void lose() throws Exception {
        rows.lose();
    }

    /// What a person finds afterwards: the firm's rows, the sequences, one row in the registry, how each step
    /// ended.
    private String ended(RunGround ground, String run) throws Exception {
        List<String> found = new ArrayList<>(List.of(rows.own()));
        found.add("registered " + registered());
        Runs.View view = ground.runs().status(run);
        found.add(view.state());
        assertFalse(view.steps().isEmpty());
        assertTrue(view.steps().stream().allMatch(step -> step.outcome() != null), "a step stayed open");
        assertTrue(Files.exists(ground.report(view.caseId())), "there is no report");
        return String.join("\n", found);
    }

    private long registered() throws Exception {
        return rows.registered();
    }

    private static List<String> servers(Path home) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(home.toString()) && !command.contains("java"))
                .toList();
    }

    private static void assertRefused(String code, Executable act, String where) {
        assertEquals(
                code,
                assertThrows(BackstayException.class, act, where).failure().code(),
                where);
    }
}
