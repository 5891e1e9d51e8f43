package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.fixture.Child;
import io.backstay.lab.story.Corruption;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.environment.Check;
import io.backstay.restore.plan.RestorePlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// A plan that was compared three ways is run by another process than the one that compared, and gone on with by a
/// third: each recovers the damaged side again, and mends what was chosen and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreeWayRunTest {
    private static final long SEED = 20_261_126L;

    /// Proven but not committed: whoever ran the plan has measured what it says, and so must whoever goes on.
    private static final String PROVEN = "7+";

    private RunLab lab;
    private Corruption corruption;

    @BeforeAll
    void begin() throws Exception {
        lab = new RunLab("backstay-three-", SEED);
        corruption = lab.lab().mishaps().corrupt(Progress.NONE);
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void aPlanOfThreeSidesIsRunAndResumedByOtherProcesses() throws Exception {
        RestorePlan plan =
                lab.plan(corruption.firm(), corruption.justBefore(), corruption.endedAt(), MendedValues.choices());
        assertEquals(0, plan.rowsToInsert(), "nothing was deleted");
        assertNotEquals(0, plan.rowsToUpdate(), "there is nothing to mend");
        assertNotEquals(List.of(), wrong(), "nothing is wrong before the run");

        Path home = lab.home();
        String run = lab.approved(home, lab.next());
        try (Child child = lab.child(home, run, PROVEN)) {
            child.begin();
            child.expect("at " + PROVEN);
            child.kill();
        }
        assertNotEquals(List.of(), wrong(), "it was committed before it was told");
        try (var ground = lab.ground(home, 0)) {
            Runs.Outcome outcome = ground.runs().resume(run, Progress.NONE);
            assertTrue(outcome.holds(), outcome::toString);
            assertEquals(0, outcome.proof().otherTenantsChanged());
            assertEquals("DONE", ground.runs().status(run).state());
        }
        assertEquals(List.of(), wrong());
    }

    @Test
    void aSideWhoseRowsCannotBeFoundLeavesTheOtherFitForAnotherLook() throws Exception {
        var point = new PointId("base-0001");
        try (var restore = new TenantRestore("R-0099", lab.site(0), corruption.firm(), InstantSource.system())) {
            restore.stage(point, corruption.justBefore(), Progress.NONE);
            ScratchServer damaged = restore.stageDamaged(point, corruption.endedAt(), Progress.NONE);
            execute(damaged, "alter table practice.firms rename to firms_away");
            assertThrows(BackstayException.class, () -> restore.compare(Progress.NONE));
            execute(damaged, "alter table practice.firms_away rename to firms");
            assertFalse(restore.compare(Progress.NONE).result().tables().isEmpty());
        }
    }

    private void execute(ScratchServer server, String sql) throws Exception {
        try (Connection session = server.login(lab.site(0).reader().database()).open("a test");
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What is not as it was before the first wrong value.
    private List<Check> wrong() throws Exception {
        return MendedValues.checks(corruption, lab.site(0)).stream()
                .filter(check -> !check.holds())
                .toList();
    }
}
