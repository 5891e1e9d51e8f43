package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.RunGround;
import io.backstay.act.restore.RunLab;
import io.backstay.act.restore.Runs;
import io.backstay.act.role.Role;
import io.backstay.act.undo.Undos;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.estate.Asset;
import io.backstay.fixture.Child;
import io.backstay.lab.Lab;
import io.backstay.lab.PracticeMapping;
import io.backstay.lab.story.Corruption;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.environment.Check;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

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
            assertEquals(List.of(), wrong());
            assertTrue(ground.undos(Role.RESPONDER)
                    .run(run, Map.of(), Progress.NONE)
                    .verified());
        }
        assertNotEquals(List.of(), wrong(), "the next test finds nothing to mend");
    }

    @Test
    void whatWasAnsweredForAChangedSchemaIsInThePlanAndHoldsForOtherProcessesAndForTheUndo() throws Exception {
        execute("alter table practice.jobs add column colour text not null default 'none'");
        execute("create table practice.novelties (id bigint primary key)");
        try {
            RestorePlan plan = answered();
            Path home = lab.home();
            String run = lab.approved(home, lab.next(plan));
            try (Child child = lab.child(home, run, PROVEN)) {
                child.begin();
                child.expect("at " + PROVEN);
                child.kill();
            }
            try (var ground = lab.ground(home, 0)) {
                Runs.Outcome outcome = ground.runs().resume(run, Progress.NONE);
                assertTrue(outcome.holds(), outcome::toString);
                List<String> lines =
                        Objects.requireNonNull(outcome.verification()).lines();
                assertTrue(
                        lines.stream().anyMatch(line -> line.startsWith("Jobs") && line.endsWith(AfterCheck.AS_LEFT)),
                        lines::toString);
                assertEquals(List.of(), wrong());
                Undos.Outcome undone = ground.undos(Role.RESPONDER).run(run, Map.of(), Progress.NONE);
                assertTrue(undone.undone() && undone.verified(), undone::toString);
            }
            assertNotEquals(List.of(), wrong(), "the next test finds nothing to mend");
        } finally {
            execute("alter table practice.jobs drop column colour");
            execute("drop table practice.novelties");
        }
    }

    /// A plan over the changed schema: refused without answers, and another plan with each other answer.
    private RestorePlan answered() throws Exception {
        var point = new PointId("base-0001");
        try (var restore = new TenantRestore("R-0098", lab.site(0), corruption.firm(), InstantSource.system())) {
            restore.stage(new Origin(point, corruption.justBefore()), Progress.NONE);
            restore.stageDamaged(corruption.endedAt(), Progress.NONE);
            restore.choose(MendedValues.choices());
            BackstayException open = assertThrows(BackstayException.class, () -> restore.compare(Progress.NONE));
            assertEquals("SCHEMA-OPEN", open.failure().code());
            assertEquals(
                    List.of("column-added practice.jobs.colour", "table-added practice.novelties"),
                    restore.schema().differences().stream()
                            .map(SchemaDifference::id)
                            .toList());
            SchemaChoices colour = SchemaChoices.NONE.with("column-added practice.jobs.colour", Choice.DEFAULT);
            SchemaChoices stopped = colour.with("table-added practice.novelties", Choice.STOP);
            restore.schema().choose(stopped);
            assertThrows(BackstayException.class, () -> restore.compare(Progress.NONE));
            restore.schema()
                    .choose(colour.with("table-added practice.novelties", Choice.ACCEPT)
                            .with("column-added practice.nowhere.at", Choice.DEFAULT));
            restore.compare(Progress.NONE);
            RestorePlan sample = SamplePlans.plan(null);
            RestorePlan plan = restore.plan(
                            new TenantRestore.Context(sample.request(), "practice", sample.policy(), null))
                    .plan();
            String said = Json.compact(plan.choices());
            assertTrue(said.contains("\"column-added practice.jobs.colour\":\"DEFAULT\""), said);
            assertFalse(said.contains("nowhere"), said);
            return plan;
        }
    }

    @Test
    void aMappingThatNobodyHasConfirmedRestoresNothing() throws Exception {
        Path home = lab.home();
        PlanFile file = lab.next(SamplePlans.plan(null));
        var draft = new MappingFile(PracticeMapping.mapping(), false);
        try (var ground = new RunGround(home, lab.site(0).mappedBy(draft), each -> each)) {
            for (Asset asset : lab.lab().assets()) {
                ground.catalogue().replace(asset, List.of());
            }
            RestorePlan.Request request = file.plan().request();
            var intake = new Intake(
                    Lab.DATABASE,
                    null,
                    corruption.firm(),
                    request.dataset(),
                    request.about(),
                    request.uncertainty(),
                    ZoneOffset.UTC,
                    request.asker(),
                    request.verifiedBy(),
                    request.reportedAt());
            for (Executable act : List.<Executable>of(
                    () -> ground.desk().begin(intake),
                    () -> ground.desk().takeIn(file),
                    () -> new TenantRestore(
                                    "R-0097", lab.site(0).mappedBy(draft), corruption.firm(), InstantSource.system())
                            .adopt(file))) {
                Failure refused = assertThrows(BackstayException.class, act).failure();
                assertEquals("MAPPING-UNCONFIRMED", refused.code());
                assertTrue(refused.advice().contains("confirmed: true"), refused::advice);
            }
            assertEquals(List.of(), ground.runs().list());
        }
    }

    @Test
    void aSideWhoseRowsCannotBeFoundLeavesTheOtherFitForAnotherLook() throws Exception {
        var point = new PointId("base-0001");
        try (var restore = new TenantRestore("R-0099", lab.site(0), corruption.firm(), InstantSource.system())) {
            restore.stage(new Origin(point, corruption.justBefore()), Progress.NONE);
            Staged damaged = restore.stageDamaged(corruption.endedAt(), Progress.NONE);
            execute(damaged, "alter table practice.firms rename to firms_away");
            assertThrows(BackstayException.class, () -> restore.compare(Progress.NONE));
            execute(damaged, "alter table practice.firms_away rename to firms");
            assertFalse(restore.compare(Progress.NONE).result().tables().isEmpty());
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection session = lab.owner();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void execute(Staged server, String sql) throws Exception {
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
