package io.backstay.ui.compliance;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.test.RestoreTests;
import io.backstay.act.test.TestKind;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.act.test.TestRow;
import io.backstay.base.Failure;
import io.backstay.incident.after.Tracked;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.entry.TypedDay;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which restore tests are promised, how each went, and the one that runs now; with the action of a case that it
/// finishes when it passes.
public final class TestsModel {
    private final RestoreTests tests;
    private final CaseTestsModel cases;
    private final Background background;
    private final InstantSource clock;
    private final Runnable onTested;
    private final ObservableList<TestRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the restore tests"));
    private final ReadOnlyObjectWrapper<@Nullable TestRow> running = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ObservableList<Finishes> waiting = FXCollections.observableArrayList(Finishes.NOTHING);
    private final ObjectProperty<Finishes> finishes = new SimpleObjectProperty<>(Finishes.NOTHING);
    private final StringProperty next = new SimpleStringProperty("");
    private @Nullable Activity activity;
    private @Nullable String policy;

    /// A model that has read nothing yet.
    ///
    /// @param cases    those that follow from cases, read beside them; one that waits can be finished by a run
    /// @param onTested hears of every test that has ended, for findings may have changed
    public TestsModel(
            RestoreTests tests, CaseTestsModel cases, Background background, InstantSource clock, Runnable onTested) {
        this.tests = tests;
        this.cases = cases;
        this.background = background;
        this.clock = clock;
        this.onTested = onTested;
        cases.rows().addListener((ListChangeListener<Tracked>) _ -> offer());
    }

    /// What the next run finishes when it passes.
    ///
    /// @param action null for nothing
    public record Finishes(@Nullable Tracked action) {
        static final Finishes NOTHING = new Finishes(null);

        /// What can be chosen, in words.
        public String words() {
            return action == null
                    ? "no action of a case"
                    : action.caseId() + " " + action.action().id() + ", due " + action.due() + ": "
                            + Foreign.of(action.action().what());
        }

        private boolean isOf(@Nullable Tracked other) {
            return action == null
                    ? other == null
                    : other != null
                            && action.caseId().equals(other.caseId())
                            && action.action().id().equals(other.action().id());
        }
    }

    /// What the next run can finish: nothing, or a restore test that follows from a case and is not done.
    public ObservableList<Finishes> waiting() {
        return waiting;
    }

    /// What the next run finishes when it passes.
    public ObjectProperty<Finishes> finishesProperty() {
        return finishes;
    }

    /// When what it finishes is due again, as a day; blank when that was all.
    public StringProperty nextProperty() {
        return next;
    }

    /// Kinds and assets, those that need an act first.
    public ObservableList<TestRow> rows() {
        return rows;
    }

    /// Those that follow from cases.
    CaseTestsModel cases() {
        return cases;
    }

    /// What the pane has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The row whose test runs, null when none does.
    public ReadOnlyObjectProperty<@Nullable TestRow> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the running test does at this moment.
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// How the last test ended, in a sentence; empty before.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    /// Reads what a policy promises.
    public void open(String policyId) {
        policy = policyId;
        background.call(_ -> tests.board(policyId), this::show, this::failed);
        cases.read();
    }

    private void offer() {
        Finishes chosen = finishes.get();
        List<Finishes> offered = new ArrayList<>(List.of(Finishes.NOTHING));
        cases.rows().stream().filter(Tracked::awaitsTest).map(Finishes::new).forEach(offered::add);
        // In both lists, so that whoever shows the choice has at no time one that is not offered.
        finishes.set(Finishes.NOTHING);
        waiting.setAll(offered);
        finishes.set(offered.stream()
                .filter(each -> each.isOf(chosen.action()))
                .findFirst()
                .orElse(Finishes.NOTHING));
    }

    /// Runs a row's test on the asset's own connection; the practice lab is started if need be.
    public void run(TestRow row) {
        String connection = row.connection();
        if (running.get() != null || connection == null) {
            return;
        }
        Tracked action = finishes.get().action();
        LocalDate again = action == null ? null : TypedDay.of(next.get());
        if (action != null && again == null && !next.get().isBlank()) {
            said.set(TypedDay.ADVICE);
            return;
        }
        running.set(row);
        said.set("");
        step.set("Starting");
        TestOrder order =
                new TestOrder(connection, kind(row), null, null, clock.instant().toEpochMilli());
        Activity begun = background.call(
                progress -> tests.run(order, progress), result -> ended(result, action, again), this::stopped);
        activity = begun;
        begun.steps().addListener((ListChangeListener<String>)
                _ -> step.set(begun.steps().isEmpty() ? "" : begun.steps().getLast()));
        begun.stateProperty().addListener((_, _, is) -> {
            if (is == Activity.State.CANCELLED || is == Activity.State.DEFECT) {
                said.set("The test was cancelled; what it had started was removed.");
                running.set(null);
            }
        });
    }

    /// Asks the running test to stop; it cleans up after itself.
    public void cancel() {
        if (activity != null && running.get() != null) {
            activity.cancel();
        }
    }

    private static TestKind kind(TestRow row) {
        for (TestKind kind : TestKind.values()) {
            if (kind.word().equals(row.kind())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of restore test: " + row.kind());
    }

    /// A test that passed has, also where its action cannot be noted as done. Noting is no part of the test, so that
    /// nobody stops it half way.
    private void ended(TestResult result, @Nullable Tracked action, @Nullable LocalDate again) {
        activity = null;
        if (action == null || !result.passed()) {
            tell(result, action == null ? "" : action.after(false, again));
            return;
        }
        step.set("Noting the action of the case as done");
        background.call(
                _ -> {
                    cases.finish(action, Aftermath.Done.by(result, again));
                    return action.after(true, again);
                },
                sentence -> {
                    // Meanwhile another may have been chosen for the next run.
                    if (finishes.get().isOf(action)) {
                        finishes.set(Finishes.NOTHING);
                        next.set("");
                    }
                    tell(result, sentence);
                },
                failure -> tell(
                        result,
                        action.action().id() + " of " + action.caseId() + " is not noted as done: "
                                + Foreign.of(failure)));
    }

    private void tell(TestResult result, String action) {
        said.set(result.id() + " " + (result.passed() ? "passed" : "failed") + "; its evidence is in "
                + result.evidence() + (action.isEmpty() ? "" : ". " + action));
        over();
    }

    private void stopped(Failure failure) {
        said.set(Foreign.of(failure));
        over();
    }

    private void over() {
        running.set(null);
        if (policy != null) {
            open(policy);
        }
        onTested.run();
    }

    private void show(List<TestRow> all) {
        rows.setAll(all);
        state.set(
                all.isEmpty()
                        ? new PaneState.Empty(
                                "Nothing to test yet",
                                "No asset is known: start the practice lab, or list a connection, first.",
                                null)
                        : PaneState.READY);
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: this only reads.", "Try again"));
    }
}
