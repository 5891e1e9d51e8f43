package io.backstay.ui.record;

import io.backstay.act.record.Records.Check;
import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Whether the record holds, in a word and what stands behind it.
final class VerdictCard extends VBox {
    private static final double MARK = 20;

    private final RecordModel model;

    VerdictCard(RecordModel model) {
        this.model = model;
        setId("record-verdict");
        getStyleClass().add("re-verdict");
        model.checkProperty().subscribe(_ -> show());
        model.checkFailureProperty().subscribe(_ -> show());
        model.checkingProperty().subscribe(_ -> show());
    }

    private void show() {
        Check check = model.checkProperty().get();
        Failure failure = model.checkFailureProperty().get();
        getStyleClass().removeIf(name -> name.startsWith("re-edge"));
        getChildren().clear();
        if (model.checkingProperty().get()) {
            line(Mark.RUNNING, "Checking", "Every hash is computed again, and every checkpoint is checked.");
        } else if (failure != null) {
            line(Mark.UNKNOWN, "Not checked", Foreign.of(failure));
        } else if (check != null) {
            show(check);
        }
        boolean shown = !getChildren().isEmpty();
        setVisible(shown);
        setManaged(shown);
    }

    private void show(Check check) {
        switch (check.verdict()) {
            case VERIFIED -> line(Mark.HOLDS, "Verified", said(check));
            case TAMPERED -> line(Mark.BREACH, "Tampered", said(check));
            case UNVERIFIABLE -> line(Mark.UNKNOWN, "Unverifiable", said(check));
        }
        getStyleClass().add("re-edge-" + Words.of(check.verdict()));
        Long broken = check.firstBroken();
        Label root = Texts.mono("root " + check.root());
        root.setTooltip(new Tooltip(check.root()));
        root.setMinWidth(0);
        HBox.setHgrow(root, Priority.ALWAYS);
        var foot = new HBox(root);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("bs-line");
        if (broken != null) {
            foot.getChildren().add(Buttons.small("Go to entry " + broken, "fth-arrow-right", () -> model.goTo(broken)));
        }
        for (String warning : check.warnings()) {
            Label odd = Texts.wrapped(Texts.secondary(warning));
            odd.getStyleClass().add("re-odd");
            odd.setGraphic(new MarkIcon(Mark.WARNING));
            getChildren().add(odd);
        }
        getChildren().add(foot);
    }

    /// What stands behind the word; whether anything is unsigned is always said.
    static String said(Check check) {
        var words = new StringBuilder();
        String problem = check.problem();
        if (problem != null) {
            words.append(problem).append(problem.endsWith(".") ? " " : ". ");
        }
        Long broken = check.firstBroken();
        if (broken != null) {
            words.append("The first entry that is not what it was: ")
                    .append(broken)
                    .append(". ");
        }
        String by = check.signedBy();
        words.append(count(check.size(), "entry", "entries")).append(" read");
        words.append(by == null ? ", signed by nobody who counts here" : ", signed by " + by);
        long tail = check.unsignedTail();
        words.append(
                tail == 0
                        ? ", none after the last checkpoint."
                        : ", " + count(tail, "entry", "entries")
                                + " after the last checkpoint, which nothing covers yet.");
        return words.toString();
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private void line(Mark mark, String verdict, String words) {
        Label head = Texts.figure(verdict);
        head.setId("verdict-word");
        head.setMinWidth(USE_PREF_SIZE);
        Label said = Texts.wrapped(Texts.secondary(words));
        said.setId("verdict-said");
        said.setMinWidth(0);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(said, Priority.ALWAYS);
        Node icon = new MarkIcon(mark, MARK);
        var line = new HBox(icon, head, said);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("re-line");
        getChildren().add(line);
    }
}
