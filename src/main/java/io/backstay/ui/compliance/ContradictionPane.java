package io.backstay.ui.compliance;

import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.promise.Clause;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One contradiction: the quotations that collide, the arithmetic beside them, and what to ask the policy's owner.
final class ContradictionPane extends VBox {
    private static final double ARITHMETIC = 300;

    ContradictionPane(LintReport.Judged judged) {
        getStyleClass().add("cp-page");
        Contradiction found = judged.contradiction();
        var says = new VBox(Texts.caption(count(found.clauses().size())));
        says.getStyleClass().add("cp-says");
        for (Clause clause : found.clauses()) {
            var one = new VBox(Texts.quotation("“" + shown(clause) + "”"), Texts.caption(where(clause)));
            one.getStyleClass().add("cp-clause");
            says.getChildren().add(one);
        }
        HBox.setHgrow(says, Priority.ALWAYS);
        says.setMinWidth(0);
        Label sum = Texts.wrapped(Texts.mono(found.arithmetic()));
        sum.setId("arithmetic");
        var arithmetic = new VBox(Texts.caption("Arithmetic"), sum);
        arithmetic.getStyleClass().add("cp-says");
        arithmetic.setMinWidth(ARITHMETIC);
        arithmetic.setPrefWidth(ARITHMETIC);
        var sides = new HBox(says, arithmetic);
        sides.getStyleClass().add("cp-sides");
        getChildren().addAll(sides, line(Icons.of("fth-help-circle"), "Ask the policy owner: " + found.question()));
        String exception = judged.exception();
        if (!exception.isEmpty()) {
            HBox line = line(new MarkIcon(judged.accepted() ? Mark.ACCEPTED : Mark.WARNING), exception);
            line.setId("exception");
            getChildren().add(line);
        }
    }

    private static String count(int clauses) {
        return switch (clauses) {
            case 1 -> "The policy says";
            case 2 -> "The policy says, twice";
            default -> "The policy says, in " + clauses + " places";
        };
    }

    /// Our typeface has the plain tick, not the one in a green box that tables of policies use.
    private static String shown(Clause clause) {
        return clause.quotation().replace('\u2705', '\u2713');
    }

    private static String where(Clause clause) {
        @Nullable String section = clause.section();
        return (section == null ? "" : section + ", ") + "clause " + clause.id();
    }

    private static HBox line(Node mark, String sentence) {
        Label words = Texts.wrapped(Texts.body(sentence));
        HBox.setHgrow(words, Priority.ALWAYS);
        var box = new HBox(mark, words);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("cp-todo");
        return box;
    }
}
