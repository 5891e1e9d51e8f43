package io.backstay.codec;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The commonest form of an instant, `2026-11-23T02:00:00Z` with a fraction or without, read some ten times faster
/// than [Instant#parse] does it; a large document has millions of them.
final class IsoInstant {
    private static final int SECONDS_END = 19;
    private static final int FRACTION_MAX = 9;
    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoInstant() {}

    /// Null for every other form, right or wrong, which the JDK then judges.
    static @Nullable Instant read(char[] text, int from, int length) {
        if (length <= SECONDS_END
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':'
                || text[from + length - 1] != 'Z') {
            return null;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        int nanos = fraction(text, from + SECONDS_END, length - SECONDS_END - 1);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            return null;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nanos < 0) {
            return null;
        }
        return Instant.ofEpochSecond(((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static int length(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return MONTH_DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /// By H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil, for years from 1 on.
    private static long epochDay(int year, int month, int day) {
        long fromMarch = month > 2 ? year : year - 1L;
        long era = fromMarch / 400;
        long yearOfEra = fromMarch - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    /// Negative for what is no fraction.
    private static int fraction(char[] text, int from, int length) {
        if (length == 0) {
            return 0;
        }
        int count = length - 1;
        if (text[from] != '.' || count < 1 || count > FRACTION_MAX) {
            return -1;
        }
        int nanos = digits(text, from + 1, count);
        for (int i = count; i < FRACTION_MAX; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /// Negative for what are no digits.
    private static int digits(char[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
