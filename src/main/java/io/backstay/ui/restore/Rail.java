package io.backstay.ui.restore;

import io.backstay.restore.journal.RestoreStep;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The eleven steps and where each stands.
public final class Rail {
    private static final List<RestoreStep> STEPS = List.of(RestoreStep.values());

    private final ObservableList<RailRow> rows = FXCollections.observableArrayList();
    private final ObservableList<RailRow> view = FXCollections.unmodifiableObservableList(rows);

    Rail() {
        reset();
    }

    /// One row per step, in order.
    public ObservableList<RailRow> rows() {
        return view;
    }

    StepState state(RestoreStep step) {
        return rows.get(STEPS.indexOf(step)).state();
    }

    void mark(RestoreStep step, StepState state, String note) {
        rows.set(STEPS.indexOf(step), new RailRow(step, state, note));
    }

    void reset() {
        var fresh = STEPS.stream()
                .map(step -> new RailRow(step, StepState.TO_DO, step.hint()))
                .toList();
        rows.setAll(fresh);
        mark(RestoreStep.INTAKE, StepState.CURRENT, RestoreStep.INTAKE.hint());
    }
}
