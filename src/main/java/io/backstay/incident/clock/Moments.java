package io.backstay.incident.clock;

import io.backstay.policy.Policy;
import io.backstay.policy.promise.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The moments of one case that its clocks are read from.
///
/// @param lostAt      the earliest moment at which the loss may have happened, absent when not known
/// @param declaredAt  when somebody declared the incident, absent before
/// @param answeredAt  when every probe of the restored service had answered, absent before
/// @param toldAt      when the customer last heard from us, absent before the first time
/// @param closingAt   when the closing message was sent, absent before
/// @param undoneAt    when a restore of the case was undone last, which opened the case again; absent where none was
/// @param endedAt     when the case was closed, absent while it is open
/// @param pointExpiry when the best point goes, absent when not known or when there is none
/// @param probes      how many probes are configured
public record Moments(
        @Nullable Instant lostAt,
        Instant reportedAt,
        @Nullable Instant declaredAt,
        @Nullable Instant answeredAt,
        @Nullable Instant toldAt,
        @Nullable Instant closingAt,
        @Nullable Instant undoneAt,
        @Nullable Instant endedAt,
        @Nullable Instant pointExpiry,
        Cadence cadence,
        int probes) {
    /// How often the customer hears from us.
    ///
    /// @param source who says so, in words
    public record Cadence(Duration every, String source) {
        /// The one of a case, else the shortest that its policy asks for, else by its severity: every 30 min, 1 h,
        /// 4 h or 24 h.
        ///
        /// @param severity 1 (worst) to 4, absent counts as 2
        public static Cadence of(@Nullable Duration own, @Nullable Integer severity, Policy policy) {
            if (own != null) {
                return new Cadence(own, "set for this case");
            }
            int level = severity == null ? 2 : severity;
            Duration asked = asked(policy, level);
            if (asked != null) {
                return new Cadence(asked, "as the policy " + policy.id() + " says");
            }
            Duration every = switch (level) {
                case 1 -> Duration.ofMinutes(30);
                case 2 -> Duration.ofHours(1);
                case 3 -> Duration.ofHours(4);
                default -> Duration.ofHours(24);
            };
            String source = severity == null ? "as for severity 2, because none is given" : "by severity " + level;
            String unsaid = policy.equals(Policy.NONE) ? "the case has no policy" : "the policy names no cadence";
            return new Cadence(every, source + "; " + unsaid);
        }

        private static @Nullable Duration asked(Policy policy, int severity) {
            return policy.clauses().stream()
                    .flatMap(clause -> clause.says().stream())
                    .filter(Statement.Updates.class::isInstance)
                    .map(Statement.Updates.class::cast)
                    .filter(updates -> updates.concerns(severity))
                    .map(Statement.Updates::every)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }
}
