package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.IntakeForm.Field;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A restore that is begun from a case.
class CaseRestoreTest {
    private final FakeRestores restores = new FakeRestores();
    private final RestoreModel model = new RestoreModel(
            restores,
            new FakeFacts(),
            new Background(Runnable::run, Runnable::run, AssertionError::new),
            InstantSource.fixed(Samples.NOW));

    @Test
    void theAnswersOfTheCallAreThereAndTheRestoreNamesItsCase() {
        Intake call = Samples.intake();
        model.prefill("INC-0007", taken(call, call.tenant().id().value()));
        assertEquals("INC-0007", model.form().caseProperty().get());
        Intake asked = Objects.requireNonNull(model.form().intake());
        assertEquals(call.tenant(), asked.tenant());
        assertEquals(call.about(), asked.about());
        assertEquals(call.reportedAt(), asked.reportedAt(), "its clocks run since the call");
        model.next();
        assertEquals("INC-0007", restores.caseId);
    }

    @Test
    void whatTheCaseDoesNotKnowIsStillToAsk() {
        model.prefill("INC-0007", taken(Samples.intake(), null));
        assertNull(model.form().intake());
        assertEquals(
                List.of(Field.TENANT_ID),
                List.copyOf(model.form().problemsBinding().get().keySet()));
    }

    @Test
    void anotherCallIsNotOfThatCase() {
        model.prefill("INC-0007", taken(Samples.intake(), "1003"));
        model.form().leaveCase();
        model.next();
        assertNull(restores.caseId);
        model.close();
        model.close();
        model.prefill("INC-0007", taken(Samples.intake(), "1003"));
        model.prefill(Samples.intake());
        assertEquals("", model.form().caseProperty().get(), "a call from the lab has no case yet");
    }

    @Test
    void aCaseWaitsWhileAnotherRestoreIsOpen() {
        model.prefill(Samples.intake());
        model.next();
        model.prefill("INC-0007", taken(Samples.intake(), "1003"));
        assertTrue(model.waitingValue().getValue().startsWith("INC-0007 waits"), model.waitingValue()::getValue);
        assertEquals("", model.form().caseProperty().get(), "the open one stays what it is");
        model.close();
        model.close();
        assertEquals(RestoreStep.INTAKE, model.currentProperty().get());
        assertEquals("INC-0007", model.form().caseProperty().get());
        assertEquals("", model.waitingValue().getValue());
    }

    @Test
    void aCaseThatWasFilledInWaitsNoLonger() {
        Queue<Runnable> calls = new ArrayDeque<>();
        var slow = new RestoreModel(
                restores,
                new FakeFacts(),
                new Background(calls::add, Runnable::run, AssertionError::new),
                InstantSource.fixed(Samples.NOW));
        slow.prefill(Samples.intake());
        slow.next();
        slow.prefill("INC-0007", taken(Samples.intake(), "1003"));
        assertTrue(slow.waitingValue().getValue().startsWith("INC-0007 waits"), slow.waitingValue()::getValue);
        restores.failing.put(FakeRestores.Call.BEGIN, new Failure.Conflict("INC-0007 is over.", "Open a new case."));
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
        slow.prefill("INC-0007", taken(Samples.intake(), "1003"));
        assertEquals("INC-0007", slow.form().caseProperty().get());
        assertEquals("", slow.waitingValue().getValue());
    }

    @Test
    void aCaseIsTakenWhenNoRestoreCameOfTheCallBeforeIt() {
        Queue<Runnable> calls = new ArrayDeque<>();
        var slow = new RestoreModel(
                restores,
                new FakeFacts(),
                new Background(calls::add, Runnable::run, AssertionError::new),
                InstantSource.fixed(Samples.NOW));
        restores.failing.put(FakeRestores.Call.BEGIN, new Failure.Conflict("INC-0006 is over.", "Open a new case."));
        slow.prefill(Samples.intake());
        slow.next();
        slow.prefill("INC-0007", taken(Samples.intake(), "1003"));
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
        assertNotNull(slow.troubleProperty().get());
        slow.back();
        assertNull(slow.troubleProperty().get());
        assertEquals("INC-0007", slow.form().caseProperty().get());
        assertEquals("", slow.waitingValue().getValue());
    }

    @Test
    void whatFailedForOneCallIsNotSaidOfTheNext() {
        restores.failing.put(FakeRestores.Call.BEGIN, new Failure.Conflict("INC-0006 is over.", "Open a new case."));
        for (boolean ofCase : new boolean[] {true, false}) {
            model.prefill(Samples.intake());
            model.next();
            assertNotNull(model.troubleProperty().get());
            if (ofCase) {
                model.prefill("INC-0007", taken(Samples.intake(), "1003"));
            } else {
                model.prefill(Samples.intake());
            }
            assertNull(model.troubleProperty().get());
            assertEquals(RestoreStep.INTAKE, model.currentProperty().get());
        }
    }

    private static CaseIntake taken(Intake call, @Nullable String key) {
        return new CaseIntake(
                call.tenant().name(),
                key,
                call.dataset(),
                call.about(),
                call.uncertainty(),
                call.zone().getId(),
                call.asker(),
                call.verifiedBy(),
                null,
                null,
                "agentic-labs",
                call.database(),
                call.reportedAt(),
                null,
                List.of());
    }
}
