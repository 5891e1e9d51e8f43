package io.backstay.ui.kit.guard;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
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
        Label holds = Texts.wrapped(Texts.secondary(line.holds()));
        Label span = Texts.wrapped(Texts.secondary(line.span()));
        boolean asked = model.askedProperty().get().equals(line.restore());
        var row = new VBox(title, span, holds, asked ? confirm(line) : acts(line));
        row.getStyleClass().add("bs-lease");
        return row;
    }

    private HBox acts(LeasesModel.Line line) {
        Button stop = Buttons.small("Stop this run", "fth-stop-circle", () -> model.ask(line.restore()));
        stop.setId("stop-" + line.restore());
        return line(stop);
    }

    private VBox confirm(LeasesModel.Line line) {
        Label what = Texts.wrapped(Texts.body("What " + line.restore()
                + " has not committed is rolled back. It can go on later, when somebody has unlocked the vault."));
        Button stop = Buttons.danger("Stop " + line.restore(), "fth-stop-circle", model::stop);
        stop.setId("really-stop");
        Button keep = Buttons.plain("Let it go on", null, () -> model.ask(""));
        keep.setId("let-go-on");
        var box = new VBox(what, line(keep, stop));
        box.getStyleClass().add("bs-lease");
        return box;
    }

    private static HBox line(Button... buttons) {
        var line = new HBox(Card.spring());
        line.getChildren().addAll(buttons);
        line.setAlignment(Pos.CENTER_RIGHT);
        line.getStyleClass().add("bs-line");
        return line;
    }

    private static Label problem(Failure failure) {
        Label problem = Texts.wrapped(new Label(failure.message() + " " + failure.advice()));
        problem.setId("lease-problem");
        problem.getStyleClass().add("bs-danger-text");
        return problem;
    }
}
