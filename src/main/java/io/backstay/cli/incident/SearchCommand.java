package io.backstay.cli.incident;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.WordOf;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.Found;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident search`: past cases by their words.
@Command(
        name = "search",
        description = {
            "Cases that have all these words in their title, intake, actions, timeline or what the record of acts says",
            "of them, newest first. Accents and case do not matter; a part of a word is enough. Ends with 1 when there",
            "is none. At most 100 cases are given, of the newest 1,000."
        },
        footer = {
            "",
            "JSON: hits[{caseId, title, tenant, state, openedAt, practice, cause, spots[{in, text}]}], looked, more.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class SearchCommand extends DeskAct {
    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "What to look for, at most 16 words.")
    private List<String> words = List.of();

    @Option(
            names = "--cause",
            paramLabel = "C",
            converter = CauseWord.class,
            description = "accidental-deletion, corruption, security or failure.")
    private @Nullable Reason cause;

    @Option(names = "--tenant", paramLabel = "T", description = "The customer's tenant key, or its whole name.")
    private @Nullable String tenant;

    @Option(names = "--from", paramLabel = "DAY", description = "Opened on this day or later, in UTC.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Opened on this day or earlier, in UTC.")
    private @Nullable LocalDate to;

    SearchCommand(Session session) {
        super(session);
    }

    /// The causes.
    static final class CauseWord extends WordOf<Reason> {
        CauseWord() {
            super(Reason.values(), Words::of);
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        CaseQuery query = CaseQuery.of(String.join(" ", words), cause, tenant, from, to);
        Found found = desk.incidents().past().search(query);
        if (isForPrograms()) {
            session.print(Json.pretty(found));
        } else {
            found.hits().forEach(this::print);
            session.print(
                    (found.hits().isEmpty() ? "No case fits" : found.hits().size() + " fit") + ", of " + found.looked()
                            + " looked at" + (found.more() ? "; there may be older ones." : "."));
        }
        return found.hits().isEmpty() ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }

    private void print(Found.Hit hit) {
        session.print(Plain.text("%-10s %s  %-12s %s%s"
                .formatted(hit.caseId(), hit.openedAt(), hit.state(), hit.practice() ? "DRILL " : "", hit.title())));
        for (Found.Spot spot : hit.spots()) {
            session.print(Plain.text("           %-8s %s".formatted(spot.in(), spot.text())));
        }
    }
}
