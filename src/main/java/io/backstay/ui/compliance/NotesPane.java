package io.backstay.ui.compliance;

import io.backstay.policy.check.CheckResult;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What to know beside the findings: which version of the policy was used, and what no fact shows. Under the
/// findings, at most as high as [#HEIGHT]; longer ones scroll.
final class NotesPane extends VBox {
    private static final double HEIGHT = 168;

    private final VBox notes = new VBox();

    NotesPane(ComplianceModel model) {
        setId("check-notes");
        getStyleClass().add("cp-notes");
        notes.getStyleClass().add("cp-notes-list");
        var scroll = new ScrollPane(notes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // How high wrapped notes are is known only once their width is.
        notes.heightProperty().subscribe(high -> scroll.setPrefHeight(Math.min(HEIGHT, high.doubleValue())));
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        scroll.setAccessibleText("Beside the findings");
        getChildren().addAll(Texts.caption("Beside the findings"), scroll);
        managedProperty().bind(visibleProperty());
        model.resultProperty().subscribe(this::show);
    }

    private void show(@Nullable CheckResult result) {
        List<String> all = result == null ? List.of() : result.notes();
        notes.getChildren().setAll(all.stream().map(NotesPane::line).toList());
        setVisible(!all.isEmpty());
    }

    private static HBox line(String note) {
        Label words = Texts.wrapped(Texts.secondary(note));
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(Icons.of("fth-info"), words);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("cp-note");
        return line;
    }
}
