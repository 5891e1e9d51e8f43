package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Group;
import io.backstay.codec.Json;
import io.backstay.policy.PolicySummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay policy`: written promises.
@Command(name = "policy", description = "Written promises: built-in and own policies.")
final class PolicyCommand extends Group {
    static CommandLine line(RootCommand root) {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new ListCommand(root))
                .addSubcommand(new CurveCommand(root));
    }

    /// `backstay policy list`.
    @Command(name = "list", description = "The policies that can be checked.")
    static final class ListCommand implements Callable<Integer> {
        private final RootCommand root;

        @Option(names = "--json", description = "Prints one JSON document.")
        private boolean json;

        ListCommand(RootCommand root) {
            this.root = root;
        }

        @Override
        public Integer call() throws Exception {
            List<PolicySummary> policies;
            try (Desk desk = root.open()) {
                policies = desk.facts().policies();
            }
            if (json) {
                root.print(Json.pretty(policies));
                return ExitCode.HOLDS.code();
            }
            for (PolicySummary policy : policies) {
                root.print("%-20s %s (%d obligations, %d checked from facts)"
                        .formatted(policy.id(), policy.title(), policy.obligations(), policy.checkable()));
            }
            return ExitCode.HOLDS.code();
        }
    }
}
