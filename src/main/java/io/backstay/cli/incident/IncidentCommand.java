package io.backstay.cli.incident;

import io.backstay.act.Cases;
import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.incident.intake.CaseVerdictCommand;
import io.backstay.cli.incident.intake.CorrectCommand;
import io.backstay.cli.incident.intake.NewCommand;
import io.backstay.cli.incident.words.ClaimsCommand;
import io.backstay.cli.incident.words.MessageCommand;
import io.backstay.cli.incident.words.ReportCommand;
import io.backstay.cli.incident.words.VerifyCommand;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Group;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `backstay incident`: the case, from the call to the last message.
@Command(name = "incident", description = "The case: intake, verdict, clocks, timeline, messages, reports.")
public final class IncidentCommand extends Group {
    private IncidentCommand() {}

    /// The command with its subcommands.
    public static CommandLine line(Session root) {
        return new CommandLine(new IncidentCommand())
                .addSubcommand(new NewCommand(root))
                .addSubcommand(new ListCommand(root))
                .addSubcommand(new SearchCommand(root))
                .addSubcommand(new StatsCommand(root))
                .addSubcommand(new ShowCommand(root))
                .addSubcommand(new CaseVerdictCommand(root))
                .addSubcommand(new ClocksCommand(root))
                .addSubcommand(new ProbeCommand(root))
                .addSubcommand(new NoteCommand(root))
                .addSubcommand(new RetimeCommand(root))
                .addSubcommand(new MergeCommand(root))
                .addSubcommand(new IncludeCommand(root))
                .addSubcommand(new CorrectCommand(root))
                .addSubcommand(new DeclareCommand(root))
                .addSubcommand(new CloseCommand(root))
                .addSubcommand(new ActionCommand(root))
                .addSubcommand(new DoneCommand(root))
                .addSubcommand(new ActionsCommand(root))
                .addSubcommand(new HandOverCommand(root))
                .addSubcommand(new CaseExportCommand(root))
                .addSubcommand(new CaseImportCommand(root))
                .addSubcommand(new MessageCommand(root))
                .addSubcommand(new ToldCommand(root))
                .addSubcommand(new ClaimsCommand(root))
                .addSubcommand(new ReportCommand(root))
                .addSubcommand(new VerifyCommand(root));
    }

    /// `backstay incident list`.
    @Command(name = "list", description = "All cases, newest first.")
    static final class ListCommand extends DeskAct {
        ListCommand(Session session) {
            super(session);
        }

        @Override
        protected ExitCode run(Desk desk) throws BackstayException {
            List<Cases.Summary> cases = desk.cases().list();
            if (isForPrograms()) {
                session.print(Json.pretty(cases));
                return ExitCode.HOLDS;
            }
            for (Cases.Summary one : cases) {
                session.print(Plain.text("%-10s %s  %-12s %s%s"
                        .formatted(
                                one.id(), one.openedAt(), one.state(), one.practice() ? "DRILL " : "", one.title())));
            }
            return ExitCode.HOLDS;
        }
    }
}
