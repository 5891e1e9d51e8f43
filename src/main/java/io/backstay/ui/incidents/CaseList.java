package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cases, newest first, with what begins or finds one above them.
final class CaseList extends BorderPane {
    private static final double WIDTH = 280;
    private static final double GAP = 8;

    private final IncidentsModel model;
    private final FlowPane ways = new FlowPane(GAP, GAP);
    private final CaseSearchLine search;

    /// @param refusal why no case may be opened, null when it may
    /// @param open    begins a new case
    CaseList(IncidentsModel model, @Nullable String refusal, Runnable open) {
        this.model = model;
        search = new CaseSearchLine(model);
        Button begin = Buttons.primary("New incident", "fth-plus", open);
        begin.setId("new-incident");
        begin.setMaxWidth(Double.MAX_VALUE);
        begin.setTooltip(new Tooltip("Ctrl N"));
        way(
                "past-open",
                "In numbers",
                "fth-bar-chart-2",
                "Ctrl B",
                () -> model.past().openProperty().set(true));
        var bar = new VBox(Buttons.unless(refusal, begin), ways, search);
        bar.getStyleClass().add("in-new");
        setTop(bar);
        setCenter(list());
        getStyleClass().add("in-left");
        // A pane of lines that wrap asks for more than that.
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
    }

    /// Adds a way to something else than the cases.
    Button way(String id, String words, String icon, String key, Runnable act) {
        Button way = Buttons.small(words, icon, act);
        way.setId(id);
        way.setTooltip(new Tooltip(key));
        ways.getChildren().add(way);
        return way;
    }

    /// Begins to look for cases.
    void search() {
        search.begin();
    }

    private ListView<Cases.Summary> list() {
        var list = new ListView<>(model.list());
        list.setId("cases");
        list.getStyleClass().addAll("bs-list", "in-cases");
        list.setAccessibleText("Incidents, newest first");
        list.setCellFactory(_ -> new CaseCells.OfCase(model::places));
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
        // A list whose items are put anew forgets which one was chosen.
        model.list().subscribe(() -> {
            Cases.Summary one = model.selectedProperty().get();
            if (one != null && model.list().contains(one)) {
                list.getSelectionModel().select(one);
            }
        });
        Label none = Texts.wrapped(Texts.muted("No case fits what is looked for. Esc shows all cases."));
        none.getStyleClass().add("in-none");
        list.setPlaceholder(none);
        return list;
    }
}
