package io.backstay.ui.kit.guard;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The runs that hold credentials for themselves, each with the way to stop it; takes no room while there is none.
public final class LeasesPane extends VBox {
    private final LeasesModel model;

    /// A pane that follows the model.
    public LeasesPane(LeasesModel model) {
        this.model = model;
        getStyleClass().add("bs-leases");
        getStylesheets()
                .add(Objects.requireNonNull(LeasesPane.class.getResource("leases.css"), "leases.css")
                        .toExternalForm());
        setId("leases");
        model.linesProperty().subscribe(_ -> show());
        model.askedProperty().subscribe(_ -> show());
        model.failureProperty().subscribe(_ -> show());
    }

    private void show() {
        var lines = model.linesProperty().get();
        Failure failure = model.failureProperty().get();
        getChildren().setAll(lines.stream().map(this::row).toList());
        if (failure != null) {
            getChildren().add(problem(failure));
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private VBox row(LeasesModel.Line line) {
        Label title = Texts.wrapped(Texts.name(line.title()));
        title.setId("lease-" + line.restore());
        title.setGraphic(new MarkIcon(Mark.RUNNING));
        if (model.askedProperty().get().equals(line.restore())) {
            return box(title, confirm(line), really(line));
        }
        Button stop = Buttons.small("Stop this run", "fth-stop-circle", () -> model.ask(line.restore()));
        stop.setId("stop-" + line.restore());
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var head = new HBox(title, stop);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("bs-line");
        return box(head, Texts.wrapped(Texts.secondary(line.span())), Texts.wrapped(Texts.secondary(line.holds())));
    }

    private static VBox box(Node... parts) {
        var box = new VBox(parts);
        box.getStyleClass().add("bs-lease");
        return box;
    }

    private static Label confirm(LeasesModel.Line line) {
        return Texts.wrapped(Texts.body("What " + line.restore()
                + " has not committed is rolled back. It can go on later, when somebody has unlocked the vault."));
    }

    private HBox really(LeasesModel.Line line) {
        Button stop = Buttons.danger("Stop " + line.restore(), "fth-stop-circle", model::stop);
        stop.setId("really-stop");
        Button keep = Buttons.plain("Let it go on", null, () -> model.ask(""));
        keep.setId("let-go-on");
        var acts = new HBox(Card.spring(), keep, stop);
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.getStyleClass().add("bs-line");
        return acts;
    }

    private static Label problem(Failure failure) {
        Label problem = Texts.wrapped(new Label(Foreign.of(failure)));
        problem.setId("lease-problem");
        problem.getStyleClass().add("bs-danger-text");
        return problem;
    }
}
