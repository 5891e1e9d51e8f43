package io.backstay.ui.incidents.report;

import io.backstay.incident.print.Page;
import io.backstay.ui.kit.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The report as it will look when it is written. It keeps its place while it changes, and goes along with whoever
/// writes.
final class PreviewPane extends BorderPane {
    private static final double ABOVE = 24;

    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);
    private final Map<String, Seen> parts = new LinkedHashMap<>();
    private @Nullable String at;

    /// A part on the screen.
    private record Seen(Page.Part part, Node node) {}

    PreviewPane(PreviewModel model) {
        setId("preview");
        getStyleClass().add("pv-pane");
        page.getStyleClass().add("pv-page");
        scroll.setId("preview-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setAccessibleText("Preview of the report");
        setCenter(scroll);
        setMinSize(0, 0);
        Label problem = Texts.wrapped(Texts.secondary(""));
        problem.setId("preview-problem");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        setTop(problem);
        model.lookProperty().subscribe(this::show);
    }

    private void show(PreviewModel.@Nullable Look look) {
        if (look == null) {
            parts.clear();
            page.getChildren().clear();
            return;
        }
        Seen same = at == null ? null : parts.get(at);
        double into =
                same == null ? top() : top() - same.node().getBoundsInParent().getMinY();
        var nodes = new PageNodes(look.pictures());
        Map<String, Seen> now = new LinkedHashMap<>();
        for (Page.Part part : look.page().parts()) {
            Seen before = parts.get(part.id());
            now.put(
                    part.id(),
                    before != null && before.part().equals(part) ? before : new Seen(part, nodes.part(part)));
        }
        parts.clear();
        parts.putAll(now);
        page.getChildren().setAll(now.values().stream().map(Seen::node).toList());
        laidOut();
        Seen still = at == null ? null : parts.get(at);
        top(into
                + (still == null || same == null
                        ? 0
                        : still.node().getBoundsInParent().getMinY()));
    }

    /// Goes where somebody writes, unless it is in sight.
    ///
    /// @param part     what is written in
    /// @param fraction how far in it, from 0 to 1
    void follow(String part, double fraction) {
        at = part;
        Seen seen = parts.get(part);
        if (seen != null) {
            laidOut();
            double y = seen.node().getBoundsInParent().getMinY()
                    + fraction * seen.node().getBoundsInParent().getHeight();
            double view = scroll.getViewportBounds().getHeight();
            if (y < top() + ABOVE || y > top() + view - ABOVE) {
                top(y - ABOVE);
            }
        }
    }

    /// Gives it the keyboard, which scrolls it.
    void begin() {
        scroll.requestFocus();
    }

    private void laidOut() {
        if (getScene() != null) {
            applyCss();
            layout();
        }
    }

    private double top() {
        return scroll.getVvalue() * hidden();
    }

    private void top(double y) {
        double hidden = hidden();
        scroll.setVvalue(hidden <= 0 ? 0 : Math.clamp(y / hidden, 0, 1));
    }

    private double hidden() {
        return Math.max(0, page.getHeight() - scroll.getViewportBounds().getHeight());
    }
}
