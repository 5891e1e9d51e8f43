package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.act.Records;
import io.backstay.base.ExitCode;
import io.backstay.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay audit`: the record of acts.
@Command(name = "audit", description = "The record of acts.")
final class AuditCommand extends Group {
    static CommandLine line(RootCommand root) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new ShowCommand(root))
                .addSubcommand(new VerifyCommand(root));
    }

    /// `backstay audit show`.
    @Command(name = "show", description = "The newest acts and their outcomes.")
    static final class ShowCommand implements Callable<Integer> {
        private static final int LIMIT_MAX = 10_000;

        private final RootCommand root;

        @CommandLine.Spec
        private CommandLine.Model.@Nullable CommandSpec spec;

        @Option(names = "--last", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
        private int limit = 50;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        ShowCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            if ((limit < 1 || limit > LIMIT_MAX) && spec != null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--last takes 1 to " + LIMIT_MAX + ", not " + limit);
            }
            List<Records.Entry> entries;
            try (Desk desk = root.open()) {
                entries = desk.records().newest(Records.Filter.ALL, limit);
            }
            if (json) {
                root.print(Json.pretty(entries));
                return ExitCode.HOLDS.code();
            }
            for (Records.Entry entry : entries) {
                String outcome = entry.outcome() == null ? "" : ": " + entry.outcome();
                root.print("%6d  %s  %-10s %-8s %s %s%s"
                        .formatted(
                                entry.seq(),
                                entry.at(),
                                entry.actor(),
                                entry.kind(),
                                entry.act(),
                                entry.target(),
                                outcome));
            }
            return ExitCode.HOLDS.code();
        }
    }

    /// `backstay audit verify`.
    @Command(name = "verify", description = "Recomputes every hash of the record.")
    static final class VerifyCommand implements Callable<Integer> {
        private final RootCommand root;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        VerifyCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            Records.Check check;
            try (Desk desk = root.open()) {
                check = desk.records().verify();
            }
            boolean whole = check.firstBroken() == null;
            if (json) {
                Map<String, @Nullable Object> document = new LinkedHashMap<>();
                document.put("verdict", whole ? "verified" : "tampered");
                document.put("size", check.size());
                document.put("root", check.root());
                document.put("firstBroken", check.firstBroken());
                root.print(Json.pretty(document));
            } else if (whole) {
                root.print("%,d entries, every hash holds; root %s".formatted(check.size(), check.root()));
            } else {
                root.print("Entry %d does not match its hash; do not rely on it or on what follows."
                        .formatted(check.firstBroken()));
            }
            return (whole ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
        }
    }
}
