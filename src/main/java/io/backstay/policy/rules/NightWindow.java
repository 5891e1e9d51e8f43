package io.backstay.policy.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// A window of the day by a wall clock, as moments; it may go over midnight.
///
/// Where clocks are put forward, a time of day that is skipped comes when they are put; a window that is skipped as a
/// whole is as long as ever from then on. Where they are put back, it reaches from the first time they show its
/// beginning to the last time they show its end.
record NightWindow(LocalTime from, LocalTime until, ZoneId zone) {
    private static final int HALF_A_DAY = 12;

    /// From when until when, both inclusive.
    record Span(Instant open, Instant close) {}

    /// The window that opens on that day.
    Span on(LocalDate day) {
        LocalDateTime opens = day.atTime(from);
        LocalDateTime closes =
                until.isAfter(from) ? day.atTime(until) : day.plusDays(1).atTime(until);
        Instant open = moment(opens, true);
        Instant close = moment(closes, false);
        return new Span(open, close.isAfter(open) ? close : open.plus(Duration.between(opens, closes)));
    }

    /// The window that opens nearest to a moment.
    Span nearest(Instant moment) {
        LocalDateTime clock = LocalDateTime.ofInstant(moment, zone);
        return on(clock.minusNanos(from.toNanoOfDay()).plusHours(HALF_A_DAY).toLocalDate());
    }

    private Instant moment(LocalDateTime clock, boolean first) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition put = rules.getTransition(clock);
        if (put == null) {
            return clock.toInstant(rules.getOffset(clock));
        }
        if (put.isGap()) {
            return put.getInstant();
        }
        return clock.toInstant(first ? put.getOffsetBefore() : put.getOffsetAfter());
    }
}
