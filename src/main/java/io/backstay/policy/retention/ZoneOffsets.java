package io.backstay.policy.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/// The offset of a zone at moments that lie close to each other, looked up once for the time between two changes.
final class ZoneOffsets {
    private final @Nullable ZoneRules rules;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private int offset;

    /// @param zone absent where each point brings its own offset
    ZoneOffsets(@Nullable ZoneId zone) {
        this.rules = zone == null ? null : zone.getRules();
    }

    /// @param own of the point
    int at(long seconds, int own) {
        if (rules == null) {
            return own;
        }
        if (seconds < from || seconds >= to) {
            Instant moment = Instant.ofEpochSecond(seconds);
            offset = rules.getOffset(moment).getTotalSeconds();
            // The change at this very second has happened already.
            ZoneOffsetTransition before = rules.previousTransition(moment.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(moment);
            from = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            to = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        }
        return offset;
    }
}
