package io.backstay.ui.compliance;

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
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Restore tests that follow from cases: who did each, when, with what result, and when it is next due.
public final class CaseTestsModel {
    private final Following cases;
    private final Background background;
    private final InstantSource clock;
    private final ObservableList<Tracked> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// A model that has read nothing yet.
    public CaseTestsModel(Following cases, Background background, InstantSource clock) {
        this.cases = cases;
        this.background = background;
        this.clock = clock;
    }

    /// Where it is read what follows from cases.
    @FunctionalInterface
    public interface Following {
        /// What follows from all of them.
        List<Tracked> actions() throws BackstayException;
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
        background.call(_ -> cases.actions(), this::show, this::failed);
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
