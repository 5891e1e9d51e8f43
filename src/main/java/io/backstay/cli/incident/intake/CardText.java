package io.backstay.cli.incident.intake;

import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A verdict card on a terminal and as a document.
final class CardText {
    private final CaseIntake intake;
    private final VerdictCard card;

    CardText(CaseIntake intake, VerdictCard card) {
        this.intake = intake;
        this.card = card;
    }

    /// Prints it.
    ///
    /// @return what the command ends with
    ExitCode print(Session session, boolean forPrograms) {
        if (forPrograms) {
            session.print(Json.pretty(document()));
        } else {
            lines().forEach(session::print);
        }
        return exit();
    }

    /// 0 for what comes back, if only partly; 1 for no, 2 for unknown.
    private ExitCode exit() {
        return switch (card.verdict().answer()) {
            case RECOVERABLE, PARTLY -> ExitCode.HOLDS;
            case NO -> ExitCode.DOES_NOT_HOLD;
            case UNKNOWN -> ExitCode.UNDECIDABLE;
        };
    }

    List<String> lines() {
        Verdict verdict = card.verdict();
        List<String> lines = new ArrayList<>();
        lines.add(Words.of(verdict.answer()).toUpperCase(Locale.ROOT) + "  " + intake.title());
        lines.add("  " + card.loss());
        Instant about = intake.about();
        if (about != null) {
            Faces faces = Faces.of(about, ZoneId.of(intake.zone()), ZoneId.systemDefault());
            lines.add("  lost about     " + Faces.words(faces.customer())
                    + (intake.spread().isZero() ? "" : ", give or take " + Durations.words(intake.spread())));
            lines.add("                 " + Faces.words(faces.utc()) + "; here " + Faces.words(faces.operator()));
        }
        if (verdict.point() != null) {
            lines.add("  best point     " + verdict.point().id() + ", taken "
                    + Utc.words(verdict.point().takenAt()));
        }
        Duration left = card.left(card.at());
        if (left != null && verdict.expiresAt() != null) {
            lines.add("  it expires in  " + Durations.words(left) + ", at " + Utc.words(verdict.expiresAt()));
        }
        VerdictCard.Takes takes = card.takes();
        lines.add("  it will take   "
                + (takes == null
                        ? "not known: no restore was ever timed"
                        : "about " + Durations.words(takes.typical()) + ", " + Durations.words(takes.slowest())
                                + " at the slowest (" + takes.basis() + ")"));
        if (card.observed() != null) {
            lines.add("  facts as of    " + Utc.words(card.observed()));
        }
        lines.add("because");
        for (Verdict.Because because : verdict.because()) {
            lines.add("  %-8s %s.".formatted(Words.of(because.mark()), because.fact()));
            if (because.quotation() != null) {
                lines.add("           \"" + because.quotation() + "\"");
            }
        }
        lines.add("help that needs no restore");
        card.firstHelp().forEach(help -> lines.add("  - " + help));
        lines.add(card.policy() == null ? Promise.NONE : "the policy says (" + card.policy() + ")");
        card.clauses().forEach(cited -> {
            lines.add("  " + cited.clause() + ": " + cited.why());
            lines.add("    \"" + cited.quotation() + "\"");
        });
        return lines.stream().map(Plain::text).toList();
    }

    Map<String, Object> document() {
        Verdict verdict = card.verdict();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("verdict", Words.of(verdict.answer()));
        document.put(
                "point", verdict.point() == null ? null : verdict.point().id().value());
        document.put("restoreTo", verdict.restoreTo());
        document.put("lossWindow", verdict.lossWindow());
        document.put("expiresAt", verdict.expiresAt());
        document.put("because", verdict.because());
        document.put("at", card.at());
        document.put("policy", card.policy());
        document.put("asset", card.asset() == null ? null : card.asset().value());
        document.put("observedAt", card.observed());
        document.put("loss", card.loss());
        document.put("takes", card.takes());
        document.put("clauses", card.clauses());
        document.put("firstHelp", card.firstHelp());
        document.put("intake", intake);
        return document;
    }
}
