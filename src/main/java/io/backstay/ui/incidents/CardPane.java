package io.backstay.ui.incidents;

import io.backstay.base.Durations;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.restore.verdict.Verdict;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The answer to "can we get it back?", to be read to a customer from top to bottom.
final class CardPane extends VBox {
    private static final double MARK = 32;

    /// @param write  puts this verdict into the timeline
    CardPane(CaseModel.Known known, Button write) {
        VerdictCard card = known.card();
        Verdict verdict = card.verdict();
        setId("card");
        getStyleClass().addAll("bs-card", "in-card");
        Label headline = Texts.wrapped(Texts.verdict(verdict.answer().headline()));
        headline.setId("card-answer");
        var words = new VBox(headline, Texts.wrapped(Texts.body(card.loss())));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var top = new HBox(
                new MarkIcon(mark(verdict.answer()), MARK),
                words,
                write,
                Buttons.small("Copy", "fth-copy", () -> Clip.put(said(known))));
        top.setAlignment(Pos.TOP_LEFT);
        top.getStyleClass().add("in-card-top");
        getChildren().add(top);
        facts(known).forEach(line -> getChildren().add(Texts.wrapped(Texts.muted(line))));
        String mail = unconfirmed(known.intake());
        if (!mail.isEmpty()) {
            Label found = Texts.wrapped(Texts.body(mail));
            found.setId("card-recognised");
            found.getStyleClass().add("in-recognised");
            getChildren().add(found);
        }
        for (Verdict.Because because : verdict.because()) {
            getChildren().add(reason(because));
        }
        if (!card.firstHelp().isEmpty()) {
            getChildren().add(Texts.section("What helps without a restore"));
            card.firstHelp().forEach(help -> getChildren().add(Texts.wrapped(Texts.body(help))));
        }
        if (!card.clauses().isEmpty()) {
            getChildren().add(Texts.section("What " + card.policy() + " says"));
            card.clauses()
                    .forEach(cited -> getChildren()
                            .addAll(
                                    Texts.wrapped(Texts.muted(cited.why())),
                                    Texts.quotation("“" + cited.quotation() + "”")));
        }
    }

    private static Mark mark(Verdict.Answer answer) {
        return switch (answer) {
            case RECOVERABLE -> Mark.HOLDS;
            case PARTLY -> Mark.PARTLY;
            case NO -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    private static Node reason(Verdict.Because because) {
        Mark mark = switch (because.mark()) {
            case HOLDS -> Mark.HOLDS;
            case WARNING -> Mark.WARNING;
            case BREACH -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
        };
        Label fact = Texts.wrapped(Texts.body(because.fact()));
        fact.setMinWidth(0);
        var words = new VBox(fact);
        if (because.quotation() != null) {
            words.getChildren().add(Texts.quotation("“" + because.quotation() + "”"));
        }
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(new MarkIcon(mark), words);
        line.getStyleClass().add("in-because");
        return line;
    }

    /// What was found in a pasted mail and read by nobody since; empty when all was typed.
    private static String unconfirmed(CaseIntake intake) {
        return intake.recognised().isEmpty()
                ? ""
                : "From the mail, not confirmed yet: " + String.join(", ", intake.recognised())
                        + ". Ctrl I corrects or confirms it.";
    }

    private static List<String> facts(CaseModel.Known known) {
        VerdictCard card = known.card();
        ZoneId zone = ZoneId.of(known.intake().zone());
        List<String> lines = new ArrayList<>();
        Instant to = card.verdict().restoreTo();
        if (to != null) {
            lines.add("Best moment: " + Faces.words(to.atZone(zone)) + ".");
        }
        Duration left = card.left(known.at());
        if (left != null && card.verdict().expiresAt() != null) {
            lines.add("Its point goes in " + Durations.words(left) + ", "
                    + Faces.words(card.verdict().expiresAt().atZone(zone)) + ".");
        }
        VerdictCard.Takes takes = card.takes();
        lines.add(
                takes == null
                        ? "How long a restore takes is not known: none was ever timed."
                        : "A restore takes about " + Durations.words(takes.typical()) + ", at most "
                                + Durations.words(takes.slowest()) + " so far (" + takes.basis() + ").");
        if (!known.manifests().isEmpty()) {
            lines.add("Judged by "
                    + String.join(
                            ", ",
                            known.manifests().stream()
                                    .map(file -> String.valueOf(file.getFileName()))
                                    .toList())
                    + " and not by what is connected here.");
        }
        if (card.observed() != null) {
            lines.add("By what was observed " + Faces.words(card.observed().atZone(zone)) + ".");
        }
        return lines;
    }

    private static String said(CaseModel.Known known) {
        List<String> lines = new ArrayList<>();
        lines.add(
                known.card().verdict().answer().headline() + ". " + known.card().loss());
        lines.addAll(facts(known));
        lines.addAll(known.card().firstHelp());
        return String.join("\n", lines);
    }
}
