package io.backstay.ui.restore.view.diff;

import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.diff.DamagedSide;
import io.backstay.ui.restore.work.Work;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The lines between the tables of the diff that are there only while they are wanted: the act under way, the damaged
/// state's moment, the reason to see a row.
final class DiffBars {
    private final RestoreModel model;

    DiffBars(RestoreModel model) {
        this.model = model;
    }

    /// Comparing again leaves the tables where they are.
    Node working() {
        Work work = model.work();
        Label step = Texts.secondary("");
        step.textProperty()
                .bind(Bindings.when(work.cancellingProperty())
                        .then("Stopping; what was begun is being taken back")
                        .otherwise(Bindings.when(work.stepProperty().isEmpty())
                                .then(work.titleProperty())
                                .otherwise(work.stepProperty())));
        step.setMinWidth(0);
        var bar = new ProgressBar();
        bar.progressProperty().bind(work.fractionProperty());
        Label elapsed = Texts.clock("");
        elapsed.textProperty().bind(work.elapsedProperty());
        Button cancel = Buttons.small("Cancel", "fth-stop-circle", model::cancel);
        cancel.setId("diff-cancel");
        cancel.disableProperty().bind(work.cancellingProperty());
        return shown(work.slowProperty(), new MarkIcon(Mark.RUNNING), step, Card.spring(), bar, elapsed, cancel);
    }

    /// Asks which moment after the incident is recovered.
    Node damaged(BooleanProperty wanted) {
        DamagedSide damaged = model.diff().damaged();
        TextField moment = field("damaged-moment", damaged.typedProperty());
        moment.setAccessibleText("The moment after the incident, in the customer's time");
        model.knownProperty().subscribe(_ -> moment.setPromptText(damaged.usual()));
        Button look = Buttons.small("Recover it as well", "fth-layers", damaged::look);
        look.setId("damaged-look");
        look.disableProperty().bind(model.diff().deciding().possibleProperty().not());
        moment.setOnAction(_ -> damaged.look());
        Button leave = Buttons.small("Not wanted", null, () -> wanted.set(false));
        leave.setId("damaged-leave");
        return asking(
                wanted,
                damaged.refusalProperty(),
                "Tells damage from the tenant's own edits. Without it every edit counts as theirs and is kept.",
                Texts.body("Moment after the incident"),
                moment,
                look,
                leave);
    }

    /// Asks why a row must be seen.
    Node reveal() {
        return RevealBar.of(
                model.diff().unmasked(),
                "reveal",
                SampleRow::key,
                model.diff().deciding().possibleProperty(),
                "One row, for as long as it is chosen; who looked and why stands in the record.");
    }

    static TextField field(String id, StringProperty text) {
        var input = new TextField();
        input.setId(id);
        input.getStyleClass().addAll("bs-field", "bs-small");
        input.setMaxWidth(Double.MAX_VALUE);
        input.textProperty().bindBidirectional(text);
        HBox.setHgrow(input, Priority.ALWAYS);
        return input;
    }

    /// A line of inputs with what was refused and some words below, there only while it is wanted.
    static Node asking(ObservableBooleanValue wanted, ObservableValue<String> refusal, String words, Node... line) {
        var inputs = new HBox(line);
        inputs.setAlignment(Pos.CENTER_LEFT);
        inputs.getStyleClass().add("rs-line");
        Label refused = Texts.wrapped(Texts.secondary(""));
        refused.getStyleClass().add("rs-problem");
        refused.textProperty().bind(refusal);
        refused.visibleProperty().bind(refused.textProperty().isNotEmpty());
        refused.managedProperty().bind(refused.visibleProperty());
        var box = new VBox(inputs, refused, Texts.wrapped(Texts.secondary(words)));
        box.getStyleClass().add("rs-asking-bar");
        box.visibleProperty().bind(wanted);
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private static Node shown(ObservableBooleanValue wanted, Node... line) {
        var box = new HBox(line);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("rs-line", "rs-asking-bar");
        box.visibleProperty().bind(wanted);
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }
}
