package io.backstay.ui.incidents.report;

import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportState;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How far the report is, whether it is saved, and the next step of it.
final class ReportBar extends TwoEnds {
    /// As long as `04:57`.
    private static final int MINUTES = 5;

    private final ReportModel model;
    private final Label words = Texts.name("");
    private final Label problem = Texts.secondary("");
    private final Label saved = Texts.secondary("");
    private final Button review;
    private final Button finish;
    private final Button mine;
    private final Button theirs;
    private final Button path;

    ReportBar(ReportModel model) {
        this(model, new VBox(), new FlowPane());
    }

    private ReportBar(ReportModel model, VBox start, FlowPane end) {
        super(start, end);
        this.model = model;
        getStyleClass().addAll("bs-action-bar", "rp-bar");
        start.setAlignment(Pos.CENTER_LEFT);
        end.getStyleClass().add("rp-bar-acts");
        end.setAlignment(Pos.CENTER_RIGHT);
        words.setId("report-words");
        words.setMinWidth(0);
        words.setWrapText(true);
        problem.setId("report-problem");
        problem.getStyleClass().add("in-problem");
        problem.setMinWidth(0);
        problem.setWrapText(true);
        saved.setId("report-saved");
        saved.setMinWidth(Region.USE_PREF_SIZE);
        review = Buttons.small("Give to review", "fth-eye", model::review);
        review.setId("report-review");
        finish = Buttons.small("Mark final", "fth-check", model::finish);
        finish.setId("report-finish");
        mine = Buttons.small("Keep mine", null, model::keepMine);
        theirs = Buttons.small("Show theirs", null, this::takeTheirs);
        theirs.setTooltip(new Tooltip("Yours is put on the clipboard first"));
        path = Buttons.small("Copy path", "fth-copy", () -> {
            ReportWriter.Written at = model.status().writtenProperty().get();
            if (at != null) {
                Clip.put(at.pdf().toString());
            }
        });
        start.getChildren().addAll(words, problem);
        end.getChildren().addAll(saved, path, mine, theirs, review, finish);
        model.draftProperty().subscribe(_ -> show());
        model.status().savingProperty().subscribe(_ -> show());
        model.status().problemProperty().subscribe(_ -> show());
        model.claims().uncheckedProperty().subscribe(_ -> show());
        model.status().overdueProperty().subscribe(_ -> show());
        model.status().writtenProperty().subscribe(_ -> show());
        model.claims().flagged().addListener((ListChangeListener<Object>) _ -> show());
    }

    private void takeTheirs() {
        var text = new StringBuilder();
        model.sections()
                .forEach(each -> text.append(each.title())
                        .append("\n\n")
                        .append(each.prose())
                        .append("\n\n"));
        Clip.put(text.toString());
        model.read();
    }

    private void show() {
        ReportDraft draft = model.draftProperty().get();
        boolean conflict = model.status().savingProperty().get() == Saving.CONFLICT;
        setVisible(draft != null);
        setManaged(draft != null);
        visible(mine, conflict);
        visible(theirs, conflict);
        visible(path, model.status().writtenProperty().get() != null);
        problem.setText(model.status().problemProperty().get());
        visible(problem, !problem.getText().isEmpty());
        if (draft == null) {
            return;
        }
        said(draft, conflict);
        saved.setText(saved(draft));
        String blocked = model.claims().blocked();
        String refusal = model.refusal();
        boolean done = draft.state() == ReportState.FINAL;
        visible(review, draft.state() == ReportState.DRAFT && !conflict);
        visible(finish, !done && !conflict);
        review.setDisable(refusal != null);
        finish.setDisable(refusal != null || blocked != null);
        finish.setTooltip(new Tooltip(
                refusal != null
                        ? refusal
                        : blocked != null ? blocked : "Facts, tables and words stay as they are then"));
    }

    /// Where it is, and where what was signed of it.
    private static String words(ReportWriter.Written written, ReportState state) {
        ReportWriter.Signature signed = written.signature();
        String forms = written.pdf().getFileName() + ", HTML and Markdown";
        if (signed != null) {
            return "Written: " + forms + "; the signature is in "
                    + signed.file().getFileName();
        }
        return "Written" + (state == ReportState.FINAL ? ", not signed: " : ": ") + forms;
    }

    private void said(ReportDraft draft, boolean conflict) {
        String blocked = model.claims().blocked();
        ReportWriter.Written written = model.status().writtenProperty().get();
        String refusal = model.refusal();
        if (conflict) {
            say(Mark.WARNING, "Somebody else saved meanwhile; choose");
        } else if (blocked != null) {
            say(model.claims().uncheckedProperty().get().isEmpty() ? Mark.BREACH : Mark.UNKNOWN, blocked);
        } else if (written != null) {
            say(Mark.HOLDS, words(written, draft.state()));
        } else if (model.status().overdueProperty().get()) {
            say(Mark.WARNING, "The customer's next update is overdue");
        } else if (draft.state() == ReportState.FINAL) {
            say(Mark.HOLDS, "Final");
        } else if (refusal != null) {
            say(Mark.EXEMPT, refusal);
        } else {
            say(Mark.HOLDS, draft.state().title() + ", claims checked");
        }
    }

    private void say(Mark mark, String sentence) {
        words.setText(sentence);
        words.setGraphic(new MarkIcon(mark));
        words.setTooltip(new Tooltip(sentence));
    }

    private String saved(ReportDraft draft) {
        return switch (model.status().savingProperty().get()) {
            case CHANGED -> "Not saved yet";
            case SAVING -> "Saving";
            case CONFLICT -> "Not saved";
            case SAVED ->
                draft.savedAt() == null
                        ? "As Backstay drafted it"
                        : "Saved " + Times.utcClock(draft.savedAt()).substring(0, MINUTES);
        };
    }

    private static void visible(Region node, boolean is) {
        node.setVisible(is);
        node.setManaged(is);
    }
}
