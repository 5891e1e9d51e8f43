package io.backstay.cli.audit;

import io.backstay.act.Desk;
import io.backstay.act.record.Records;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay audit show`.
@Command(
        name = "show",
        description = "The newest acts and their outcomes, oldest first. Conditions are joined: all must hold.",
        footer = {
            "",
            "A mark stands before entries that no signed checkpoint covers yet.",
            "",
            "Examples:",
            "  backstay audit show --last 20",
            "  backstay audit show --tenant 1003 --find restore.import --json",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class ShowCommand implements Callable<Integer> {
    private static final int LIMIT_MAX = 10_000;
    private static final String UNSIGNED_MARK = "~";

    private final Session session;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--last", paramLabel = "N", description = "How many, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--case", paramLabel = "C", description = "Only those of a case, such as INC-0001.")
    private @Nullable String caseId;

    @Option(names = "--tenant", paramLabel = "T", description = "Only those about a tenant.")
    private @Nullable String tenant;

    @Option(names = "--run", paramLabel = "R", description = "Only those of one run of a restore or drill.")
    private @Nullable String run;

    @Option(names = "--find", paramLabel = "TEXT", description = "Only those with TEXT in act, target or actor.")
    private String text = "";

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if ((limit < 1 || limit > LIMIT_MAX) && spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--last takes 1 to " + LIMIT_MAX + ", not " + limit);
        }
        List<Records.Entry> entries;
        try (Desk desk = session.open()) {
            entries = desk.records().newest(new Records.Filter(caseId, tenant, run, text), limit);
        }
        if (json) {
            session.print(Json.pretty(entries));
            return ExitCode.HOLDS.code();
        }
        for (Records.Entry entry : entries) {
            session.print(Plain.text(line(entry)));
        }
        session.print(Plain.entries(entries.size()));
        return ExitCode.HOLDS.code();
    }

    private static String line(Records.Entry entry) {
        String outcome = entry.outcome() == null ? "" : ": " + entry.outcome();
        return "%s%6d  %s  %-10s %-8s %s %s%s"
                .formatted(
                        entry.signed() ? " " : UNSIGNED_MARK,
                        entry.seq(),
                        entry.at(),
                        entry.actor(),
                        entry.kind(),
                        entry.act(),
                        entry.target(),
                        outcome);
    }
}
