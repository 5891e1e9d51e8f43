package io.backstay.cli.incident.words;

import io.backstay.act.Desk;
import io.backstay.act.incident.Incidents.Drafted;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.incident.message.Eml;
import io.backstay.incident.message.MessageKind;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident message`: what to tell the customer.
@Command(
        name = "message",
        description = {
            "Drafts what the customer is told: the e-mail to its administrators and the banner in the product.",
            "Nothing is sent. Say with 'incident told' that a person has sent it; the next update counts from there."
        },
        footer = {
            "",
            "JSON: draft{kind, subject, body, banner}, checked{objections[], kept[]}, from.",
            "Ends with 1, and writes no file, when the draft says what the policy never claims.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class MessageCommand extends DeskAct {
    @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
    private String id = "";

    @Option(names = "--kind", paramLabel = "K", required = true, description = "first, update or closing.")
    private MessageKind kind = MessageKind.FIRST;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            arity = "1..*",
            description = "The customer's administrators, for the file.")
    private List<String> to = List.of();

    @Option(names = "--out", paramLabel = "FILE.eml", description = "Writes the draft for a mail program.")
    private @Nullable Path out;

    /// The command of one run.
    public MessageCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Drafted drafted = desk.incidents().draft(id, kind);
        boolean clear = drafted.checked().objections().isEmpty();
        if (clear && out != null) {
            Eml.write(
                    out,
                    drafted.draft(),
                    drafted.from(),
                    to,
                    session.terminal().clock().instant());
        }
        if (isForPrograms()) {
            session.print(Json.pretty(drafted));
        } else {
            session.print(Plain.text("Subject: " + drafted.draft().subject()));
            session.print("");
            drafted.draft().body().lines().map(Plain::text).forEach(session::print);
            session.print("");
            session.print(Plain.text("Banner: " + drafted.draft().banner()));
            if (!clear) {
                ObjectionText.lines(
                                drafted.checked().objections(),
                                drafted.checked().kept())
                        .forEach(session::print);
            } else if (out != null) {
                session.print(Plain.text("Written to " + out + "; nothing was sent."));
            }
        }
        return clear ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
