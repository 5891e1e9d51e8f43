package io.backstay.cli.connection;

import io.backstay.policy.Policy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By which policy what a connection lists is judged.
final class PolicyOption {
    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "The id of the policy that its assets are held against by overview, notices and 'check';"
                    + " see 'policy list'. Default: none.")
    private @Nullable String policy;

    /// Absent where none was typed.
    @Nullable
    String id() {
        return Policy.NONE.id().equals(policy) ? null : policy;
    }
}
