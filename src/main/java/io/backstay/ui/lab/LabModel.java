package io.backstay.ui.lab;

import io.backstay.act.practice.Practice;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Starting the practice lab, what it consists of, and the way from there into the guided restore.
public final class LabModel {
    private static final Practice.Status DOWN = new Practice.Status(false, List.of(), null, null, null);

    private final Practice practice;
    private final Background background;
    private final InstantSource clock;
    private final Consumer<? super Intake> onPractise;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.DOWN);
    private final ReadOnlyObjectWrapper<Practice.Status> status = new ReadOnlyObjectWrapper<>(DOWN);
    private final ReadOnlyObjectWrapper<@Nullable Intake> intake = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(Activity.UNKNOWN);
    private final ObservableList<Step> steps = FXCollections.observableArrayList();
    private Instant begun;
    private @Nullable Activity running;

    /// @param onPractise leads into the guided restore with the customer's call
    public LabModel(
            Practice practice, Background background, InstantSource clock, Consumer<? super Intake> onPractise) {
        this.practice = practice;
        this.background = background;
        this.clock = clock;
        this.onPractise = onPractise;
        this.begun = clock.instant();
    }

    /// How the lab stands.
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// What runs.
    public ReadOnlyObjectProperty<Practice.Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /// The customer's call, once the story has happened; null before, and when the lab was started elsewhere.
    public ReadOnlyObjectProperty<@Nullable Intake> intakeProperty() {
        return intake.getReadOnlyProperty();
    }

    /// Why the last start or stop did not work, or null.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// How far the current step is, from 0 to 1, or [Activity#UNKNOWN].
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// The steps begun so far, the last one being the current one while the lab starts.
    public ObservableList<Step> steps() {
        return steps;
    }

    /// How long the start or stop has been going on.
    public Duration elapsed() {
        return Duration.between(begun, clock.instant());
    }

    /// Asks what runs; nothing changes while a start or stop is under way.
    public void refresh() {
        if (!busy()) {
            background.call(_ -> practice.status(), this::show, failure::set);
        }
    }

    /// Starts the lab and lets its story happen.
    public void start() {
        begin(Phase.STARTING, practice::start, call -> {
            intake.set(call);
            ended();
        });
    }

    /// Asks the start to stop; the lab cleans up after itself.
    public void cancel() {
        if (phase.get() == Phase.STARTING && running != null) {
            phase.set(Phase.CANCELLING);
            running.cancel();
        }
    }

    /// Stops and removes everything the lab started.
    public void stop() {
        begin(
                Phase.STOPPING,
                _ -> {
                    practice.stop();
                    return true;
                },
                _ -> {
                    intake.set(null);
                    ended();
                });
    }

    /// Leads into the guided restore.
    public void practise() {
        Intake call = intake.get();
        if (call != null) {
            onPractise.accept(call);
        }
    }

    private boolean busy() {
        return running != null && running.running();
    }

    private <T> void begin(Phase during, Call<T> call, Consumer<T> onDone) {
        if (busy()) {
            return;
        }
        failure.set(null);
        steps.clear();
        fraction.set(Activity.UNKNOWN);
        begun = clock.instant();
        phase.set(during);
        Activity activity = background.call(call::run, onDone, this::failed);
        running = activity;
        activity.steps().addListener((ListChangeListener<String>) _ -> show(activity.steps()));
        activity.fractionProperty().addListener((_, _, now) -> fraction.set(now.doubleValue()));
        show(activity.steps());
        activity.stateProperty().addListener((_, _, _) -> notDone(activity));
        if (!activity.running()) {
            endLastStep();
        }
        notDone(activity);
    }

    private void show(List<String> names) {
        Instant now = clock.instant();
        List<Step> shown = new ArrayList<>(steps);
        for (int i = shown.size(); i < names.size(); i++) {
            shown.add(new Step(names.get(i), now, null));
        }
        for (int i = 0; i < shown.size() - 1; i++) {
            if (shown.get(i).endedAt() == null) {
                shown.set(i, shown.get(i).ended(now));
            }
        }
        steps.setAll(shown);
    }

    private void notDone(Activity activity) {
        Activity.State state = activity.stateProperty().get();
        if (state == Activity.State.CANCELLED || state == Activity.State.DEFECT) {
            steps.clear();
            ended();
        }
    }

    private void failed(Failure said) {
        failure.set(said);
        ended();
    }

    private void ended() {
        endLastStep();
        background.call(_ -> practice.status(), this::show, failure::set);
    }

    private void endLastStep() {
        if (!steps.isEmpty() && steps.getLast().endedAt() == null) {
            steps.set(steps.size() - 1, steps.getLast().ended(clock.instant()));
        }
    }

    private void show(Practice.Status now) {
        status.set(now);
        phase.set(now.up() ? Phase.UP : Phase.DOWN);
        if (!now.up()) {
            intake.set(null);
        }
    }

    /// How the lab stands.
    public enum Phase {
        DOWN,
        STARTING,
        CANCELLING,
        UP,
        STOPPING
    }

    /// A step of the start.
    ///
    /// @param endedAt null while it runs
    public record Step(
            String name, Instant begunAt, @Nullable Instant endedAt) {
        Step ended(Instant at) {
            return new Step(name, begunAt, at);
        }
    }

    private interface Call<T> {
        T run(Progress progress) throws BackstayException, InterruptedException;
    }

    /// Where the lab keeps its files, in words.
    static String folder(@Nullable Path folder) {
        return folder == null ? "unknown" : folder.toString();
    }
}
