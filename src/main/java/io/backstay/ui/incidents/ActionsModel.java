package io.backstay.ui.incidents;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.incident.Incidents;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Tracked;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.kit.entry.TypedDay;
import io.backstay.ui.kit.guard.Allowed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What follows from the chosen case: corrective actions, restore tests and remediations, until they are done.
final class ActionsModel {
    private final Incidents incidents;
    private final Background background;
    private final InstantSource clock;
    private final Allowed allowed;
    private final ObservableList<Tracked> list = FXCollections.observableArrayList();
    // Held here, because a view of a list dies with its last owner, and its listeners with it.
    private final ObservableList<Tracked> listSeen = FXCollections.unmodifiableObservableList(list);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable Activity reading;
    private @Nullable String shown;
    private Runnable onChanged = () -> {};
    private Consumer<Tracked> onTest = _ -> {};

    ActionsModel(Incidents incidents, Background background, InstantSource clock, Allowed allowed) {
        this.incidents = incidents;
        this.background = background;
        this.clock = clock;
        this.allowed = allowed;
    }

    /// What is typed for a new one.
    record Planned(Action.Kind kind, String what, String owner, String due) {}

    /// What is typed when one is done.
    ///
    /// @param next when it is due again; empty when that was all
    /// @param by   who did it; blank for whoever sits here
    /// @param at   when, in UTC or with an offset; blank for now
    record Finishing(String result, String evidence, String next, String by, String at) {}

    /// Who hears when something was written into the case.
    void onChanged(Runnable reader) {
        this.onChanged = reader;
    }

    /// Who takes a restore test that somebody wants to run to where tests are run.
    void onTest(Consumer<Tracked> runner) {
        this.onTest = runner;
    }

    /// What is due first before the others; what is done for good comes last.
    ObservableList<Tracked> list() {
        return listSeen;
    }

    /// Why the last act was not done; empty when it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Why this role may not add or end one; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.FOLLOW_UP);
    }

    /// Why a restore test cannot be run for it; null when one can.
    ///
    /// @param action null where none is chosen
    @Nullable
    String testRefusal(@Nullable Tracked action) {
        return action == null || !action.awaitsTest()
                ? "Choose a restore test that is not done."
                : allowed.refusal(Permission.TEST_RESTORES);
    }

    /// Goes to where the test is run that finishes it.
    void test(@Nullable Tracked action) {
        if (action != null && testRefusal(action) == null) {
            onTest.accept(action);
        }
    }

    Instant now() {
        return clock.instant();
    }

    /// Shows those of another case.
    ///
    /// @param caseId null for none
    void show(@Nullable String caseId) {
        if (caseId == null || !caseId.equals(shown)) {
            list.clear();
            problem.set("");
        }
        shown = caseId;
        read();
    }

    private void read() {
        if (reading != null) {
            reading.cancel();
        }
        String caseId = shown;
        if (caseId != null) {
            reading = background.call(
                    _ -> incidents.aftermath().actions(caseId),
                    list::setAll,
                    failure -> problem.set(Foreign.of(failure)));
        }
    }

    /// Adds one.
    ///
    /// @param done hears when it is written
    void plan(Planned typed, Runnable done) {
        LocalDate due = TypedDay.of(typed.due());
        if (due == null) {
            problem.set(TypedDay.ADVICE);
            return;
        }
        act(
                (caseId, after) -> after.plan(
                        caseId,
                        typed.kind(),
                        typed.what().strip(),
                        typed.owner().strip(),
                        due),
                done);
    }

    /// Notes that one was done.
    ///
    /// @param done hears when it is written
    void finish(Tracked action, Finishing typed, Runnable done) {
        LocalDate next = TypedDay.of(typed.next());
        if (next == null && !typed.next().isBlank()) {
            problem.set(TypedDay.ADVICE);
            return;
        }
        String by = typed.by().isBlank() ? null : typed.by().strip();
        LocalMoment.orNow(typed.at(), problem::set, at -> {
            var how = new Aftermath.Done(
                    by, at, typed.result().strip(), typed.evidence().strip(), next);
            act((caseId, after) -> after.finish(caseId, action.action().id(), how), done);
        });
    }

    /// Something that is done to a case.
    @FunctionalInterface
    private interface Act {
        void on(String caseId, Aftermath after) throws BackstayException;
    }

    private void act(Act act, Runnable done) {
        String caseId = shown;
        if (caseId == null || refusal() != null) {
            return;
        }
        problem.set("");
        background.call(
                _ -> {
                    act.on(caseId, incidents.aftermath());
                    return caseId;
                },
                _ -> {
                    done.run();
                    onChanged.run();
                    read();
                },
                failure -> problem.set(Foreign.of(failure)));
    }
}
