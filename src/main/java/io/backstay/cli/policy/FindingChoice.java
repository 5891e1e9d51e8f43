package io.backstay.cli.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which finding of `policy lint`.
final class FindingChoice {
    /// The rules there are.
    private static final String RULES = "R([1-9]|1[0-9]|20)";

    @Parameters(paramLabel = "POLICY", description = "Its id, see 'policy list', or a file *.yaml.")
    private String policy = "";

    @Option(names = "--rule", paramLabel = "R", required = true, description = "The rule, R1 to R20.")
    private String rule = "";

    @Option(
            names = "--clause",
            paramLabel = "ID",
            required = true,
            description = "A clause of the finding; once for each that tells it from others.")
    private List<String> clauses = List.of();

    /// What is wrong in one sentence, absent when nothing is.
    @Nullable
    String misuse() {
        return rule.matches(RULES) ? null : "A rule is R1 to R20.";
    }

    String policy() {
        return policy;
    }

    String rule() {
        return rule;
    }

    List<String> clauses() {
        return clauses;
    }
}
