package io.backstay.incident.intake;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A time as people write it in a mail, in English: `about Friday evening`, `on 13 March at 5.51 pm`, `yesterday`.
///
/// @param day   how the day is named
/// @param time  the middle of what was said
/// @param wide  how far the true moment may lie on either side, by the words: `evening` is 18 to 22
/// @param words what it was read from
/// @param zone  the offset that was written behind the time, such as `18:00 UTC` or `18:00+01:00`, absent where none
///              was
public record SpokenTime(
        Day day,
        LocalTime time,
        Duration wide,
        String words,
        @Nullable ZoneOffset zone) {
    private static final int TEXT_MAX = 2_000;
    private static final Duration ABOUT = Duration.ofMinutes(30);
    private static final String MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final Pattern ISO = word("(\\d{4})-(\\d{2})-(\\d{2})(?=T|\\b)");
    private static final Pattern DAY_MONTH =
            word("(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + MONTHS + ")\\.?(?:,? (\\d{4}))?\\b");
    private static final Pattern MONTH_DAY = word("(" + MONTHS + ")\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?");
    private static final Pattern NUMBERS = word("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})\\b");
    private static final Pattern WEEKDAY =
            word("(last )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b");
    private static final Pattern NEAR = word("(today|tonight|yesterday|last night)\\b");
    private static final Pattern CLOCK24 = Pattern.compile("(?:\\b|T)([01]?\\d|2[0-3])[:.]([0-5]\\d)(?![\\d/.]\\d)");
    private static final Pattern CLOCK12 =
            Pattern.compile("\\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\\d))? ?([ap])\\.?m\\b", Pattern.CASE_INSENSITIVE);
    private static final String SECONDS = "^(?::[0-5]\\d(?:[.,]\\d{1,9})?)? ?";
    private static final Pattern UTC = Pattern.compile(SECONDS + "(?:UTC|GMT|Z)\\b(?! ?[+-]\\d)");
    /// A minus sign between two times of day, as in `14:00-16:00`, is no offset.
    private static final Pattern OFFSET = Pattern.compile(SECONDS + "(?:(?:UTC|GMT) ?([+-]\\d{1,2}(?::?[0-5]\\d)?)"
            + "|([+](?:0\\d|1[0-4]):?[0-5]\\d)|(-(?:0\\d|1[0-2])[0-5]\\d))(?!\\d)");
    private static final Pattern ISO_OFFSET = Pattern.compile(SECONDS + "()()([+-]\\d{2}(?::?[0-5]\\d)?)(?!\\d)");
    private static final Pattern PART =
            word("(morning|midday|noon|lunchtime|afternoon|evening|night|tonight|midnight)\\b");
    private static final Pattern VAGUE = Pattern.compile(
            "\\b(about|around|approximately|approx|roughly|circa|some ?time|ish)\\b|~", Pattern.CASE_INSENSITIVE);

    /// How a day was named.
    public sealed interface Day {
        /// A date, with its year or without.
        record Dated(int day, int month, @Nullable Integer year) implements Day {}

        /// Two numbers that can be day and month either way.
        record Either(int first, int second, int year) implements Day {}

        /// The newest such day; with `last`, not today.
        record Weekday(DayOfWeek day, boolean last) implements Day {}

        /// So many days before.
        record Ago(int days) implements Day {}
    }

    /// The first time that a line names, or null when it names no day.
    static @Nullable SpokenTime find(String line) {
        String text = line.length() > TEXT_MAX ? line.substring(0, TEXT_MAX) : line;
        Named named = day(text);
        if (named == null) {
            return null;
        }
        String rest = text.substring(0, named.from()) + " " + text.substring(named.to());
        boolean vague = VAGUE.matcher(text).find();
        Matcher twelve = CLOCK12.matcher(rest);
        if (twelve.find()) {
            int hour = Integer.parseInt(twelve.group(1)) % 12 + (twelve.group(3).equalsIgnoreCase("p") ? 12 : 0);
            int minute = twelve.group(2) == null ? 0 : Integer.parseInt(twelve.group(2));
            return of(named, LocalTime.of(hour, minute), vague ? ABOUT : Duration.ZERO, text)
                    .in(offset(rest.substring(twelve.end()), false));
        }
        Matcher clock = CLOCK24.matcher(rest);
        if (clock.find()) {
            LocalTime time = LocalTime.of(Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2)));
            boolean iso = clock.group().startsWith("T");
            return of(named, time, vague ? ABOUT : Duration.ZERO, text).in(offset(rest.substring(clock.end()), iso));
        }
        Matcher part = PART.matcher(text);
        return part.find()
                ? part(named, part.group(1).toLowerCase(Locale.ROOT), text)
                : of(named, LocalTime.NOON, Duration.ofHours(12), text);
    }

    /// The local time that is meant.
    ///
    /// @param heard when it was said, by the customer's clock; weekdays count back from there, and a date without a
    ///              year is the newest one
    /// @throws BackstayException with the question to ask, where day and month can be exchanged or none such exists
    public LocalDateTime before(LocalDateTime heard) throws BackstayException {
        LocalDate today = heard.toLocalDate();
        return switch (day) {
            case Day.Ago(var days) -> today.minusDays(days).atTime(time);
            case Day.Weekday(var weekday, var last) -> {
                LocalDate found = today.with(
                        last ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.previousOrSame(weekday));
                LocalDateTime at = found.atTime(time);
                yield at.minus(wide).isAfter(heard) ? at.minusWeeks(1) : at;
            }
            case Day.Either(var first, var second, var year) ->
                throw new BackstayException(new Failure.BadInput(
                        "'" + words + "' can be " + first + " " + name(second) + " or " + second + " " + name(first)
                                + " " + year + ".",
                        "Ask which is meant, then give the time with --around."));
            case Day.Dated(var dayOfMonth, var month, var year) -> dated(dayOfMonth, month, year, heard);
        };
    }

    private LocalDateTime dated(int dayOfMonth, int month, @Nullable Integer year, LocalDateTime heard)
            throws BackstayException {
        try {
            int first = year == null ? heard.getYear() : year;
            LocalDateTime at = LocalDate.of(first, month, dayOfMonth).atTime(time);
            boolean coming = year == null && at.minus(wide).isAfter(heard);
            return coming ? LocalDate.of(first - 1, month, dayOfMonth).atTime(time) : at;
        } catch (DateTimeException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "'" + words + "' is no day that the calendar has.",
                            "Ask which day is meant, then give the time with --around."),
                    e);
        }
    }

    private static SpokenTime of(Named named, LocalTime time, Duration wide, String text) {
        String words = text.length() > MailText.VALUE_MAX ? text.substring(0, MailText.VALUE_MAX) : text;
        return new SpokenTime(named.day(), time, wide, words, null);
    }

    private SpokenTime in(@Nullable ZoneOffset offset) {
        return new SpokenTime(day, time, wide, words, offset);
    }

    /// What stands right behind a time of day.
    private static @Nullable ZoneOffset offset(String behind, boolean iso) {
        if (UTC.matcher(behind).find()) {
            return ZoneOffset.UTC;
        }
        Matcher found = (iso ? ISO_OFFSET : OFFSET).matcher(behind);
        if (!found.find()) {
            return null;
        }
        String number = Stream.of(found.group(1), found.group(2), found.group(3))
                .filter(group -> group != null && !group.isEmpty())
                .findFirst()
                .orElseThrow();
        try {
            return ZoneOffset.of(number);
        } catch (DateTimeException e) {
            // No offset that there is, so that the zone is asked for.
            return null;
        }
    }

    private static SpokenTime part(Named named, String part, String text) {
        return switch (part) {
            case "morning" -> of(named, LocalTime.of(9, 0), Duration.ofHours(3), text);
            case "midday", "noon", "lunchtime" -> of(named, LocalTime.NOON, Duration.ofHours(1), text);
            case "afternoon" -> of(named, LocalTime.of(15, 0), Duration.ofHours(3), text);
            case "evening" -> of(named, LocalTime.of(20, 0), Duration.ofHours(2), text);
            // Midnight belongs to two days, and a night reaches into the next one.
            case "midnight" -> of(named, LocalTime.of(23, 59), Duration.ofHours(24), text);
            default -> of(named, LocalTime.of(23, 0), Duration.ofHours(7), text);
        };
    }

    /// The part of a text that names a day.
    private record Named(Day day, int from, int to) {}

    private static @Nullable Named day(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.find()) {
            return new Named(new Day.Dated(number(iso, 3), number(iso, 2), number(iso, 1)), iso.start(), iso.end());
        }
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.find()) {
            return new Named(
                    numbers(number(numbers, 1), number(numbers, 2), number(numbers, 3)),
                    numbers.start(),
                    numbers.end());
        }
        Matcher dayFirst = DAY_MONTH.matcher(text);
        if (dayFirst.find()) {
            return new Named(
                    new Day.Dated(number(dayFirst, 1), month(dayFirst.group(2)), year(dayFirst.group(3))),
                    dayFirst.start(),
                    dayFirst.end());
        }
        Matcher monthFirst = MONTH_DAY.matcher(text);
        if (monthFirst.find()) {
            return new Named(
                    new Day.Dated(number(monthFirst, 2), month(monthFirst.group(1)), year(monthFirst.group(3))),
                    monthFirst.start(),
                    monthFirst.end());
        }
        return spoken(text);
    }

    private static @Nullable Named spoken(String text) {
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.find()) {
            DayOfWeek day = DayOfWeek.valueOf(weekday.group(2).toUpperCase(Locale.ROOT));
            return new Named(new Day.Weekday(day, weekday.group(1) != null), weekday.start(), weekday.end());
        }
        Matcher near = NEAR.matcher(text);
        if (near.find()) {
            String word = near.group(1).toLowerCase(Locale.ROOT);
            return new Named(new Day.Ago(word.startsWith("to") ? 0 : 1), near.start(), near.end());
        }
        return null;
    }

    private static Day numbers(int first, int second, int year) {
        boolean months = first >= 1 && first <= 12 && second >= 1 && second <= 12;
        boolean either = months && first != second;
        if (either) {
            return new Day.Either(first, second, year);
        }
        return second > 12 ? new Day.Dated(second, first, year) : new Day.Dated(first, second, year);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static @Nullable Integer year(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static int month(String word) {
        String start = word.substring(0, 3).toUpperCase(Locale.ROOT);
        for (Month month : Month.values()) {
            if (month.name().startsWith(start)) {
                return month.getValue();
            }
        }
        throw new IllegalStateException("the pattern knows a month that is none: " + word);
    }

    private static String name(int month) {
        String name = Month.of(month).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Pattern word(String pattern) {
        return Pattern.compile("\\b" + pattern, Pattern.CASE_INSENSITIVE);
    }
}
