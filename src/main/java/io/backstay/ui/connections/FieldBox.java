package io.backstay.ui.connections;

import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Fitting;
import io.backstay.act.connection.form.Layout;
import io.backstay.codec.Words;
import io.backstay.policy.PolicySummary;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One question, its answer, what helps to give it, and what is wrong with it as soon as something is.
final class FieldBox extends VBox {
    private static final int LINES = 2;

    /// @param beside how many stand in its line, itself included; 1 to 3
    FieldBox(Field field, AddForm form, int beside) {
        String id = id(field);
        StringProperty typed = form.text(field);
        Label label = Texts.name(field.question());
        var asked = new HBox(label);
        asked.getStyleClass().add("cn-question");
        if (Layout.optional(field)) {
            asked.getChildren().add(Texts.caption("optional"));
        }
        getChildren().add(asked);
        Fitting fitting = Fitting.of(field);
        if (!field.choices().isEmpty()) {
            getChildren().add(choice(field, typed, id));
        } else if (fitting != null) {
            TextInputControl input = input(field, typed, id, label);
            getChildren()
                    .addAll(
                            beside(input, credentials(field, fitting, form, input, beside)),
                            note(field, fitting, form));
        } else if (field.region()) {
            TextInputControl input = input(field, typed, id, label);
            var offered = new RegionsModel(field, typed, form.regionsProperty());
            var regions = new RegionsPane(offered, typed, id, input::requestFocus);
            Button choose = Buttons.plain("Choose", null, () -> {
                form.askRegions();
                regions.open(!regions.isVisible());
            });
            choose.setId(id + "-choose");
            choose.setAccessibleText("Choose from the regions of AWS: " + field.question());
            onDown(input, () -> {
                form.askRegions();
                regions.open(true);
            });
            getChildren().addAll(beside(input, choose), regions);
        } else if (field == Field.POLICY) {
            TextInputControl input = input(field, typed, id, label);
            getChildren().add(beside(input, policies(form, typed, input)));
        } else {
            getChildren().add(input(field, typed, id, label));
        }
        if (!field.help().isEmpty()) {
            getChildren().add(Texts.wrapped(Texts.caption(field.help())));
        }
        getChildren().add(problem(field, typed, id));
        // About as wide as it will be, so that the lines of the help are counted right before it is laid out.
        getStyleClass().addAll("cn-asked", "cn-of-" + beside);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    /// What its input is called in the window.
    static String id(Field field) {
        return "connection-" + Words.of(field);
    }

    private static Node beside(Node input, Node act) {
        HBox.setHgrow(input, Priority.ALWAYS);
        var line = new HBox(input, act);
        line.getStyleClass().add("cn-chosen");
        return line;
    }

    /// Down opens what can be chosen, as in a box that opens.
    private static void onDown(Node input, Runnable opening) {
        input.addEventHandler(KeyEvent.KEY_PRESSED, press -> {
            if (press.getCode() == KeyCode.DOWN) {
                opening.run();
                press.consume();
            }
        });
    }

    private static MenuButton credentials(Field field, Fitting fitting, AddForm form, Node input, int beside) {
        // Where three stand in a line, the name of the credential needs the room.
        var menu = new MenuButton(beside > 2 ? "" : "Choose");
        menu.setId(id(field) + "-choose");
        menu.getStyleClass().add("cn-choose");
        menu.setAccessibleText("Choose from the vault: " + field.question());
        menu.setMinWidth(Region.USE_PREF_SIZE);
        form.credentialsProperty().subscribe(_ -> menu.getItems().setAll(items(field, fitting, form, input)));
        onDown(input, menu::show);
        return menu;
    }

    private static MenuButton policies(AddForm form, StringProperty typed, Node input) {
        var menu = new MenuButton("Choose");
        menu.setId(id(Field.POLICY) + "-choose");
        menu.getStyleClass().add("cn-choose");
        menu.setAccessibleText("Choose a policy");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        form.policiesProperty()
                .subscribe(all -> menu.getItems()
                        .setAll(all.stream()
                                .map(each -> policy(each, typed, input))
                                .toList()));
        menu.disableProperty().bind(form.policiesProperty().map(List::isEmpty));
        onDown(input, menu::show);
        return menu;
    }

    private static MenuItem policy(PolicySummary policy, StringProperty typed, Node input) {
        var item = new MenuItem(Foreign.of(policy.id() + ", " + policy.title()));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> {
            typed.set(policy.id());
            input.requestFocus();
        });
        return item;
    }

    private static List<MenuItem> items(Field field, Fitting fitting, AddForm form, Node input) {
        List<MenuItem> items = new ArrayList<>();
        for (String name : form.offered(fitting)) {
            var item = new MenuItem(Foreign.of(name));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> {
                form.text(field).set(name);
                input.requestFocus();
            });
            items.add(item);
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        String refusal = form.storingRefusal();
        var store = new MenuItem(refusal == null ? "Store one now…" : "Store one now: " + refusal);
        store.setId(id(field) + "-store");
        store.setDisable(refusal != null);
        store.setOnAction(_ -> form.store(field, fitting));
        items.add(store);
        return items;
    }

    private static Label note(Field field, Fitting fitting, AddForm form) {
        Label note = Texts.wrapped(Texts.caption(""));
        note.setId(id(field) + "-note");
        note.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Foreign.of(form.note(field, fitting)), form.text(field), form.credentialsProperty()));
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    private static TextInputControl input(Field field, StringProperty typed, String id, Label label) {
        TextInputControl input = field.lines() ? area() : new TextField();
        input.setId(id);
        input.setPromptText(field.example());
        input.getStyleClass().add("bs-field");
        input.textProperty().bindBidirectional(typed);
        input.setAccessibleText(field.question());
        input.setAccessibleHelp(field.help());
        input.setMaxWidth(Double.MAX_VALUE);
        label.setLabelFor(input);
        return input;
    }

    private static TextArea area() {
        var area = new TextArea();
        area.setPrefRowCount(LINES);
        area.getStyleClass().add("cn-lines-field");
        return area;
    }

    private static Node choice(Field field, StringProperty typed, String id) {
        HBox segments = Buttons.segments(field.choices().stream()
                .map(word -> {
                    var toggle = new ToggleButton(Texts.sentence(word));
                    toggle.setSelected(word.equals(typed.get()));
                    toggle.setOnAction(_ -> typed.set(word));
                    return toggle;
                })
                .toList());
        segments.setId(id);
        segments.setAccessibleText(field.question());
        return segments;
    }

    private static Label problem(Field field, StringProperty typed, String id) {
        Label problem = Texts.wrapped(Texts.caption(""));
        problem.setId(id + "-problem");
        problem.getStyleClass().add("bs-danger-text");
        typed.subscribe(text -> {
            String found = field.problem(text);
            problem.setText(found == null ? "" : found);
        });
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        return problem;
    }
}
