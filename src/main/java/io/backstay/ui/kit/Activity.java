package io.backstay.ui.kit;

import io.backstay.base.Progress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One call behind the screen: its steps, how far it is, how it ended, and the way to cancel it.
///
/// Properties change on the UI thread only. Every activity ends exactly once, a cancelled one when its work has
/// really stopped.
public final class Activity {
    private final Executor ui;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ObservableList<String> steps = FXCollections.observableArrayList();
    private final ObservableList<String> stepsSeen = FXCollections.unmodifiableObservableList(steps);
    private final AtomicBoolean fractionOnItsWay = new AtomicBoolean();
    private volatile double latestFraction = UNKNOWN;
    private @Nullable Thread runner;
    private boolean cancelled;

    /// What [#fractionProperty()] says while the whole is not known.
    public static final double UNKNOWN = -1;

    Activity(Executor ui) {
        this.ui = ui;
    }

    /// How it stands.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether the work still runs.
    public boolean running() {
        return state.get() == State.RUNNING;
    }

    /// The steps begun so far; the last one is the current one.
    public ObservableList<String> steps() {
        return stepsSeen;
    }

    /// How far the current step is, from 0 to 1, or [#UNKNOWN].
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// Asks the work to stop by interrupting it; neither the result nor a failure will be reported.
    public synchronized void cancel() {
        cancelled = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized void begin() {
        runner = Thread.currentThread();
        if (cancelled) {
            runner.interrupt();
        }
    }

    /// Lets go of the thread, so that a late cancel cannot interrupt what it does next.
    synchronized void leave() {
        runner = null;
    }

    void end(State how) {
        state.set(how);
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void step(String name) {
                latestFraction = UNKNOWN;
                ui.execute(() -> {
                    steps.add(name);
                    fraction.set(UNKNOWN);
                });
            }

            @Override
            public void advance(long done, long total) {
                latestFraction = total <= 0 ? UNKNOWN : Math.clamp((double) done / total, 0, 1);
                // A thousand advances between two pulses are one change on the screen.
                if (fractionOnItsWay.compareAndSet(false, true)) {
                    ui.execute(() -> {
                        fractionOnItsWay.set(false);
                        fraction.set(latestFraction);
                    });
                }
            }
        };
    }

    /// How an activity stands.
    public enum State {
        RUNNING,
        DONE,
        /// The world said no; the caller was told why.
        FAILED,
        CANCELLED,
        /// A defect of ours; it was reported, and nothing may be concluded from the call.
        DEFECT
    }
}
