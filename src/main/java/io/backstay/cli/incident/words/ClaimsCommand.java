package io.backstay.cli.incident.words;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents.Checked;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.incident.intake.IntakeOptions;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.incident.claims.ClaimCheck;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident claims`: may we say that?
@Command(
        name = "claims",
        description = {
            "Holds a draft or report against what the policy never claims, and against its numbers.",
            "Paraphrases of a listed claim are found; the sentence that disclaims it is let pass. English only."
        },
        footer = {
            "",
            "JSON: objections[{rule, from, to, words, sentence, why, quotation, instead}], kept[].",
            "Ends with 1 when a claim stands in the way.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class ClaimsCommand extends DeskAct {
    @Parameters(paramLabel = "FILE", description = "The text, - for standard input.")
    private Path file = Path.of("");

    @Option(names = "--case", paramLabel = "CASE", description = "By the policy and numbers of this case.")
    private @Nullable String id;

    @Option(names = "--policy", paramLabel = "P", description = "By this policy, without a case.")
    private @Nullable String policy;

    @Option(
            names = "--keep",
            paramLabel = "RULE",
            description = "Keeps the claims of this rule, or of 'all', for a --reason, which enters the record.")
    private @Nullable String keep;

    @Option(names = "--reason", paramLabel = "WHY", description = "Why a claim is kept.")
    private @Nullable String reason;

    /// The command of one run.
    public ClaimsCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if ((id == null) == (policy == null)) {
            throw misused("Give --case or --policy.");
        }
        if (keep != null && (id == null || reason == null)) {
            throw misused("A claim is kept in a --case and for a --reason.");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        String text = IntakeOptions.text(session, file, ClaimCheck.CHARS_MAX);
        if (keep != null && id != null && reason != null) {
            desk.incidents().keep(id, text, keep.equals("all") ? null : keep, null, reason);
        }
        Checked checked = id != null
                ? desk.incidents().check(id, text)
                : new Checked(desk.incidents().claims(String.valueOf(policy), text), List.of());
        if (isForPrograms()) {
            session.print(Json.pretty(checked));
        } else {
            ObjectionText.lines(checked.objections(), checked.kept()).forEach(session::print);
        }
        return checked.objections().isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
