package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What happened in a case, on the left of its report.
final class CaseRail extends BorderPane {
    /// @param known what is known of it, null for a case without an intake
    /// @param back  goes back to the cases
    CaseRail(Cases.Summary one, CaseModel.@Nullable Known known, Node timeline, Node note, Runnable back) {
        setId("case-rail");
        getStyleClass().add("in-rail");
        Label id = Texts.title(one.id());
        id.setId("rail-case");
        var first = new HBox(Buttons.icon("fth-arrow-left", "Back to the cases, Esc", back), id, Card.spring());
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("in-rail-first");
        if (known != null && known.intake().severity() != null) {
            Label severity = Texts.caption("Severity " + known.intake().severity());
            severity.getStyleClass().add("in-severity");
            first.getChildren().add(severity);
        }
        var head = new VBox(first, Texts.wrapped(Texts.secondary(one.title())));
        head.getStyleClass().add("in-rail-head");
        var line = new VBox(Texts.name("Timeline, UTC"), note);
        line.getStyleClass().add("in-rail-head");
        setTop(new VBox(head, line));
        setCenter(timeline);
    }
}
