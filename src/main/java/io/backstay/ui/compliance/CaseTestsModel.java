package io.backstay.ui.compliance;

import io.backstay.act.incident.Aftermath;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Tracked;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Restore tests that follow from cases: who did each, when, with what result, and when it is next due.
public final class CaseTestsModel {
    private final Supplier<Aftermath> aftermath;
    private final Background background;
    private final InstantSource clock;
    private final ObservableList<Tracked> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// A model that has read nothing yet.
    ///
    /// @param aftermath where they are kept; asked off the UI thread
    public CaseTestsModel(Supplier<Aftermath> aftermath, Background background, InstantSource clock) {
        this.aftermath = aftermath;
        this.background = background;
        this.clock = clock;
    }

    /// What is overdue first, then what is due next; what is done for good comes last.
    public ObservableList<Tracked> rows() {
        return rows;
    }

    /// Why they are not known, a sentence; empty when they are.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    Instant now() {
        return clock.instant();
    }

    /// Reads them again.
    void read() {
        background.call(_ -> aftermath.get().actions(null), this::show, this::failed);
    }

    /// Notes that one was done; blocks, so not on the UI thread.
    void finish(Tracked test, Aftermath.Done how) throws BackstayException {
        aftermath.get().finish(test.caseId(), test.action().id(), how);
    }

    private void show(List<Tracked> all) {
        problem.set("");
        rows.setAll(all.stream()
                .filter(each -> each.action().kind() == Action.Kind.RESTORE_TEST)
                .sorted(Comparator.comparing(Tracked::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList());
    }

    private void failed(Failure failure) {
        rows.clear();
        problem.set("The restore tests of cases are not known. " + Foreign.of(failure));
    }
}
