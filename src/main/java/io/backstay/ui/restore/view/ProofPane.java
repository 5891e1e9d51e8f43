package io.backstay.ui.restore.view;

import io.backstay.act.restore.GuidedRestore.Verification;
import io.backstay.act.undo.Undos.Outcome;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Approval;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.LookBack;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Did exactly the plan happen, and to nobody else: planned beside measured, and how it was measured.
final class ProofPane implements RestorePane {
    /// From here on how a claim was measured has no room beside it.
    private static final double LARGE = 1.5;

    private static final Set<Integer> KEPT = Set.of(0, 1, 2, 3);

    private static final double MARK = 34;
    private static final double HEAD = 30;

    private final VBox page = new VBox();
    private final ScrollPane middle = new ScrollPane(page);
    private final SidePane side = new SidePane();
    private final RestoreModel model;
    private double scale = 1;

    ProofPane(RestoreModel model) {
        this.model = model;
        page.getStyleClass().addAll("bs-page", "rs-page", "rs-verdict-page");
        middle.setFitToWidth(true);
        model.knownProperty().subscribe(this::show);
        model.undo().seenProperty().subscribe(_ -> show(model.knownProperty().get()));
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
    public void fit(double now, boolean narrow) {
        if (now != scale) {
            scale = now;
            show(model.knownProperty().get());
        }
    }

    private void show(Known known) {
        page.getChildren().clear();
        side.getChildren().clear();
        Proof proof = known.proof();
        Opened opened = known.opened();
        if (proof == null || opened == null) {
            return;
        }
        Outcome outcome = model.undo().seenProperty().get().outcome();
        Outcome undone = outcome != null && outcome.undone() ? outcome : null;
        Proof undoing = undone == null ? null : undone.proof();
        Node sheet = UndoSheet.of(model);
        page.getChildren().add(undone == null ? banner(known, proof) : undone(undone));
        if (sheet != null) {
            page.getChildren().add(sheet);
        }
        if (undoing != null) {
            page.getChildren().add(claims("undo-claims", "Proof, in the undoing transaction", undoing));
        }
        page.getChildren().add(claims("claims", "Proof, in the importing transaction", proof));
        Approval approval = known.approval();
        if (approval != null) {
            page.getChildren().add(approved(known, approval));
        }
        stopped(opened, proof);
        Verification verification = known.verification();
        if (verification != null) {
            page.getChildren().add(verified(verification));
            measured(verification);
        }
        if (model.undo().offered(known) && undone == null && sheet == null) {
            Button undo = Buttons.danger("Undo…", "fth-corner-up-left", model::lookAtUndo);
            undo.setId("undo");
            side.section(
                    "Undo",
                    SidePane.paragraph("Takes back exactly this import, while its rows are unchanged. The tenant's"
                            + " name must be typed."),
                    undo);
        }
        if (undone == null) {
            open(known, proof);
        }
    }

    private static Node undone(Outcome outcome) {
        Label title = Texts.wrapped(Texts.title("Undone. The rows that the restore wrote are taken back."));
        title.setId("outcome");
        String what = outcome.proof() == null
                ? "It had been undone before; nothing was written now."
                : Counts.of(outcome.deleted(), "row") + " deleted, " + Counts.of(outcome.putBack(), "row")
                        + " put back, proven before the commit. Files that came back stay.";
        return banner(Mark.HOLDS, "rs-edge-holds", title, what);
    }

    private static Node banner(Known known, Proof proof) {
        boolean good = proof.verified();
        Label title = Texts.wrapped(Texts.title(Words.outcome(proof)));
        title.setId("outcome");
        return banner(
                good ? Mark.HOLDS : Mark.BREACH,
                good ? "rs-edge-holds" : "rs-edge-breach",
                title,
                Words.outcomeDetail(known, proof));
    }

    private static Node banner(Mark mark, String edge, Label title, String detail) {
        var words = new VBox(title, Texts.wrapped(Texts.muted(detail)));
        words.getStyleClass().add("rs-verdict-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var box = new HBox(new MarkIcon(mark, MARK), words);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("bs-card", "rs-banner", edge);
        return box;
    }

    private Node claims(String id, String heading, Proof proof) {
        TableView<Claim> table = Tables.table(Tables.ROW);
        table.setId(id);
        table.setItems(FXCollections.observableArrayList(proof.claims()));
        table.getColumns()
                .add(Tables.fixed(Tables.nodes(
                        "Result", 84, claim -> MarkIcon.withWord(claim.holds() ? Mark.HOLDS : Mark.BREACH))));
        table.getColumns().add(Tables.fixed(Tables.text("Claim", 190, Claim::name, "bs-name")));
        table.getColumns().add(Tables.fixed(Tables.number("Planned", 108, Claim::planned)));
        table.getColumns().add(Tables.fixed(Tables.number("Measured", 108, Claim::measured)));
        table.getColumns().add(Tables.nodes("How it was measured", 230, ProofPane::how));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        Tables.fit(table, scale, scale > LARGE ? KEPT : Set.of());
        // Rows grow with the text, and so does the head.
        var height = table.fixedCellSizeProperty()
                .multiply(HEAD / Tables.ROW + Math.max(1, proof.claims().size()));
        table.minHeightProperty().bind(height);
        table.prefHeightProperty().bind(height);
        table.maxHeightProperty().bind(height);
        var card = new Card(
                null, heading, "role " + proof.provedAs() + ", row_security=off, xid " + proof.transactionId());
        card.getChildren().add(table);
        return card;
    }

    /// Two lines of a method fit a row; the whole is in the tooltip.
    private static Node how(Claim claim) {
        Label label = Texts.caption(claim.how());
        label.setWrapText(true);
        label.setTooltip(new Tooltip(claim.how()));
        return label;
    }

    private static Node approved(Known known, Approval approval) {
        var plan = known.plan();
        String hash = plan == null ? "" : "plan sha256 " + Words.brief(plan.sha256());
        String person = approval.person();
        if (person != null) {
            return new Card(null, "Approved by another person", hash)
                    .row(Mark.HOLDS, person, "signed over this plan", Texts.secondary(Moments.utc(approval.at())));
        }
        var card = new Card(null, "Approved by one person alone", hash);
        return card.row(
                Mark.WARNING,
                "“" + approval.reason() + "”",
                "no second person; the report says so",
                Texts.secondary(Moments.utc(approval.at())));
    }

    private static Node verified(Verification verification) {
        var card = new Card(null, "Verified after the commit, in a new session", "");
        Mark mark = verification.verified() ? Mark.HOLDS : Mark.BREACH;
        LookBack back = LookBack.of(verification.lines());
        var lines = new VBox();
        lines.getStyleClass().add("rs-open");
        if (!back.asLeft().isEmpty()) {
            lines.getChildren().add(SidePane.marked(Mark.HOLDS, back.summary()));
        }
        back.others().forEach(line -> lines.getChildren().add(SidePane.marked(mark, line)));
        card.with(lines);
        if (back.asLeft().size() > 1) {
            card.getChildren().add(tables(back));
        }
        return card;
    }

    /// The counted sentences, one by one for whoever wants to read them.
    private static Node tables(LookBack back) {
        var lines = new VBox();
        lines.getStyleClass().addAll("rs-open", "rs-tables");
        back.asLeft().forEach(line -> lines.getChildren().add(SidePane.marked(Mark.HOLDS, line)));
        var pane = new TitledPane("Table by table", lines);
        pane.setId("tables");
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.getStyleClass().addAll("rs-expander");
        return pane;
    }

    private void stopped(Opened opened, Proof proof) {
        Instant committedAt = proof.committedAt();
        if (committedAt == null) {
            side.head("fth-clock", "Clock runs on")
                    .section(
                            "Not restored",
                            SidePane.paragraph("Nothing was committed, so the time since the report goes on."));
            return;
        }
        Label clock = Texts.mono(Times.running(Duration.between(opened.intake().reportedAt(), committedAt)));
        clock.getStyleClass().setAll("label", "rs-stopped-clock");
        Label words = Texts.caption("Clock stopped, report to commit");
        words.setGraphic(Icons.of("fth-stop-circle"));
        var box = new VBox(
                words,
                clock,
                Texts.secondary("from " + Moments.utc(opened.intake().reportedAt())));
        box.getStyleClass().add("rs-side-section");
        side.getChildren().add(box);
    }

    private void measured(Verification verification) {
        Duration loss = verification.rpo();
        Duration rto = verification.rto();
        side.section(
                "As measured",
                SidePane.paragraph((loss == null ? "Loss not measured" : "Loss " + Durations.words(loss)) + ", "
                        + (rto == null ? "RTO not measured" : "RTO " + Durations.words(rto)) + ", read after "
                        + Durations.words(verification.readAfter()) + ", "
                        + Counts.of(verification.objectsRestored(), "object") + " brought back by version."));
        String folder = verification.reportFolder().toString();
        Label path = Texts.mono(folder);
        path.setId("report-folder");
        path.setMinWidth(0);
        side.section("Report", path, Buttons.small("Copy path", "fth-copy", () -> Clip.put(folder)));
    }

    private void open(Known known, Proof proof) {
        var list = new VBox();
        list.getStyleClass().add("rs-open");
        if (known.verification() == null && proof.verified()) {
            list.getChildren().add(SidePane.marked(Mark.UNKNOWN, "Not yet read again in a new session"));
        }
        var plan = known.plan();
        if (plan != null && plan.conflicts() > 0 && proof.verified()) {
            list.getChildren()
                    .add(SidePane.marked(
                            Mark.WARNING,
                            Counts.of(plan.conflicts(), "conflict") + " kept as live has "
                                    + (plan.conflicts() == 1 ? "it" : "them")));
        }
        var staged = known.staged();
        var opened = known.opened();
        if (staged != null && opened != null && !opened.over()) {
            list.getChildren().add(SidePane.marked(Mark.WARNING, staged.name() + " still runs; closing removes it"));
        }
        if (!list.getChildren().isEmpty()) {
            side.section("Still open", list);
        }
    }
}
