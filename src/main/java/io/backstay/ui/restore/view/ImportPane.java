package io.backstay.ui.restore.view;

import io.backstay.act.restore.GuidedRestore.PlanView;
import io.backstay.base.Counts;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The last moment before anything is written: the tenant's name is typed by hand.
final class ImportPane implements RestorePane {
    private final RestoreModel model;
    private final Clocks clocks;
    private final VBox page = new VBox();
    private final ScrollPane middle = new ScrollPane(page);
    private final SidePane side = new SidePane();
    private final TextField typed = new TextField();
    private final Label borrowed = Texts.wrapped(Texts.body(""));

    ImportPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.clocks = clocks;
        page.getStyleClass().addAll("bs-page", "rs-page");
        middle.setFitToWidth(true);
        typed.setId("typed-tenant");
        typed.getStyleClass().add("bs-field");
        typed.textProperty().bindBidirectional(model.typedTenantProperty());
        typed.disableProperty().bind(model.currentProperty().isNotEqualTo(RestoreStep.IMPORT));
        borrowed.setId("borrows");
        borrowed.setGraphic(Icons.of("fth-key"));
        borrowed.getStyleClass().add("rs-borrows");
        model.borrowsProperty().subscribe(this::borrow);
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
        return typed;
    }

    private void show(Known known) {
        page.getChildren().clear();
        side.getChildren().clear();
        Opened opened = known.opened();
        PlanView plan = known.plan();
        if (opened == null || plan == null) {
            return;
        }
        page.getChildren()
                .addAll(
                        headed(
                                Texts.title("Write " + Counts.of(plan.rowsToInsert(), "row") + " into live?"),
                                Texts.wrapped(Texts.secondary("From here on live is changed. Until the proof holds, "
                                        + "everything can still be rolled back by itself."))),
                        will(),
                        borrowed,
                        name(opened));
        CaseClocks.add(side, known, clocks, model.now());
        side.section(
                "If it stops half-way",
                SidePane.paragraph("It is one transaction: all of it, or nothing. A plan that was already imported is "
                        + "not imported twice."));
    }

    /// Says which credential is asked for now, and that it was not before.
    private void borrow(@Nullable String what) {
        borrowed.setVisible(what != null);
        borrowed.setManaged(what != null);
        borrowed.setText(
                what == null
                        ? ""
                        : "This step borrows the " + what + "; nothing before it did. It is given back at its end.");
    }

    private static Node headed(Label... lines) {
        var box = new VBox(lines);
        box.getStyleClass().add("rs-asked");
        return box;
    }

    private static Node will() {
        var card = new Card("fth-shield", "What happens now", "");
        return card.row(null, "One transaction", "rows go in as the plan lists them", Texts.secondary("first"))
                .row(null, "Proof", "counts, foreign keys, digest, every tenant's rows", Texts.secondary("then"))
                .row(null, "Commit", "one row of another tenant, and all is rolled back", Texts.secondary("only then"));
    }

    private Node name(Opened opened) {
        var card = new Card("fth-edit-3", "Type the tenant's name to go on", "");
        Label name = Texts.figure(opened.intake().tenant().name());
        name.setId("tenant-name");
        Label question = Texts.caption("Exactly as it stands above");
        question.setLabelFor(typed);
        typed.setAccessibleText("The tenant's name");
        var box = new VBox(name, Texts.mono(opened.intake().tenant().id().value()), question, typed);
        box.getStyleClass().add("rs-asked");
        card.with(box);
        return card;
    }
}
