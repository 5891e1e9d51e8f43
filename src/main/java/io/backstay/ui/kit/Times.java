package io.backstay.ui.kit;

import io.backstay.base.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as people read them: the customer's zone first, UTC beside it.
///
/// @param customer where the customer is
/// @param operator where the person at this console is
public record Times(ZoneId customer, ZoneId operator) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("EEE dd MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE dd MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /// `Fri 13 Mar 14:30`, in UTC.
    public static String utc(Instant moment) {
        return MINUTE.format(moment.atZone(ZoneOffset.UTC));
    }

    /// `Fri 13 Mar 14:30:09`, in UTC.
    public static String utcSeconds(Instant moment) {
        return SECOND.format(moment.atZone(ZoneOffset.UTC));
    }

    /// `02:41:07`, in UTC.
    public static String utcClock(Instant moment) {
        return CLOCK.format(moment.atZone(ZoneOffset.UTC));
    }

    /// `Fri 13 Mar`, in UTC.
    public static String utcDay(Instant moment) {
        return DAY.format(moment.atZone(ZoneOffset.UTC));
    }

    /// `Fri 13 Mar 18:00`, where the zone is.
    public static String in(ZoneId zone, Instant moment) {
        return MINUTE.format(moment.atZone(zone));
    }

    /// `Fri 13 Mar 18:00:09`, where the zone is.
    public static String secondsIn(ZoneId zone, Instant moment) {
        return SECOND.format(moment.atZone(zone));
    }

    /// `Mon 13:41`, where the zone is.
    public static String shortIn(ZoneId zone, Instant moment) {
        return SHORT.format(moment.atZone(zone));
    }

    /// `Fri 13 Mar 18:00 Melbourne, 07:00 UTC`.
    public String both(Instant moment) {
        return in(customer, moment) + " " + city(customer) + ", " + TIME.format(moment.atZone(ZoneOffset.UTC)) + " UTC";
    }

    /// `4 min 38 s ago`, or `in 3 d 13 h` for what is still to come.
    public static String ago(Instant moment, Instant now) {
        Duration age = Duration.between(moment, now);
        return age.isNegative() ? "in " + Durations.words(age.negated()) : Durations.words(age) + " ago";
    }

    /// `00:36:07`, a running clock; a negative duration has a leading minus.
    public static String running(Duration duration) {
        Duration size = duration.abs();
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d:%02d",
                duration.isNegative() ? "-" : "",
                size.toHours(),
                size.toMinutesPart(),
                size.toSecondsPart());
    }

    /// `Melbourne`, from `Australia/Melbourne`.
    public static String city(ZoneId zone) {
        String id = zone.getId();
        return zone instanceof ZoneOffset offset
                ? offset.equals(ZoneOffset.UTC) ? "UTC" : id
                : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /// `+11`, `+5:30` or `+0`, as it is at that moment.
    public static String offset(ZoneId zone, Instant moment) {
        int minutes = zone.getRules().getOffset(moment).getTotalSeconds() / 60;
        int size = Math.abs(minutes);
        String hours = (minutes < 0 ? "-" : "+") + size / 60;
        return size % 60 == 0 ? hours : hours + ":" + String.format(Locale.ROOT, "%02d", size % 60);
    }
}
