package io.backstay.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notices that a clock was set back: entries are written one after the other, so a later one with an earlier time
/// shows it, and so does a session whose steady clock went on for longer than its clock on the wall.
final class ClockWatch {
    /// Clocks are corrected by small steps all the time.
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private static final int SESSIONS_MAX = 256;

    private final Map<String, AuditEntry> sessions = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Instant before;

    /// Looks at the next entry.
    void see(AuditEntry entry) {
        Instant earlier = before;
        AuditEntry same = sessions.remove(entry.session());
        if (earlier != null && entry.ts().isBefore(earlier)) {
            warn("Entry " + entry.seq() + " is dated " + entry.ts() + ", before the entry that stands before it.");
        } else if (same != null && lost(same, entry).compareTo(TOLERANCE) > 0) {
            warn("The clock was set back by about " + lost(same, entry).toSeconds() + " s between entries " + same.seq()
                    + " and " + entry.seq() + ".");
        }
        before = entry.ts();
        sessions.put(entry.session(), entry);
        if (sessions.size() > SESSIONS_MAX) {
            sessions.remove(sessions.keySet().iterator().next());
        }
    }

    List<String> warnings() {
        return warnings;
    }

    /// By how much the steady clock went on further than the other.
    private static Duration lost(AuditEntry from, AuditEntry to) {
        if (from.mono() == null || to.mono() == null) {
            return Duration.ZERO;
        }
        return Duration.of(to.mono() - from.mono(), ChronoUnit.MICROS).minus(Duration.between(from.ts(), to.ts()));
    }

    private void warn(String sentence) {
        if (warnings.size() < AuditVerification.WARNINGS_MAX) {
            warnings.add(sentence);
        }
    }
}
