package io.backstay.ui.compliance;

import io.backstay.act.check.ComplianceExports;
import io.backstay.base.Failure;
import io.backstay.policy.check.CheckResult;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Handing on what is shown, as CSV, JSON or PDF.
public final class ExportModel {
    private final ComplianceExports exports;
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);

    /// A model that has written nothing yet.
    public ExportModel(ComplianceExports exports, Background background) {
        this.exports = exports;
        this.background = background;
    }

    /// How the last export ended, null before.
    ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Whether one is written at this moment.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// A name for the file, such as `compliance-expansive-2026-03-16.pdf`.
    static String fileName(CheckResult shown) {
        return "compliance-" + shown.policy() + "-"
                + shown.at().atZone(ZoneOffset.UTC).toLocalDate() + ComplianceExports.Form.PDF.ending();
    }

    /// Writes what is shown, as of the instant that it was judged for.
    void write(CheckResult shown, Path file) {
        if (running.get()) {
            return;
        }
        running.set(true);
        said.set(new Said(Mark.RUNNING, "Writing " + file));
        var order = new ComplianceExports.Order(shown.policy(), List.of(), shown.at());
        background.call(
                _ -> {
                    exports.write(order, file);
                    return file;
                },
                this::written,
                this::failed);
    }

    private void written(Path file) {
        running.set(false);
        said.set(new Said(Mark.HOLDS, "Written to " + file + "."));
    }

    private void failed(Failure failure) {
        running.set(false);
        said.set(new Said(Mark.BREACH, Foreign.of(failure)));
    }
}
