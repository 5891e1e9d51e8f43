package io.backstay.ui.restore.view.verdict;

import io.backstay.base.Durations;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import io.backstay.restore.verdict.Verdict.Because;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Can we get it back: the answer, its time line, the reasons in the policy's own words.
public final class VerdictPane implements RestorePane {
    private static final double MARK = 40;
    private static final Duration SOON = Duration.ofHours(24);

    private final VBox page = new VBox();
    private final ScrollPane middle = new ScrollPane(page);
    private final SidePane side = new SidePane();
    private final RestoreModel model;
    private final Clocks clocks;

    /// Shows the verdict of the restore that the model is at.
    public VerdictPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.clocks = clocks;
        page.getStyleClass().addAll("bs-page", "rs-page", "rs-verdict-page");
        middle.setFitToWidth(true);
        model.knownProperty().subscribe(known -> show(known.opened()));
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return side;
    }

    private void show(@Nullable Opened opened) {
        page.getChildren().clear();
        side.getChildren().clear();
        if (opened != null) {
            page.getChildren().addAll(asked(opened.intake()), answer(opened), because(opened));
            CaseClocks.add(side, model.knownProperty().get(), clocks, model.now());
            side.section("Say now, truthfully", SidePane.paragraph("“" + Words.answer(opened) + "”"));
            warnOfExpiry(opened);
        }
    }

    private void warnOfExpiry(Opened opened) {
        Instant expires = opened.verdict().expiresAt();
        if (expires != null && Duration.between(opened.askedAt(), expires).compareTo(SOON) < 0) {
            side.section(
                    "The point goes soon",
                    SidePane.marked(
                            Mark.WARNING, "It expires in less than 24 h. Stage it now, or ask to have it locked."));
        }
    }

    private static Node asked(Intake intake) {
        ZoneId zone = intake.zone();
        var box = columns(
                cell("Who lost it", intake.tenant().name(), intake.tenant().id().value()),
                cell("What", intake.dataset(), "in " + intake.database()),
                cell("About when", Words.about(intake), Moments.beside(intake.about(), zone)),
                cell("Who asks", intake.asker(), "identity: " + intake.verifiedBy()));
        box.getStyleClass().add("rs-asked-card");
        return box;
    }

    /// Beside each other and equally wide, as high as the words need at that width.
    private static GridPane columns(Node... cells) {
        var grid = new GridPane();
        for (int i = 0; i < cells.length; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / cells.length);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(0, cells);
        return grid;
    }

    private static Node cell(String head, String value, String second) {
        Label words = Texts.wrapped(Texts.name(value));
        words.setTooltip(new Tooltip(value));
        var box = new VBox(Texts.caption(head), words, Texts.wrapped(Texts.caption(second)));
        box.getStyleClass().add("rs-asked-cell");
        box.setMinWidth(0);
        return box;
    }

    private Node answer(Opened opened) {
        Verdict verdict = opened.verdict();
        Label headline = Texts.verdict(verdict.answer().headline());
        headline.setId("verdict");
        var words = new VBox(headline, Texts.wrapped(Texts.muted(Words.answer(opened))));
        words.getStyleClass().add("rs-verdict-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var top = new HBox(
                new MarkIcon(mark(verdict), MARK),
                words,
                Buttons.small("Copy answer", "fth-copy", () -> Clip.put(Words.copy(opened))));
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("rs-verdict-top");
        var card = new VBox(top, new VerdictTimeline(opened));
        if (verdict.restoreTo() != null) {
            card.getChildren().add(facts(opened));
        }
        card.getStyleClass().addAll("bs-card", "rs-verdict-card", "rs-edge-" + edge(verdict));
        return card;
    }

    private static Node facts(Opened opened) {
        Verdict verdict = opened.verdict();
        ZoneId zone = opened.intake().zone();
        Instant to = verdict.restoreTo();
        Instant expires = verdict.expiresAt();
        Duration loss = verdict.lossWindow();
        var box = columns(
                fact(
                        "Best moment",
                        to == null ? "Not known" : Moments.at(to, zone),
                        to == null ? "" : Moments.beside(to, zone)),
                fact(
                        "Loss window",
                        loss == null ? "Not known" : Texts.sentence(Durations.rough(loss)),
                        lossEnd(opened.intake())),
                fact(
                        "Point expires in",
                        expires == null ? "Not known" : Durations.words(Duration.between(opened.askedAt(), expires)),
                        expires == null ? "the provider does not say" : Moments.utc(expires)));
        box.getStyleClass().add("rs-facts");
        return box;
    }

    private static String lossEnd(Intake intake) {
        return (intake.uncertainty().isZero() ? "to " : "to about ") + Words.about(intake);
    }

    private static Node fact(String head, String value, String second) {
        var box = new VBox(
                Texts.caption(head), Texts.wrapped(Texts.figure(value)), Texts.wrapped(Texts.secondary(second)));
        box.getStyleClass().add("rs-fact");
        box.setMinWidth(0);
        return box;
    }

    private static Node because(Opened opened) {
        var card = new Card(null, "Because", "Asked " + Times.utcClock(opened.askedAt()) + " UTC");
        card.getStyleClass().add("rs-because");
        for (Because because : opened.verdict().because()) {
            var words = new VBox(Texts.wrapped(Texts.body(because.fact())));
            if (because.quotation() != null) {
                words.getChildren().add(Texts.quotation("“" + because.quotation() + "”"));
            }
            words.getStyleClass().add("rs-because-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            var row = new HBox(new MarkIcon(mark(because.mark())), words);
            row.getStyleClass().add("rs-because-row");
            card.with(row);
        }
        return card;
    }

    private static Mark mark(Verdict verdict) {
        return switch (verdict.answer()) {
            case RECOVERABLE -> Mark.HOLDS;
            case PARTLY -> Mark.PARTLY;
            case NO -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    private static String edge(Verdict verdict) {
        return switch (verdict.answer()) {
            case RECOVERABLE -> "holds";
            case PARTLY -> "warning";
            case NO -> "breach";
            case UNKNOWN -> "unknown";
        };
    }

    private static Mark mark(Verdict.Mark mark) {
        return switch (mark) {
            case HOLDS -> Mark.HOLDS;
            case WARNING -> Mark.WARNING;
            case BREACH -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }
}
