package io.backstay.ui.compliance;

import io.backstay.policy.Finding;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.RuleWords;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One finding: the promise in its own words, target against measured, what to do.
final class FindingPane extends ScrollPane {
    private static final double MARK = 20;

    private final VBox page = new VBox();
    private final Runnable copy;
    private final CurvePane curve;

    FindingPane(ComplianceModel model, Runnable copy, CurvePane curve) {
        this.copy = copy;
        this.curve = curve;
        page.getStyleClass().addAll("bs-page", "cp-page");
        setContent(page);
        setFitToWidth(true);
        model.selectedProperty().subscribe(this::show);
    }

    private void show(@Nullable Finding finding) {
        page.getChildren().clear();
        if (finding != null) {
            page.getChildren()
                    .addAll(
                            head(finding),
                            Texts.caption("The policy says"),
                            Texts.quotation("“" + finding.clause() + "”"),
                            arithmetic(finding),
                            todo(finding),
                            curve);
        }
    }

    private HBox head(Finding finding) {
        Mark mark = Grade.of(finding.status());
        Label title = Texts.wrapped(Texts.figure(title(finding)));
        title.setId("finding");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var box = new HBox(new MarkIcon(mark, MARK), title, Buttons.small("Copy", "fth-copy", copy));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("cp-finding-head");
        return box;
    }

    private static String title(Finding finding) {
        return Grade.of(finding.status()).word() + ": " + RuleWords.of(finding.rule()) + " of " + finding.asset();
    }

    private static Card arithmetic(Finding finding) {
        String measured = finding.measured();
        var grid = new GridPane();
        grid.getStyleClass().add("cp-grid");
        grid.addRow(0, Texts.secondary("target"), Texts.mono(finding.target()));
        Label value = Texts.mono(measured == null ? "not observed" : measured);
        if (finding.status() == Finding.Status.BREACH) {
            value.getStyleClass().add("cp-broken");
        }
        grid.addRow(1, Texts.secondary("measured"), value);
        var card = new Card(null, "Arithmetic", "rule " + finding.rule());
        return card.with(grid);
    }

    private static HBox todo(Finding finding) {
        Label words = Texts.wrapped(Texts.body(finding.message()));
        HBox.setHgrow(words, Priority.ALWAYS);
        var box = new HBox(Icons.of("fth-info"), words);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("cp-todo");
        return box;
    }
}
