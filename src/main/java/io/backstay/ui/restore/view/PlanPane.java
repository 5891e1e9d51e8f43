package io.backstay.ui.restore.view;

import io.backstay.act.restore.GuidedRestore.PlanView;
import io.backstay.base.Counts;
import io.backstay.restore.approve.Approval;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import java.io.File;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// What will be written, fixed by a hash, and who says that it may be.
final class PlanPane implements RestorePane {
    private final RestoreModel model;
    private final Clocks clocks;
    private final VBox page = new VBox();
    private final ScrollPane middle = new ScrollPane(page);
    private final SidePane side = new SidePane();
    private final TextField reason = new TextField();

    PlanPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.clocks = clocks;
        page.getStyleClass().addAll("bs-page", "rs-page");
        middle.setFitToWidth(true);
        reason.setId("reason");
        reason.getStyleClass().add("bs-field");
        reason.setPromptText("Why nobody else can approve");
        reason.textProperty().bindBidirectional(model.reasonProperty());
        reason.disableProperty().bind(model.currentProperty().isNotEqualTo(RestoreStep.APPROVE));
        model.knownProperty().subscribe(this::show);
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return side;
    }

    @Override
    public Node first() {
        return reason;
    }

    private void show(Known known) {
        page.getChildren().clear();
        side.getChildren().clear();
        PlanView plan = known.plan();
        if (plan == null) {
            return;
        }
        page.getChildren()
                .addAll(
                        headed(
                                Texts.title("What will be written, and nothing else"),
                                Texts.wrapped(Texts.secondary(
                                        "The plan is fixed by its hash. The import refuses when live has "
                                                + "changed in a way that the plan does not allow."))),
                        plan(plan),
                        second(),
                        approval());
        CaseClocks.add(side, known, clocks, model.now());
        side.section(
                "Who approves",
                SidePane.marked(
                        Mark.HOLDS,
                        "A second person is the rule. They read the plan from the bytes that are hashed, and sign."),
                SidePane.marked(
                        Mark.WARNING,
                        "One person alone waits before the import. The report says who approved alone, and why."));
    }

    private static Node plan(PlanView plan) {
        var card = new Card("fth-file-text", "Plan", "sha256 " + Words.brief(plan.sha256()));
        card.row(null, "Rows to insert", "lost rows whose keys are free", mono(Counts.of(plan.rowsToInsert())))
                .row(
                        null,
                        "Rows kept as they are",
                        "typed or changed by the tenant since",
                        mono(Counts.of(plan.rowsKept())))
                .row(
                        null,
                        "Conflicts, not imported",
                        "their unique key is taken in live",
                        mono(Counts.of(plan.conflicts())))
                .row(null, "Rows deleted", "a restore never deletes", mono("0"))
                .row(null, "Objects by version", "copied back, none removed", mono(Counts.of(plan.objects())))
                .row(null, "Triggers", triggers(plan.triggerMode()), mono(plan.triggerMode()));
        Label hash = Texts.mono(plan.sha256());
        hash.setMinWidth(0);
        var line =
                new HBox(hash, Card.spring(), Buttons.icon("fth-copy", "Copy the hash", () -> Clip.put(plan.sha256())));
        line.setAlignment(Pos.CENTER_LEFT);
        return card.with(line);
    }

    private static Node headed(Label... lines) {
        var box = new VBox(lines);
        box.getStyleClass().add("rs-asked");
        return box;
    }

    private static String triggers(String mode) {
        return mode.equals("fire")
                ? "they fire; their side effects are part of the plan"
                : "they rest; every foreign key is checked again in the same transaction";
    }

    private Node second() {
        var card = new Card("fth-users", "Another person approves", "");
        Label how = Texts.wrapped(Texts.secondary(
                "Give them the plan's file from the folder plans. They run 'backstay restore approve' and send a file "
                        + "back."));
        Button load = Buttons.plain("Choose the approval file…", "fth-file-plus", this::choose);
        load.setId("approval-file");
        load.disableProperty()
                .bind(model.currentProperty()
                        .isNotEqualTo(RestoreStep.APPROVE)
                        .or(model.work().runningProperty()));
        var box = new VBox(how, load);
        box.getStyleClass().add("rs-asked");
        card.with(box);
        return card;
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Approvals", "*" + Approval.SUFFIX));
        File chosen = chooser.showOpenDialog(middle.getScene().getWindow());
        if (chosen != null) {
            model.approve(chosen.toPath());
        }
    }

    private Node approval() {
        var card = new Card("fth-user-check", "Or one person alone, after a waiting time", "");
        Label question = Texts.caption("Why can nobody else approve? The report shows it.");
        question.setLabelFor(reason);
        var box = new VBox(question, reason);
        box.getStyleClass().add("rs-asked");
        card.with(box);
        return card;
    }

    private static Label mono(String value) {
        Label label = Texts.mono(value);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }
}
