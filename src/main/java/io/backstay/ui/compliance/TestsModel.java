package io.backstay.ui.compliance;

import io.backstay.act.test.RestoreTests;
import io.backstay.act.test.TestKind;
import io.backstay.act.test.TestOrder;
import io.backstay.act.test.TestResult;
import io.backstay.act.test.TestRow;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.PaneState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which restore tests are promised, how each went, and the one that runs now.
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
    private @Nullable Activity activity;
    private @Nullable String policy;

    /// A model that has read nothing yet.
    ///
    /// @param cases    those that follow from cases, read beside them
    /// @param onTested hears of every test that has ended, for findings may have changed
    public TestsModel(
            RestoreTests tests, CaseTestsModel cases, Background background, InstantSource clock, Runnable onTested) {
        this.tests = tests;
        this.cases = cases;
        this.background = background;
        this.clock = clock;
        this.onTested = onTested;
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

    /// Runs a row's test on the asset's own connection; the practice lab is started if need be.
    public void run(TestRow row) {
        String connection = row.connection();
        if (running.get() != null || connection == null) {
            return;
        }
        running.set(row);
        said.set("");
        step.set("Starting");
        TestOrder order =
                new TestOrder(connection, kind(row), null, null, clock.instant().toEpochMilli());
        Activity begun = background.call(progress -> tests.run(order, progress), this::ended, this::stopped);
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

    private void ended(TestResult result) {
        said.set(result.id() + " " + (result.passed() ? "passed" : "failed") + "; its evidence is in "
                + result.evidence());
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
