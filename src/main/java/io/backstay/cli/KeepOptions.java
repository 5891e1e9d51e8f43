package io.backstay.cli;

import io.backstay.policy.retention.KeepRules;
import io.backstay.policy.retention.Within;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The keep rules of `retention` as they are typed.
final class KeepOptions {
    private static final String ALL = "all";
    private static final int COUNT_MAX = 1_000_000;

    @Option(names = "--keep-last", paramLabel = "N", description = "The newest N, or 'all'; so for each count below.")
    private String last = "0";

    @Option(names = "--keep-hourly", paramLabel = "N", description = "The newest of each of N hours.")
    private String hourly = "0";

    @Option(names = "--keep-daily", paramLabel = "N", description = "The newest of each of N days.")
    private String daily = "0";

    @Option(names = "--keep-weekly", paramLabel = "N", description = "The newest of each of N ISO weeks.")
    private String weekly = "0";

    @Option(names = "--keep-monthly", paramLabel = "N", description = "The newest of each of N months.")
    private String monthly = "0";

    @Option(names = "--keep-yearly", paramLabel = "N", description = "The newest of each of N years.")
    private String yearly = "0";

    @Option(
            names = "--keep-within",
            paramLabel = "D",
            description = "All that are younger than D before the newest, such as P14D, P1Y6M or PT36H.")
    private @Nullable String within;

    /// @throws IllegalArgumentException with what is wrong, or when nothing would be kept
    KeepRules rules() {
        var rules = new KeepRules(
                count(last),
                count(hourly),
                count(daily),
                count(weekly),
                count(monthly),
                count(yearly),
                within == null ? null : Within.parse(within),
                null);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("with every count at 0 there is none");
        }
        return rules;
    }

    private static int count(String typed) {
        if (typed.equals(ALL)) {
            return KeepRules.ALL;
        }
        try {
            int count = Integer.parseInt(typed);
            if (count >= 0 && count <= COUNT_MAX) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Said below, as for one that is out of bounds.
        }
        throw new IllegalArgumentException("'" + typed + "' is neither 'all' nor a count of 0 to 1,000,000");
    }
}
