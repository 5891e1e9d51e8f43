package io.backstay.ui.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Background;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LabModelTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-16T02:41:07Z"));

    private final List<Intake> practised = new ArrayList<>();
    private final List<Throwable> defects = new ArrayList<>();

    @Test
    void aStartedLabLeadsIntoTheRestoreWithItsOwnCall() {
        LabModel model = direct(FakePractice.quick());
        model.start();
        assertEquals(LabModel.Phase.UP, model.phaseProperty().get());
        assertEquals(
                List.of("Starting PostgreSQL 18", "Seeding 10 firms", "Taking a base backup"),
                model.steps().stream().map(LabModel.Step::name).toList());
        assertTrue(model.steps().stream().allMatch(step -> step.endedAt() != null));
        model.practise();
        assertEquals(List.of(FakePractice.CALL), practised);
    }

    @Test
    void aLabThatWasStartedElsewhereOffersNoCall() {
        var practice = FakePractice.quick();
        direct(practice).start();
        LabModel model = direct(practice);
        model.refresh();
        assertEquals(LabModel.Phase.UP, model.phaseProperty().get());
        assertNull(model.intakeProperty().get());
        model.practise();
        assertTrue(practised.isEmpty());
    }

    @Test
    void aStoppedLabForgetsItsCall() {
        LabModel model = direct(FakePractice.quick());
        model.start();
        model.stop();
        assertEquals(LabModel.Phase.DOWN, model.phaseProperty().get());
        assertNull(model.intakeProperty().get());
    }

    @Test
    void aFailureIsSaidAndTheStartIsOfferedAgain() {
        LabModel model = direct(FakePractice.failing(new Failure.DiskFull("lab", "120 MB are missing")));
        model.start();
        assertEquals(LabModel.Phase.DOWN, model.phaseProperty().get());
        assertNotNull(model.failureProperty().get());
        assertEquals("disk-full", model.failureProperty().get().code());
    }

    @Test
    void cancellingInterruptsTheStartAndItIsOfferedAgain() throws Exception {
        BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = new LabModel(
                    FakePractice.waitingFor(new CountDownLatch(1)),
                    new Background(workers, ui::add, defects::add),
                    CLOCK,
                    practised::add);
            model.start();
            while (model.fractionProperty().get() < 0) {
                ui.take().run();
            }
            assertEquals(LabModel.Phase.STARTING, model.phaseProperty().get());
            assertEquals(0.62, model.fractionProperty().get());
            model.cancel();
            assertEquals(LabModel.Phase.CANCELLING, model.phaseProperty().get());
            while (model.phaseProperty().get() != LabModel.Phase.DOWN) {
                ui.take().run();
            }
            assertTrue(defects.isEmpty(), defects::toString);
        }
    }

    private LabModel direct(FakePractice practice) {
        return new LabModel(
                practice, new Background(Runnable::run, Runnable::run, defects::add), CLOCK, practised::add);
    }
}
