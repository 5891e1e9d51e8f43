package io.backstay.ui.incidents;

import io.backstay.incident.timeline.Line;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.LocalMoment;
import java.io.File;
import java.time.ZoneOffset;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The timeline with what a person can do to it: T corrects the time of the chosen line, P adds a picture, M takes
/// notes from elsewhere.
final class TimelinePane extends BorderPane {
    private static final double TIME_WIDTH = 170;
    private static final double ZONE_WIDTH = 160;
    /// Beside a report there is no room for buttons; their keys stay.
    private static final double NARROW = 420;

    private final TimelineModel model;
    private final ListView<TimelineItem> list;
    private final VBox below = new VBox();
    private final TextField zone = field("merge-zone", "Zone, such as Europe/Berlin", ZONE_WIDTH);

    TimelinePane(TimelineModel model, ObservableList<TimelineItem> lines) {
        this.model = model;
        this.list = new ListView<>(lines);
        list.setId("timeline");
        list.getStyleClass().addAll("bs-list", "in-timeline");
        list.setAccessibleText("Timeline, oldest first. T corrects a time, P adds a picture, M takes notes");
        // How high an entry is depends on how its words wrap; the list remembers heights until it is told.
        list.widthProperty().addListener(_ -> list.refresh());
        list.setPlaceholder(Texts.muted("Nothing was recorded for this case yet."));
        list.setCellFactory(_ -> new EntryCell());
        list.setOnKeyPressed(pressed -> {
            if (pressed.isShortcutDown() || pressed.isAltDown()) {
                return;
            }
            Runnable act = act(pressed.getCode());
            if (act != null) {
                act.run();
                pressed.consume();
            }
        });
        Label problem = Texts.wrapped(Texts.caption(""));
        problem.setId("timeline-problem");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Label head = Texts.section("Timeline, UTC");
        head.setMinWidth(USE_PREF_SIZE);
        var bar = new HBox(
                head,
                button("retime", "Correct time", "fth-clock", "T", this::correct),
                button("add-picture", "Picture", "fth-image", "P", this::picture),
                button("merge", "Notes from elsewhere", "fth-download", "M", this::merge));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("in-kinds");
        var top = new VBox(bar, problem, below);
        top.getStyleClass().add("in-timeline-head");
        bar.visibleProperty().bind(widthProperty().greaterThan(NARROW));
        bar.managedProperty().bind(bar.visibleProperty());
        top.visibleProperty()
                .bind(bar.visibleProperty()
                        .or(problem.textProperty().isNotEmpty())
                        .or(Bindings.isNotEmpty(below.getChildren())));
        top.managedProperty().bind(top.visibleProperty());
        setMinWidth(0);
        setTop(top);
        setCenter(list);
        model.pendingProperty().subscribe(this::waiting);
    }

    private @Nullable Runnable act(KeyCode code) {
        return switch (code) {
            case T -> this::correct;
            case P -> this::picture;
            case M -> this::merge;
            default -> null;
        };
    }

    private Button button(String id, String words, String icon, String key, Runnable act) {
        Button button = Buttons.small(words, icon, act);
        button.setId(id);
        button.setTooltip(new Tooltip(key));
        return Buttons.unless(model.refusal(), button);
    }

    /// A field of a line that is typed.
    static TextField field(String id, String prompt, double width) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().add("bs-field");
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefWidth(width);
        return field;
    }

    private void close() {
        below.getChildren().clear();
        list.requestFocus();
    }

    private void correct() {
        TimelineItem chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            if (list.getItems().isEmpty()) {
                return;
            }
            list.getSelectionModel().selectFirst();
            chosen = list.getSelectionModel().getSelectedItem();
        }
        Line line = chosen.line();
        if (model.refusal(line) != null) {
            model.retime(line, "", "", () -> {});
            return;
        }
        TextField time = field("retime-at", "UTC, or with an offset", TIME_WIDTH);
        time.setText(LocalMoment.print(line.at(), ZoneOffset.UTC));
        TextField why = field("retime-why", "How that is known", 0);
        HBox.setHgrow(why, Priority.ALWAYS);
        Runnable save = () -> model.retime(line, time.getText(), why.getText(), this::close);
        time.setOnAction(_ -> why.requestFocus());
        why.setOnAction(_ -> save.run());
        below.getChildren().setAll(form(time, why, Buttons.small("Correct", "fth-check", save)));
        time.requestFocus();
    }

    private HBox form(Node... parts) {
        var form = new HBox(parts);
        form.getChildren().add(Buttons.small("Cancel", null, () -> {
            model.leave();
            close();
        }));
        form.setAlignment(Pos.CENTER_LEFT);
        form.getStyleClass().add("in-kinds");
        form.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                model.leave();
                close();
                pressed.consume();
            }
        });
        return form;
    }

    private void picture() {
        File file = chosen("A picture for the timeline", "PNG or JPEG, at most 4 MiB", "*.png", "*.jpg", "*.jpeg");
        if (file == null) {
            return;
        }
        TextField words = field("picture-words", "What " + file.getName() + " shows", 0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Runnable add = () -> model.picture(file.toPath(), words.getText(), this::close);
        words.setOnAction(_ -> add.run());
        below.getChildren().setAll(form(words, Buttons.small("Add", "fth-image", add)));
        words.requestFocus();
    }

    private void merge() {
        File file = chosen("Notes from elsewhere", "CSV or JSON", "*.csv", "*.json");
        if (file != null) {
            zone.clear();
            model.look(file.toPath(), "");
        }
    }

    private @Nullable File chosen(String title, String kind, String... endings) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, endings));
        return chooser.showOpenDialog(getScene().getWindow());
    }

    /// What would be taken is shown before it is.
    private void waiting(TimelineModel.@Nullable Pending pending) {
        below.getChildren().clear();
        if (pending == null) {
            return;
        }
        zone.setOnAction(_ -> model.look(pending.file(), zone.getText()));
        if (pending.merge() == null) {
            below.getChildren()
                    .setAll(form(
                            zone, Buttons.small("Look again", null, () -> model.look(pending.file(), zone.getText()))));
            zone.requestFocus();
            return;
        }
        var merge = pending.merge();
        Label words =
                Texts.wrapped(Texts.body(merge.source() + ": " + merge.fresh().size() + " new, " + merge.known()
                        + " there already"
                        + (merge.fresh().isEmpty()
                                ? ""
                                : "; first: " + merge.fresh().getFirst().sentence())));
        words.setId("merge-preview");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button take = Buttons.small("Take", "fth-check", () -> model.take(zone.getText()));
        take.setId("merge-take");
        take.setDisable(merge.fresh().isEmpty());
        below.getChildren().setAll(form(words, take));
        take.requestFocus();
    }
}
