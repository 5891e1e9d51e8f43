package io.backstay.ui.restore;

import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Verdict;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.work.Trouble;
import java.time.Instant;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Where one restore stands: what [Steps] writes and [RestoreModel] shows.
final class State {
    final Rail rail = new Rail();
    final DiffModel diff = new DiffModel();
    final FindModel find = new FindModel();
    final SchemaModel schema = new SchemaModel();
    final ReadOnlyObjectWrapper<Known> known = new ReadOnlyObjectWrapper<>(Known.NOTHING);
    final ReadOnlyObjectWrapper<RestoreStep> current = new ReadOnlyObjectWrapper<>(RestoreStep.INTAKE);
    final ReadOnlyObjectWrapper<Pane> shown = new ReadOnlyObjectWrapper<>(Pane.INTAKE);
    final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
    final ReadOnlyBooleanWrapper closeArmed = new ReadOnlyBooleanWrapper(false);
    final ObjectProperty<@Nullable String> borrows = new SimpleObjectProperty<>();
    /// Now, as far as somebody has to wait for it.
    final ObjectProperty<Instant> now = new SimpleObjectProperty<>(Instant.EPOCH);

    final StringProperty reason = new SimpleStringProperty("");
    final StringProperty typedTenant = new SimpleStringProperty("");

    void arrive(RestoreStep step, StepState state, String note) {
        current.set(step);
        shown.set(Pane.of(step));
        rail.mark(step, state, note);
    }

    void stopped(Trouble why, String note) {
        trouble.set(why);
        rail.mark(why.step(), StepState.FAILED, note);
    }

    Verdict verdict() {
        Opened opened = known.get().opened();
        if (opened == null) {
            throw new IllegalStateException("no verdict at " + current.get());
        }
        return opened.verdict();
    }

    boolean looking() {
        return shown.get() != Pane.of(current.get());
    }

    /// Whether closing loses nothing: all is verified, or the proof failed and nothing was written.
    boolean finished() {
        return known.get().verification() != null || current.get() == RestoreStep.PROVE;
    }

    void reset() {
        known.set(Known.NOTHING);
        diff.clear();
        schema.clear();
        find.clear();
        rail.reset();
        reason.set("");
        typedTenant.set("");
        closeArmed.set(false);
        borrows.set(null);
        trouble.set(null);
        arrive(RestoreStep.INTAKE, StepState.CURRENT, RestoreStep.INTAKE.hint());
    }
}
