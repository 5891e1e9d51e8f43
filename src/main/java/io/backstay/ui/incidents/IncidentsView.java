package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.act.record.Records;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cases on the left, the chosen one's timeline and report on the right.
public final class IncidentsView implements Screen {
    private static final double LIST_WIDTH = 340;

    private final IncidentsModel model;
    private final Navigation navigation;
    private final BorderPane root = new BorderPane();
    private final BorderPane chosen = new BorderPane();

    public IncidentsView(IncidentsModel model, Navigation navigation) {
        this.model = model;
        this.navigation = navigation;
        var split = new BorderPane(chosen);
        split.setLeft(cases());
        chosen.setCenter(new PaneStack(timeline(), model.timelineStateProperty(), model::refreshTimeline));
        root.setCenter(new PaneStack(split, model.stateProperty(), this::act));
        root.getStylesheets()
                .add(Objects.requireNonNull(IncidentsView.class.getResource("incidents.css"), "incidents.css")
                        .toExternalForm());
        model.selectedProperty().subscribe(this::show);
    }

    @Override
    public Section section() {
        return Section.INCIDENTS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.open(place instanceof Place.Incidents wanted ? wanted.incident() : null);
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public ObservableIntegerValue badge() {
        return model.openProperty();
    }

    private void act() {
        if (model.stateProperty().get() instanceof PaneState.Empty) {
            navigation.go(new Place.Restore(null));
        } else {
            model.refresh();
        }
    }

    private ListView<Cases.Summary> cases() {
        var list = new ListView<>(model.list());
        list.setId("cases");
        list.getStyleClass().addAll("bs-list", "in-cases");
        list.setPrefWidth(LIST_WIDTH);
        list.setMinWidth(LIST_WIDTH);
        list.setAccessibleText("Incidents, newest first");
        list.setCellFactory(_ -> new CaseCells.OfCase());
        list.getSelectionModel().selectedItemProperty().subscribe(one -> {
            if (one != null) {
                model.selectedProperty().set(one);
            }
        });
        model.selectedProperty().subscribe(one -> {
            if (one != null) {
                list.getSelectionModel().select(one);
            }
        });
        return list;
    }

    private ListView<Cases.Entry> timeline() {
        var list = new ListView<>(model.timeline());
        list.setId("timeline");
        list.getStyleClass().addAll("bs-list", "in-timeline");
        list.setAccessibleText("Timeline, oldest first");
        // How high an entry is depends on how its words wrap; the list remembers heights until it is told.
        list.widthProperty().addListener(_ -> list.refresh());
        list.setPlaceholder(Texts.muted("Nothing was recorded for this case yet."));
        list.setCellFactory(_ -> new CaseCells.OfEntry());
        return list;
    }

    private void show(Cases.@Nullable Summary one) {
        if (one == null) {
            chosen.setTop(null);
            chosen.setBottom(null);
            return;
        }
        Label title = Texts.wrapped(Texts.title(one.id() + "  " + one.title()));
        title.setId("case");
        Label about = Texts.secondary(one.tenant() + ", opened " + Times.utcSeconds(one.openedAt()) + " UTC"
                + (one.practice() ? ", practice" : ""));
        Label head = Texts.section("Timeline, UTC");
        Label locked = Texts.secondary("Written by the record of acts");
        locked.setGraphic(Icons.of("fth-lock"));
        Button record = Buttons.small(
                "In the record",
                "fth-list",
                () -> navigation.go(new Place.Acts(new Records.Filter(one.id(), null, null, ""))));
        record.setId("case-record");
        var line = new HBox(
                head,
                Card.spring(),
                locked,
                record,
                Buttons.small("Copy", "fth-copy", () -> copy(model.copyTimeline())));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("in-line");
        var top = new VBox(new HBox(title, Card.spring(), CaseCells.state(one)), about, line);
        top.getStyleClass().add("in-top");
        chosen.setTop(top);
        chosen.setBottom(report(one.report()));
    }

    private static Node report(@Nullable Path folder) {
        var bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bs-action-bar");
        if (folder == null) {
            Label none = Texts.secondary("No report yet; it is written when the restore has been verified.");
            none.setGraphic(Icons.of("fth-file-text"));
            bar.getChildren().add(none);
            return bar;
        }
        Label words = Texts.name("Report");
        words.setGraphic(Icons.of("fth-file-text"));
        words.setMinWidth(Label.USE_PREF_SIZE);
        Label path = Texts.mono(folder.toString());
        path.setId("report-folder");
        path.setMinWidth(0);
        bar.getChildren()
                .addAll(
                        words,
                        path,
                        Card.spring(),
                        Texts.secondary("PDF, HTML, Markdown"),
                        Buttons.plain("Copy path", "fth-copy", () -> copy(folder.toString())));
        return bar;
    }

    private static void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }
}
