package io.backstay.ui.restore.work;

import io.backstay.base.Durations;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Times;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The act under way: what it does, how far it is, how long it took.
///
/// The screen fetches the newest word a few times a second, so that a task that reports a million times costs
/// little.
public final class Work {
    /// Shorter work is not worth a change of the screen.
    private static final Duration SLOW = Duration.ofMillis(300);
    /// An estimate from less than this is a guess.
    private static final Duration ESTIMATE_MIN = Duration.ofSeconds(2);

    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper slow = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper elapsed = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(Activity.UNKNOWN);
    private @Nullable Activity activity;
    private Instant startedAt = Instant.EPOCH;

    Work() {}

    /// Whether something runs.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Whether it runs long enough to be shown.
    public ReadOnlyBooleanProperty slowProperty() {
        return slow.getReadOnlyProperty();
    }

    /// Whether it was asked to stop and has not yet stopped.
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }

    /// What is being done, such as `Recovering into a scratch server`.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// The newest word from the task.
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// How long it has run, such as `00:01:12`.
    public ReadOnlyStringProperty elapsedProperty() {
        return elapsed.getReadOnlyProperty();
    }

    /// How long it may still take, empty while that would be a guess.
    public ReadOnlyStringProperty leftProperty() {
        return left.getReadOnlyProperty();
    }

    /// From 0 to 1, or [Activity#UNKNOWN] while the whole is not known.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    void begin(String name, Instant now) {
        activity = null;
        startedAt = now;
        title.set(name);
        step.set("");
        fraction.set(Activity.UNKNOWN);
        cancelling.set(false);
        running.set(true);
        tick(now);
    }

    void tick(Instant now) {
        if (!running.get()) {
            return;
        }
        Duration ran = Duration.between(startedAt, now);
        if (activity != null) {
            step.set(activity.steps().isEmpty() ? "" : activity.steps().getLast());
            fraction.set(activity.fractionProperty().get());
        }
        elapsed.set(Times.running(ran));
        left.set(estimate(ran, fraction.get()));
        slow.set(ran.compareTo(SLOW) >= 0);
    }

    /// What is followed from here on; work that ended at once has nothing to follow.
    void follow(Activity started) {
        if (running.get() && started.running()) {
            activity = started;
        }
    }

    void cancel() {
        if (activity != null) {
            cancelling.set(true);
            activity.cancel();
        }
    }

    void end() {
        activity = null;
        running.set(false);
        slow.set(false);
        cancelling.set(false);
    }

    private static String estimate(Duration ran, double part) {
        if (part <= 0 || part >= 1 || ran.compareTo(ESTIMATE_MIN) < 0) {
            return "";
        }
        long seconds = Math.round(ran.toSeconds() * (1 - part) / part);
        return "about " + Durations.words(Duration.ofSeconds(Math.max(1, seconds))) + " left";
    }
}
