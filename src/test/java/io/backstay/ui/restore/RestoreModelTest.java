package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.Failure;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.FakeRestores.Call;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.work.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestoreModelTest {
    private static final Failure NO = new Failure.Unreachable("practice-db", "connection refused");
    private static final String REASON = "Nobody else is on call tonight.";

    private final FakeRestores restores = new FakeRestores();
    private final List<Throwable> defects = new ArrayList<>();
    private final InstantSource clock = InstantSource.fixed(Samples.NOW);
    private final RestoreModel model = model(new Background(Runnable::run, Runnable::run, defects::add));

    private RestoreModel model(Background background) {
        return new RestoreModel(restores, new FakeFacts(), background, clock);
    }

    @Test
    void theWholeJobEndsWithAReport() {
        walkTo(model, Call.VERIFY);
        model.next();

        assertEquals(List.of(Call.values()), restores.calls);
        assertEquals(StepState.DONE, state(RestoreStep.VERIFY));
        assertEquals(
                57,
                Objects.requireNonNull(model.knownProperty().get().verification())
                        .objectsRestored());
        assertEquals("Close this restore", model.primaryBinding().get().text());
        assertEquals(0, restores.closed.get());

        model.next();
        assertEquals(1, restores.closed.get());
        assertEquals(RestoreStep.INTAKE, model.currentProperty().get());
        assertEquals(Known.NOTHING, model.knownProperty().get());
    }

    @Test
    void theScratchDatabaseIsMadeByTheConnectionThatWasChosenForTheDatabase() {
        AssetId other = new AssetId("another-database");
        restores.stagings.put(Samples.DATABASE, List.of("copy-of-friday", "aws-account"));
        restores.stagings.put(other, List.of("aws-account"));
        model.prefill(Samples.intake());
        IntakeForm form = model.form();
        assertEquals(List.of(IntakeForm.USUAL, "copy-of-friday", "aws-account"), form.stagings());
        assertEquals(IntakeForm.USUAL, form.stagingProperty().get(), "nobody chose");
        form.stagingProperty().set("copy-of-friday");
        form.databaseProperty().set(other);
        assertEquals(IntakeForm.USUAL, form.stagingProperty().get(), "it holds data of another database");
        form.databaseProperty().set(Samples.DATABASE);
        form.stagingProperty().set("aws-account");
        form.databaseProperty().set(other);
        assertEquals("aws-account", form.stagingProperty().get(), "it can make both");
        model.next();
        assertEquals("aws-account", restores.staging);
    }

    @Test
    void aProjectOfSupabaseLeadsToANewProjectAndTheRestoreGoesOnFromIt() {
        AssetId project = new AssetId("supabase:abcdefghijklmnopqrst");
        StagingChoice choice = model.staging();
        model.prefill(Samples.intake());
        assertFalse(choice.neededBinding().get(), "the lab makes its own");
        model.form().databaseProperty().set(project);
        assertTrue(choice.neededBinding().get());
        assertFalse(choice.possibleProperty().get(), "nothing leads there yet");
        choice.name();
        List<AssetId> asked = new ArrayList<>();
        choice.with((database, onNamed) -> {
            asked.add(database);
            restores.stagings.put(project, List.of("crm-friday"));
            onNamed.accept("crm-friday");
        });
        choice.name();
        assertEquals(List.of(project), asked);
        assertEquals("crm-friday", model.form().stagingProperty().get());
        assertFalse(choice.neededBinding().get());
        model.next();
        assertEquals("crm-friday", restores.staging);
    }

    @Test
    void whatIsUsualIsNoConnection() {
        model.prefill(Samples.intake());
        assertEquals(List.of(IntakeForm.USUAL), model.form().stagings());
        restores.staging = "left from before";
        model.next();
        assertNull(restores.staging);
    }

    @Test
    void anotherPersonsFileLetsThePlanBeImportedAtOnce() {
        restores.soloWait = Duration.ZERO;
        walkTo(model, Call.PLAN);
        model.next();
        assertEquals(RestoreStep.APPROVE, model.currentProperty().get());
        model.approve(Path.of("mira.approval.json"));
        assertEquals(RestoreStep.IMPORT, model.currentProperty().get());
        Known.Approval approval =
                Objects.requireNonNull(model.knownProperty().get().approval());
        assertEquals("mira, key 1a2b 3c4d 5e6f 7081", approval.person());
        model.typedTenantProperty().set(Samples.TENANT);
        assertTrue(model.primaryBinding().get().enabled());
    }

    @Test
    void onePersonAloneCannotImportBeforeTheWaitingTimeIsOver() {
        restores.soloWait = Duration.ofMinutes(15);
        AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
        var waiting = new RestoreModel(
                restores, new FakeFacts(), new Background(Runnable::run, Runnable::run, defects::add), (InstantSource)
                        now::get);
        walkTo(waiting, Call.APPROVE);
        waiting.next();
        waiting.typedTenantProperty().set(Samples.TENANT);
        assertEquals(RestoreStep.IMPORT, waiting.currentProperty().get());
        assertFalse(waiting.primaryBinding().get().enabled(), "the waiting time is skipped");
        assertTrue(waiting.primaryBinding().get().hint().startsWith("One person alone waits until"));
        now.set(Samples.NOW.plus(Duration.ofMinutes(15)));
        waiting.tick();
        assertTrue(waiting.primaryBinding().get().enabled(), "it still waits");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aFailureSaysWhatWasNotChangedAndTheSameStepCanBeTriedAgain(Call call) {
        restores.failing.put(call, NO);
        walkTo(model, call);
        model.next();

        Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
        assertEquals(NO.message(), trouble.cause());
        assertEquals(NO.advice(), trouble.advice());
        assertFalse(trouble.untouched().isBlank());
        assertEquals(StepState.FAILED, state(trouble.step()));
        assertFalse(model.work().runningProperty().get());

        restores.failing.clear();
        tryAgain(call);
        assertNull(model.troubleProperty().get());
        assertEquals(2, restores.calls.stream().filter(call::equals).count());
    }

    @ParameterizedTest
    @EnumSource(names = {"STAGE", "COMPARE", "PLAN", "RUN", "VERIFY"})
    void aCancelledStepEndsOnlyWhenItsThreadLetsGoAndCanBeTriedAgain(Call call) throws InterruptedException {
        var screen = new LinkedBlockingQueue<Runnable>();
        RestoreModel real = model(new Background(Thread::startVirtualThread, screen::add, defects::add));
        restores.hold(call);
        walkTo(real, call, screen);
        // The comparison follows the staging by itself.
        if (call != Call.COMPARE) {
            real.next();
        }
        drain(screen, () -> restores.calls.contains(call));
        assertTrue(real.work().runningProperty().get());
        assertFalse(real.primaryBinding().get().enabled());

        real.cancel();
        assertTrue(real.work().cancellingProperty().get());
        drain(screen, () -> !real.work().runningProperty().get());
        Trouble trouble = Objects.requireNonNull(real.troubleProperty().get());
        assertTrue(trouble.cancelled());

        restores.waiting.clear();
        real.next();
        assertNull(real.troubleProperty().get());
    }

    @Test
    void aCancelThatComesAfterTheCommitDoesNotHideIt() throws InterruptedException {
        var screen = new LinkedBlockingQueue<Runnable>();
        RestoreModel real = model(new Background(Thread::startVirtualThread, screen::add, defects::add));
        var commit = new CountDownLatch(1);
        restores.committing = commit;
        walkTo(real, Call.RUN, screen);
        real.next();
        drain(screen, () -> restores.calls.contains(Call.RUN));
        real.cancel();
        commit.countDown();
        drain(screen, () -> !real.work().runningProperty().get());

        assertNull(real.troubleProperty().get());
        assertNotNull(real.knownProperty().get().proof());
    }

    @Test
    void aWrongTenantNameKeepsImportDisabled() {
        walkTo(model, Call.RUN);
        for (String wrong : List.of("", "Harrow", "harrow & finch", "Harrow & Finch Ltd")) {
            model.typedTenantProperty().set(wrong);
            assertFalse(model.primaryBinding().get().enabled(), wrong);
            model.next();
        }
        assertFalse(restores.calls.contains(Call.RUN));

        model.typedTenantProperty().set(Samples.TENANT);
        assertTrue(model.primaryBinding().get().enabled());
    }

    @Test
    void aFailedImportAsksForTheTenantsNameAgain() {
        restores.failing.put(Call.RUN, NO);
        walkTo(model, Call.RUN);
        model.next();
        restores.failing.clear();
        model.next();

        assertEquals(RestoreStep.IMPORT, model.currentProperty().get());
        assertFalse(model.primaryBinding().get().enabled());
        assertEquals(1, restores.calls.stream().filter(Call.RUN::equals).count());
    }

    @Test
    void aWordIsNotAReasonToApproveAlone() {
        walkTo(model, Call.APPROVE);
        model.reasonProperty().set("because");
        assertFalse(model.primaryBinding().get().enabled());
        assertEquals(StepState.WAITING, state(RestoreStep.APPROVE));
    }

    @Test
    void aProofThatFailsIsSaidToBeRolledBack() {
        restores.proof = Samples.broken();
        walkTo(model, Call.RUN);
        model.next();

        assertEquals(RestoreStep.PROVE, model.currentProperty().get());
        assertEquals(StepState.FAILED, state(RestoreStep.PROVE));
        Known known = model.knownProperty().get();
        assertEquals("Rolled back. Nothing was changed.", Words.outcome(Objects.requireNonNull(known.proof())));
        assertTrue(Words.outcomeDetail(known, Samples.broken()).contains("planned 0, measured 1"));
        assertEquals("Close this restore", model.primaryBinding().get().text());
        model.next();
        assertEquals(1, restores.closed.get());
    }

    @Test
    void aNegativeVerdictOffersNothingToStage() {
        restores.verdict = Samples.no();
        walkTo(model, Call.STAGE);
        assertFalse(model.primaryBinding().get().enabled());
        model.next();
        assertFalse(restores.calls.contains(Call.STAGE));
    }

    @Test
    void aVerdictThatFailsClosesWhatWasBegunAndKeepsWhatWasTyped() {
        restores.failing.put(Call.VERDICT, NO);
        walkTo(model, Call.VERDICT);
        model.next();
        assertEquals(1, restores.closed.get());

        model.back();
        assertEquals(RestoreStep.INTAKE, model.currentProperty().get());
        assertEquals(
                Samples.TENANT, model.form().text(IntakeForm.Field.TENANT_NAME).get());
    }

    @Test
    void lookingBackUndoesNothing() {
        walkTo(model, Call.PLAN);
        model.back();
        assertEquals(Pane.VERDICT, model.shownProperty().get());
        assertEquals("Back to Three-way diff", model.primaryBinding().get().text());
        model.next();
        assertEquals(Pane.DIFF, model.shownProperty().get());
        assertFalse(restores.calls.contains(Call.PLAN));
    }

    @Test
    void closingAnUnfinishedRestoreAsksFirst() {
        walkTo(model, Call.PLAN);
        model.close();
        assertEquals(0, restores.closed.get());
        assertTrue(model.closeArmedProperty().get());
        model.back();
        assertFalse(model.closeArmedProperty().get());
        model.close();
        model.close();
        assertEquals(1, restores.closed.get());
    }

    @Test
    void aDefectOfOursFreesTheScreenAndIsReported() {
        restores.defect = Call.STAGE;
        walkTo(model, Call.STAGE);
        model.next();
        assertEquals(1, defects.size());
        assertFalse(model.work().runningProperty().get());
        assertEquals(
                "defect", Objects.requireNonNull(model.troubleProperty().get()).code());
    }

    @Test
    void theHeadersRowsAreThoseOfTheLastGoodMoment() {
        walkTo(model, Call.COMPARE);
        assertEquals(-1, model.knownProperty().get().rows());
        model.next();
        assertEquals(20_546, model.knownProperty().get().rows());
    }

    @Test
    void nothingCanBeAskedWhileTheIntakeIsIncomplete() {
        model.prefill(Samples.intake());
        model.form().text(IntakeForm.Field.ASKER).set(" ");
        assertFalse(model.primaryBinding().get().enabled());
        assertEquals(
                Map.of(IntakeForm.Field.ASKER, "Say who asks."),
                model.form().problemsBinding().get());
    }

    private StepState state(RestoreStep step) {
        return model.rail().state(step);
    }

    /// Tries what failed again, however the step asks for it.
    private void tryAgain(Call call) {
        model.next();
        if (call == Call.RUN) {
            model.typedTenantProperty().set(Samples.TENANT);
            model.next();
        }
    }

    /// Does everything up to just before a call is made.
    private static void walkTo(RestoreModel model, Call call) {
        model.prefill(Samples.intake());
        model.reasonProperty().set(REASON);
        int presses = switch (call) {
            case BEGIN, VERDICT -> 0;
            case STAGE, COMPARE -> 1;
            case PLAN -> 2;
            case APPROVE -> 3;
            case RUN -> 4;
            case VERIFY -> 5;
        };
        for (int i = 0; i < presses; i++) {
            model.typedTenantProperty().set(Samples.TENANT);
            model.next();
        }
        model.typedTenantProperty().set(Samples.TENANT);
    }

    private static void walkTo(RestoreModel model, Call call, LinkedBlockingQueue<Runnable> screen)
            throws InterruptedException {
        model.prefill(Samples.intake());
        model.reasonProperty().set(REASON);
        List<RestoreStep> stops = switch (call) {
            case BEGIN, VERDICT -> List.of();
            case STAGE -> List.of(RestoreStep.VERDICT);
            case COMPARE -> List.of(RestoreStep.VERDICT, RestoreStep.CLOSURE);
            case PLAN -> List.of(RestoreStep.VERDICT, RestoreStep.DIFF);
            case APPROVE -> List.of(RestoreStep.VERDICT, RestoreStep.DIFF, RestoreStep.APPROVE);
            case RUN -> List.of(RestoreStep.VERDICT, RestoreStep.DIFF, RestoreStep.APPROVE, RestoreStep.IMPORT);
            case VERIFY ->
                List.of(
                        RestoreStep.VERDICT,
                        RestoreStep.DIFF,
                        RestoreStep.APPROVE,
                        RestoreStep.IMPORT,
                        RestoreStep.VERIFY);
        };
        for (RestoreStep stop : stops) {
            model.typedTenantProperty().set(Samples.TENANT);
            model.next();
            boolean busy = stop == RestoreStep.CLOSURE;
            drain(
                    screen,
                    () -> model.currentProperty().get() == stop
                            && model.work().runningProperty().get() == busy);
        }
        model.typedTenantProperty().set(Samples.TENANT);
    }

    /// Runs what the background has for the screen until it is so; gives up after ten seconds.
    private static void drain(LinkedBlockingQueue<Runnable> screen, BooleanSupplier enough)
            throws InterruptedException {
        for (int round = 0; round < 500 && !enough.getAsBoolean(); round++) {
            Runnable next = screen.poll(20, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
        assertTrue(enough.getAsBoolean(), "the screen waits for something that does not come");
    }
}
