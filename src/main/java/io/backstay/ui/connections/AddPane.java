package io.backstay.ui.connections;

import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.FactRow;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import java.util.Arrays;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for a new connection.
final class AddPane extends FormFrame {
    private static final KeyCodeCombination ADD = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCodeCombination TEST = new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN);

    AddPane(AddForm form, Runnable onClose) {
        super("Add a connection", body(form), onClose);
        FormTrial trial = form.trial();
        Label problem = Texts.wrapped(new Label());
        problem.getStyleClass().add("bs-danger-text");
        problem.setGraphic(new MarkIcon(Mark.BREACH));
        problem.setId("connection-problem");
        problem.textProperty().bind(form.problemProperty());
        problem.visibleProperty().bind(form.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        BooleanExpression busy = form.runningProperty().or(trial.doingProperty().isNotEmpty());
        Button test = Buttons.plain("Test connection", "fth-activity", form::test);
        test.setId("connection-try");
        test.setTooltip(new Tooltip("Tests what is typed, and keeps nothing of it (Ctrl T)"));
        test.disableProperty().bind(busy);
        Button add = Buttons.primary("Add", "fth-plus", form::save);
        add.setTooltip(new Tooltip("Keeps the connection (Ctrl Enter)"));
        add.disableProperty().bind(busy);
        foot(List.of(running(form), problem, Said.line("connection-tried", trial.saidProperty())), test, add);
        addEventHandler(KeyEvent.KEY_PRESSED, press -> {
            if (ADD.match(press)) {
                form.save();
                press.consume();
            } else if (TEST.match(press)) {
                form.test();
                press.consume();
            }
        });
    }

    /// What a test looks at now, and the way to stop it.
    private static Node running(AddForm form) {
        FormTrial trial = form.trial();
        Label step = Texts.body("");
        step.setId("connection-trying");
        step.textProperty().bind(trial.doingProperty());
        step.setGraphic(new MarkIcon(Mark.RUNNING));
        Button stop = Buttons.small("Stop the test", null, form::stop);
        stop.setId("connection-try-stop");
        var strip = new HBox(step, Card.spring(), stop);
        strip.getStyleClass().add("bs-running");
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.visibleProperty().bind(trial.doingProperty().isNotEmpty());
        strip.managedProperty().bind(strip.visibleProperty());
        return strip;
    }

    /// What a test found, below what it was of, and in sight as soon as it is there.
    private static Node found(AddForm form) {
        var box = new VBox();
        box.setId("connection-tried-found");
        box.getStyleClass().add("cn-lines");
        form.trial().foundProperty().subscribe(tested -> {
            box.getChildren().clear();
            box.setManaged(tested != null);
            if (tested != null) {
                box.getChildren().addAll(FactRow.rule(), Texts.section("What the test found"));
                box.getChildren().addAll(TestedLines.of(tested, "connection-tried"));
                FormFrame.reveal(box);
            }
        });
        return box;
    }

    /// Puts the focus into a field.
    void focus(Field field) {
        Node input = lookup("#" + FieldBox.id(field));
        if (input != null) {
            input.requestFocus();
            if (field != Field.NAME) {
                FormFrame.reveal(input);
            }
        }
    }

    private static Node body(AddForm form) {
        var asked = new VBox();
        asked.getStyleClass().add("cn-fields");
        // Built anew for each kind, so that no field stands in the window twice.
        form.kindProperty().subscribe(kind -> asked.getChildren().setAll(blocks(form, kind)));
        var box = new VBox(
                kinds(form),
                Texts.wrapped(Texts.secondary("No secret is asked for: a connection names credentials of the vault, and"
                        + " each goes to no server but the one that it names itself.")),
                line(form, List.of(Field.NAME)),
                environment(form),
                asked,
                found(form));
        box.getStyleClass().add("cn-fields");
        return box;
    }

    private static Node kinds(AddForm form) {
        return Buttons.segments(Arrays.stream(Kind.values())
                .map(kind -> {
                    var toggle = new ToggleButton(kind.words());
                    toggle.setId("connection-kind-" + Words.of(kind));
                    toggle.setSelected(form.kindProperty().get() == kind);
                    toggle.setOnAction(_ -> {
                        toggle.setSelected(true);
                        form.kindProperty().set(kind);
                    });
                    return toggle;
                })
                .toList());
    }

    private static Node environment(AddForm form) {
        var production = new ToggleButton("Production");
        var staging = new ToggleButton("Staging");
        Node segments = Buttons.segments(List.of(production, staging));
        production.setSelected(form.environmentProperty().get() == Environment.PRODUCTION);
        staging.setSelected(!production.isSelected());
        production.setOnAction(_ -> form.environmentProperty().set(Environment.PRODUCTION));
        staging.setOnAction(_ -> form.environmentProperty().set(Environment.STAGING));
        return segments;
    }

    private static List<Node> blocks(AddForm form, Kind kind) {
        var box = new VBox(Texts.wrapped(Texts.caption(kind.help())));
        box.getStyleClass().add("cn-fields");
        for (Layout.Block block : Layout.of(kind)) {
            Part part = block.part();
            if (part == null) {
                box.getChildren().add(lines(form, block.with()));
                continue;
            }
            var has = new CheckBox(part.words());
            has.setId("connection-" + Words.of(part));
            has.selectedProperty().bindBidirectional(form.has(part));
            box.getChildren()
                    .addAll(
                            has,
                            shown(lines(form, block.with()), form.has(part)),
                            shown(lines(form, block.without()), form.has(part).not()));
        }
        return List.of(box);
    }

    private static VBox lines(AddForm form, List<List<Field>> lines) {
        var box = new VBox();
        box.getStyleClass().add("cn-fields");
        lines.forEach(fields -> box.getChildren().add(line(form, fields)));
        return box;
    }

    /// Visible while something holds; an empty box never takes room.
    private static Node shown(VBox box, BooleanExpression holds) {
        box.visibleProperty().bind(Bindings.and(holds, Bindings.isNotEmpty(box.getChildren())));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private static Node line(AddForm form, List<Field> fields) {
        var row = new HBox();
        row.getStyleClass().add("bs-beside");
        fields.forEach(field -> row.getChildren().add(new FieldBox(field, form, fields.size())));
        return row;
    }
}
