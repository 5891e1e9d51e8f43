package io.backstay.cli;

import io.backstay.act.Cases;
import io.backstay.act.Desk;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Group;
import io.backstay.codec.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident`: cases and their timelines.
@Command(name = "incident", description = "Cases and their timelines.")
final class IncidentCommand extends Group {
    static CommandLine line(RootCommand root) {
        return new CommandLine(new IncidentCommand())
                .addSubcommand(new ListCommand(root))
                .addSubcommand(new ShowCommand(root));
    }

    /// `backstay incident list`.
    @Command(name = "list", description = "All cases, newest first.")
    static final class ListCommand implements Callable<Integer> {
        private final RootCommand root;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        ListCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            List<Cases.Summary> cases;
            try (Desk desk = root.open()) {
                cases = desk.cases().list();
            }
            if (json) {
                root.print(Json.pretty(cases));
                return ExitCode.HOLDS.code();
            }
            for (Cases.Summary one : cases) {
                root.print("%-10s %s  %-12s %s%s"
                        .formatted(one.id(), one.openedAt(), one.state(), one.practice() ? "DRILL " : "", one.title()));
            }
            return ExitCode.HOLDS.code();
        }
    }

    /// `backstay incident show`.
    @Command(name = "show", description = "The timeline of one case.")
    static final class ShowCommand implements Callable<Integer> {
        private final RootCommand root;

        @Parameters(paramLabel = "CASE", description = "The case's id, such as INC-0001.")
        private String id = "";

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        ShowCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            List<Cases.Entry> entries;
            try (Desk desk = root.open()) {
                entries = desk.cases().timeline(id);
            }
            if (json) {
                root.print(Json.pretty(entries));
                return ExitCode.HOLDS.code();
            }
            for (Cases.Entry entry : entries) {
                root.print("%s  %-10s %s".formatted(entry.at(), entry.actor(), entry.what()));
            }
            return ExitCode.HOLDS.code();
        }
    }
}
