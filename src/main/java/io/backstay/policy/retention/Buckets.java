package io.backstay.policy.retention;

/// The hour, day, ISO week, month and year of a moment, as numbers that differ when these differ.
final class Buckets {
    private static final int HOUR = 3_600;
    private static final int DAY = 86_400;

    /// 1 January 1970 was a Thursday; ISO weeks begin on Mondays.
    private static final int DAYS_SINCE_MONDAY = 3;

    private static final int DAYS_PER_WEEK = 7;
    private static final int MONTHS = 12;

    private Buckets() {}

    /// @param buckets gets last, hour, day, week, month and year, in this order
    /// @param index   of the point, which is a bucket of its own
    /// @param local   seconds since 1970 by the local clock
    static void fill(long[] buckets, int index, long local) {
        long day = Math.floorDiv(local, DAY);
        long month = month(day);
        buckets[0] = index;
        buckets[1] = Math.floorDiv(local, HOUR);
        buckets[2] = day;
        buckets[3] = Math.floorDiv(day + DAYS_SINCE_MONDAY, DAYS_PER_WEEK);
        buckets[4] = month;
        buckets[5] = Math.floorDiv(month, MONTHS);
    }

    /// Months since the year 0, by the proleptic Gregorian calendar. Years are reckoned from 1 March, so
    /// that the leap day is the last of its year (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// civil_from_days).
    private static long month(long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        long dayOfEra = shifted - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        return (era * 400 + yearOfEra) * MONTHS + monthFromMarch + 2;
    }
}
