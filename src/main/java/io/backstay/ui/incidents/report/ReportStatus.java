package io.backstay.ui.incidents.report;

import io.backstay.incident.print.ReportWriter;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// How it stands with the report that is shown: whether it is saved, what became of the last act, and where it was
/// written. Its model alone sets it.
final class ReportStatus {
    final ReadOnlyObjectWrapper<Saving> saving = new ReadOnlyObjectWrapper<>(Saving.SAVED);
    final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    final ReadOnlyBooleanWrapper overdue = new ReadOnlyBooleanWrapper();
    final ReadOnlyObjectWrapper<ReportWriter.@Nullable Written> written = new ReadOnlyObjectWrapper<>();
    final ReadOnlyIntegerWrapper edition = new ReadOnlyIntegerWrapper();
    final ReadOnlyBooleanWrapper finishing = new ReadOnlyBooleanWrapper();

    /// Whether what is typed is saved.
    ReadOnlyObjectProperty<Saving> savingProperty() {
        return saving.getReadOnlyProperty();
    }

    /// Why the last act was not done; empty when it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the customer waits for a message already.
    ReadOnlyBooleanProperty overdueProperty() {
        return overdue.getReadOnlyProperty();
    }

    /// Where the report was written last; null before.
    ReadOnlyObjectProperty<ReportWriter.@Nullable Written> writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// Grows whenever other words are to be shown than those that stand on the screen.
    ReadOnlyIntegerProperty editionProperty() {
        return edition.getReadOnlyProperty();
    }

    /// Whether it is being made final, and takes no change any more.
    ReadOnlyBooleanProperty finishingProperty() {
        return finishing.getReadOnlyProperty();
    }
}
