package io.backstay.policy.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The rules written down one by one, with the calendar of the JDK and texts for buckets: slow, and easy to
/// believe.
final class SlowRetention {
    private SlowRetention() {}

    static List<List<String>> judge(KeepRules rules, List<Retention.Point> newestFirst) {
        List<List<String>> reasons = new ArrayList<>();
        newestFirst.forEach(_ -> reasons.add(new ArrayList<>()));
        if (rules.isEmpty()) {
            reasons.forEach(each -> each.add("no rule"));
            return reasons;
        }
        keepLast(rules.last(), reasons);
        keep("hourly", rules.hourly(), "uuuu-MM-dd HH", rules, newestFirst, reasons);
        keep("daily", rules.daily(), "uuuu-MM-dd", rules, newestFirst, reasons);
        keep("weekly", rules.weekly(), "YYYY-'W'ww", rules, newestFirst, reasons);
        keep("monthly", rules.monthly(), "uuuu-MM", rules, newestFirst, reasons);
        keep("yearly", rules.yearly(), "uuuu", rules, newestFirst, reasons);
        within(rules, newestFirst, reasons);
        return reasons;
    }

    private static void keepLast(int count, List<List<String>> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            if (count == KeepRules.ALL || i < count) {
                reasons.get(i).add("last");
            }
        }
    }

    private static void keep(
            String word,
            int count,
            String pattern,
            KeepRules rules,
            List<Retention.Point> points,
            List<List<String>> reasons) {
        // The locale of the ISO calendar: weeks begin on Mondays, the first one has four days.
        DateTimeFormatter bucket = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag("en-DE"));
        String last = "";
        int kept = 0;
        for (int i = 0; i < points.size(); i++) {
            boolean counts = count == KeepRules.ALL || kept < count;
            String here = bucket.format(local(rules, points.get(i)));
            if (counts && !here.equals(last)) {
                reasons.get(i).add(word);
                last = here;
                kept++;
            } else if (counts && i == points.size() - 1) {
                reasons.get(i).add("oldest " + word);
            }
        }
    }

    private static void within(KeepRules rules, List<Retention.Point> points, List<List<String>> reasons) {
        if (rules.within() == null || points.isEmpty()) {
            return;
        }
        ZonedDateTime newest = local(rules, points.getFirst());
        ZonedDateTime day = newest.minusYears(rules.within().years())
                .minusMonths(rules.within().months());
        // A day that the month lacks: so many days after its last one.
        int lacking = newest.getDayOfMonth() - day.getDayOfMonth();
        Instant edge = day.plusDays(lacking - (long) rules.within().days())
                .minusHours(rules.within().hours())
                .toInstant();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).takenAt().isAfter(edge)) {
                reasons.get(i).add("within");
            }
        }
    }

    private static ZonedDateTime local(KeepRules rules, Retention.Point point) {
        ZoneId zone = rules.zone() == null ? point.own() : rules.zone();
        return OffsetDateTime.ofInstant(point.takenAt(), point.own()).atZoneSameInstant(zone);
    }

    /// The reasons in one order, so that two answers can be compared.
    static List<String> sorted(List<String> reasons) {
        List<String> sorted = new ArrayList<>(reasons);
        Collections.sort(sorted);
        return sorted;
    }
}
