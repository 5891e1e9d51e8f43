package io.backstay.ui.compliance;

import io.backstay.policy.PolicySummary;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.RuleWords;
import io.backstay.ui.kit.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is chosen: the promise in its own words, target against measured or clause against clause, what to do.
final class FindingPane extends ScrollPane {
    private static final double MARK = 20;

    private final VBox page = new VBox();
    private final ComplianceModel model;
    private final AcceptModel accept;
    private final Runnable copy;
    private final CurvePane curve;

    FindingPane(ComplianceModel model, AcceptModel accept, Runnable copy, CurvePane curve) {
        this.model = model;
        this.accept = accept;
        this.copy = copy;
        this.curve = curve;
        page.getStyleClass().addAll("bs-page", "cp-page");
        setContent(page);
        setFitToWidth(true);
        model.selectedProperty().subscribe(item -> {
            accept.close();
            show(item);
        });
        accept.openProperty().subscribe(_ -> show(model.selectedProperty().get()));
        accept.withdrawingProperty()
                .subscribe(_ -> show(model.selectedProperty().get()));
    }

    private void show(@Nullable Item item) {
        page.getChildren().clear();
        switch (item) {
            case null -> {}
            case Item.Measured(Finding finding) ->
                page.getChildren()
                        .addAll(
                                head(item, title(finding), List.of()),
                                Texts.caption("The policy says"),
                                Texts.quotation("“" + finding.clause() + "”"),
                                arithmetic(finding),
                                todo(finding),
                                curve);
            case Item.Written(LintReport.Judged judged) -> written(item, judged);
        }
    }

    private void written(Item item, LintReport.Judged judged) {
        PolicySummary policy = model.policyProperty().get();
        page.getChildren().add(head(item, item.title(), acts(judged)));
        page.getChildren().add(new ContradictionPane(judged));
        AcceptPane form = policy == null
                ? null
                : accept.openProperty().get()
                        ? AcceptPane.accepting(accept, policy.id(), judged.contradiction())
                        : accept.withdrawingProperty().get()
                                ? AcceptPane.withdrawing(accept, policy.id(), judged.contradiction())
                                : null;
        if (form != null) {
            page.getChildren().add(form);
            form.focus();
        }
        page.getChildren().add(curve);
    }

    /// Disabled with the reason beside it where the role may not.
    private List<Node> acts(LintReport.Judged judged) {
        Button button = judged.accepted()
                ? Buttons.small("Withdraw", "fth-corner-up-left", accept::beginWithdrawal)
                : Buttons.small("Accept with reason", "fth-user-check", accept::begin);
        button.setId(judged.accepted() ? "withdraw" : "accept");
        String refusal = accept.refusal();
        boolean open =
                accept.openProperty().get() || accept.withdrawingProperty().get();
        button.setDisable(refusal != null || open);
        if (refusal == null) {
            return List.of(button);
        }
        Label why = Texts.wrapped(Texts.caption(refusal));
        why.setId("accept-refusal");
        return List.of(why, button);
    }

    private HBox head(Item item, String words, List<Node> acts) {
        Label title = Texts.wrapped(Texts.figure(words));
        title.setId("finding");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var box = new HBox(new MarkIcon(item.mark(), MARK), title);
        box.getChildren().addAll(acts);
        box.getChildren().add(Buttons.small("Copy", "fth-copy", copy));
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
