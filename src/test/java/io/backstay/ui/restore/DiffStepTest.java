package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Background;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.diff.GroupChoice;
import io.backstay.ui.restore.diff.MendedColumns;
import io.backstay.ui.restore.diff.Unmasked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Deciding what becomes of the rows that differ, and looking at one of them without a mask.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DiffStepTest {
    private final FakeRestores restores = new FakeRestores();
    private final List<Throwable> defects = new ArrayList<>();

    @AfterEach
    void noDefects() {
        assertEquals(List.of(), defects);
    }

    @Test
    void thePlanWaitsUntilEveryConflictIsDecided() {
        RestoreModel model = atDiff();
        assertFalse(model.primaryBinding().get().enabled(), "a plan can be built while conflicts are open");
        assertEquals(
                "3 conflicts need your choice: INV-2044, INV-2051 and 1 more",
                model.primaryBinding().get().hint());
        model.next();
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());

        decideNext(model, Choice.LIVE);
        decideNext(model, Choice.LAST_GOOD);
        assertEquals(
                "1 conflict needs your choice: 8809",
                model.primaryBinding().get().hint());
        assertEquals(
                "1 of 3 conflicts open",
                model.rail().rows().stream()
                        .filter(row -> row.step() == RestoreStep.DIFF)
                        .map(RailRow::note)
                        .findFirst()
                        .orElseThrow());
        decideNext(model, Choice.LIVE);
        assertEquals(3, restores.comparedAgain.get());
        TableDiff all = model.diff().totalsProperty().get();
        assertEquals(List.of(0L, 1L), List.of(all.undecided(), all.update()));
        model.next();
        assertEquals(RestoreStep.APPROVE, model.currentProperty().get());
    }

    @Test
    void allConflictsWithoutAChoiceOfTheirOwnCanBeDecidedAtOnce() {
        RestoreModel model = atDiff();
        decideNext(model, Choice.LAST_GOOD);
        model.diff().chooseConflicts(Choice.LIVE);
        TableDiff all = model.diff().totalsProperty().get();
        assertEquals(List.of(0L, 1L), List.of(all.undecided(), all.update()));
        assertTrue(model.primaryBinding().get().enabled());
    }

    @Test
    void aChoiceForAGroupIsComparedAgainAndTheTableKeepsItsPlace() {
        RestoreModel model = atDiff();
        TableDiff lines = group(model, "practice.invoice_lines");
        assertEquals(
                Optional.of(GroupChoice.BRING_BACK), model.diff().deciding().of(lines));
        model.diff().selectedProperty().set(lines);
        model.diff().deciding().choose(lines, GroupChoice.AS_IT_WAS);
        TableDiff after = group(model, "practice.invoice_lines");
        assertEquals(List.of(1_906L, 31L), List.of(after.insert(), after.update()));
        assertEquals(after, model.diff().selectedProperty().get());
        assertEquals(Optional.of(GroupChoice.AS_IT_WAS), model.diff().deciding().of(after));
        assertEquals(0, group(model, "practice.invoices").update(), "another group's choice has changed");
        int compared = restores.comparedAgain.get();
        model.diff().deciding().choose(after, GroupChoice.AS_IT_WAS);
        assertEquals(compared, restores.comparedAgain.get(), "the same choice is compared again");
    }

    @Test
    void columnsAreNoLongerOfferedWhereAComparisonLeftNothingToMend() {
        Difference before = SampleDiff.of(Choices.DEFAULT, false, 1);
        DiffModel diff = new DiffModel();
        diff.show(before);
        diff.selectedProperty()
                .set(diff.tables().stream()
                        .filter(each -> each.table().equals("practice.payments"))
                        .findFirst()
                        .orElseThrow());
        assertTrue(diff.columnsOfferedBinding().get());
        diff.show(new Difference(
                before.tables(),
                before.samples(),
                before.labels(),
                before.leaks(),
                before.external(),
                before.files(),
                Map.of()));
        assertEquals(
                "practice.payments",
                Objects.requireNonNull(diff.selectedProperty().get()).table());
        assertFalse(diff.columnsOfferedBinding().get());
    }

    @Test
    void columnsOfAGroupAreMendedAloneUntilWholeRowsAreChosenAgain() {
        RestoreModel model = atDiff();
        TableDiff payments = group(model, "practice.payments");
        MendedColumns columns = model.diff().columns();
        assertTrue(columns.offered(payments));
        assertFalse(columns.offered(group(model, "practice.clients")));
        columns.ask(payments);
        MendedColumns.Asked asked =
                Objects.requireNonNull(columns.askedProperty().get());
        assertEquals(
                List.of("amount (37)", "method (2)", "received on (1)"),
                asked.columns().stream().map(MendedColumns.Column::words).toList());
        asked.columns().getFirst().mended().set(true);
        columns.mend();
        assertNull(columns.askedProperty().get(), "the question stays");
        TableDiff mended = group(model, "practice.payments");
        assertEquals(37, mended.update());
        assertEquals(Set.of("amount"), model.diff().deciding().columns(mended));
        assertEquals(Optional.empty(), model.diff().deciding().of(mended));
        columns.ask(mended);
        int compared = restores.comparedAgain.get();
        columns.mend();
        assertNull(columns.askedProperty().get(), "the question stays when nothing was changed");
        assertEquals(compared, restores.comparedAgain.get());
        columns.ask(mended);
        assertTrue(Objects.requireNonNull(columns.askedProperty().get())
                .columns()
                .getFirst()
                .mended()
                .get());
        model.diff().deciding().choose(mended, GroupChoice.BRING_BACK);
        assertEquals(0, group(model, "practice.payments").update());
        assertEquals(Set.of(), model.diff().deciding().columns(mended));
    }

    @Test
    void rowsThatAreHeldBackHaveAChoiceOfTheirOwn() {
        RestoreModel model = atDiff();
        TableDiff documents = group(model, "practice.documents");
        assertEquals(57, documents.insert());
        model.diff().deciding().choose(documents, GroupChoice.KEEP_LIVE);
        model.diff().deciding().chooseHeld(Choice.LAST_GOOD);
        assertEquals(2, group(model, "practice.documents").insert());
        assertEquals(Choice.LAST_GOOD, model.diff().deciding().held());
    }

    @Test
    void onlyAConflictCanBeChosenAsARow() {
        RestoreModel model = atDiff();
        SampleRow lost = sample(model, "INV-2031");
        model.diff().rowProperty().set(lost);
        model.diff().choose(Choice.LIVE);
        assertEquals(0, restores.comparedAgain.get());
    }

    @Test
    void theDamagedStateTellsDamageFromEdits() {
        RestoreModel model = atDiff();
        assertEquals(0, model.diff().totalsProperty().get().damaged());
        assertTrue(model.diff().damaged().usual().endsWith(", as reported"));
        model.diff().damaged().look();
        assertEquals(Samples.intake().about(), restores.damagedAt);
        assertEquals(41, model.diff().totalsProperty().get().damaged());
        assertNotNull(model.diff().damaged().stagedProperty().get());
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());
    }

    @Test
    void theDamagedStateMayBeOfAnotherMomentThatCanBeRead() {
        RestoreModel model = atDiff();
        model.diff().damaged().typedProperty().set("soon after");
        model.diff().damaged().look();
        assertNull(restores.damagedAt);
        assertFalse(model.diff().damaged().refusalProperty().get().isBlank());
        model.diff().damaged().typedProperty().set("2026-03-13 18:30:00");
        model.diff().damaged().look();
        assertEquals(Instant.parse("2026-03-13T07:30:00Z"), restores.damagedAt);
    }

    @Test
    void withoutTheDamagedStateTheRestoreGoesOnWithTwoSides() {
        restores.damagedFails = new Failure.Unreachable("scratch", "disk full");
        RestoreModel model = atDiff();
        model.diff().damaged().look();
        assertNotNull(model.troubleProperty().get());
        assertEquals("Compare again", model.primaryBinding().get().text());
        model.next();
        assertNull(model.troubleProperty().get());
        assertNull(model.diff().damaged().stagedProperty().get());
        model.diff().chooseConflicts(Choice.LIVE);
        assertTrue(model.primaryBinding().get().enabled());
    }

    @Test
    void aRowIsShownWithoutAMaskOnlyForAReasonAndOnlyWhileItIsChosen() {
        RestoreModel model = atDiff();
        Unmasked<SampleRow> unmasked = model.diff().unmasked();
        SampleRow row = sample(model, "INV-2031");
        model.diff().rowProperty().set(row);
        unmasked.ask(row);
        unmasked.reasonProperty().set("   because");
        unmasked.reveal();
        assertEquals(List.of(), restores.reveals);
        assertFalse(unmasked.refusalProperty().get().isBlank());
        assertEquals(row, unmasked.seen(row));

        unmasked.reasonProperty().set("  The firm asks which client it was. ");
        unmasked.reveal();
        assertEquals(List.of("INV-2031: The firm asks which client it was."), restores.reveals);
        assertEquals("A$ 1,240.00 Sent Tmith & Sons", unmasked.seen(row).lastGood());
        SampleRow other = sample(model, "INV-2032");
        assertEquals(other, unmasked.seen(other), "another row is unmasked as well");

        model.diff().rowProperty().set(other);
        assertNull(unmasked.plainProperty().get(), "the values stay when the row is left");
        assertEquals("", unmasked.reasonProperty().get());
        assertEquals(row, unmasked.seen(row));
    }

    @Test
    void whatIsUnmaskedGoesWhenAnotherPaneIsLookedAt() {
        RestoreModel model = atDiff();
        SampleRow row = sample(model, "INV-2031");
        model.diff().rowProperty().set(row);
        model.diff().unmasked().ask(row);
        model.diff().unmasked().reasonProperty().set("The firm asks which client it was.");
        model.diff().unmasked().reveal();
        model.back();
        assertNull(model.diff().unmasked().plainProperty().get());
        model.diff().chooseConflicts(Choice.LIVE);
        assertEquals(0, restores.comparedAgain.get(), "something is chosen at a pane that is only looked at");
    }

    @Test
    void nothingIsChosenWhileItComparesAndACancelledComparisonIsMadeAgain() throws InterruptedException {
        var screen = new LinkedBlockingQueue<Runnable>();
        restores.chosenBefore = Choices.DEFAULT;
        var model = new RestoreModel(
                restores,
                new FakeFacts(),
                new Background(Thread::startVirtualThread, screen::add, defects::add),
                InstantSource.fixed(Samples.NOW));
        model.prefill(Samples.intake());
        model.next();
        drain(screen, () -> idleAt(model, RestoreStep.VERDICT));
        model.next();
        drain(screen, () -> idleAt(model, RestoreStep.DIFF));

        restores.comparingAgain = new CountDownLatch(1);
        model.diff().chooseConflicts(Choice.LIVE);
        drain(screen, () -> restores.comparedAgain.get() == 1);
        assertFalse(model.diff().deciding().possibleProperty().get());
        model.diff().chooseConflicts(Choice.LAST_GOOD);
        assertEquals(Pane.DIFF, model.shownProperty().get());
        model.cancel();
        drain(screen, () -> model.troubleProperty().get() != null);
        assertFalse(model.diff().deciding().possibleProperty().get(), "a choice can be made on an old comparison");

        restores.comparingAgain = null;
        model.next();
        drain(screen, () -> idleAt(model, RestoreStep.DIFF));
        assertEquals(
                Choice.LIVE,
                model.diff()
                        .deciding()
                        .choicesProperty()
                        .get()
                        .of(TableName.of("practice.invoices"), RowClass.CONFLICT)
                        .orElseThrow());
        assertEquals(0, model.diff().totalsProperty().get().undecided());
    }

    private RestoreModel atDiff() {
        restores.chosenBefore = Choices.DEFAULT;
        var model = new RestoreModel(
                restores,
                new FakeFacts(),
                new Background(Runnable::run, Runnable::run, defects::add),
                InstantSource.fixed(Samples.NOW));
        model.prefill(Samples.intake());
        model.next();
        model.next();
        assertEquals(RestoreStep.DIFF, model.currentProperty().get());
        return model;
    }

    private static void decideNext(RestoreModel model, Choice choice) {
        model.diff().nextConflict();
        model.diff().choose(choice);
    }

    private static TableDiff group(RestoreModel model, String table) {
        return model.diff().tables().stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static SampleRow sample(RestoreModel model, String key) {
        return Objects.requireNonNull(model.knownProperty().get().difference()).samples().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean idleAt(RestoreModel model, RestoreStep step) {
        return model.currentProperty().get() == step
                && !model.work().runningProperty().get();
    }

    private static void drain(LinkedBlockingQueue<Runnable> screen, BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            Runnable next = screen.poll(20, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }
}
