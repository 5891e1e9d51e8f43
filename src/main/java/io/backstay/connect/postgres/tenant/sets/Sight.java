package io.backstay.connect.postgres.tenant.sets;

import org.jspecify.annotations.Nullable;

/// Values as a person is shown them: long ones cut, so that what differs is still in sight.
final class Sight {
    private static final int LENGTH_MAX = 160;
    private static final int BEFORE = 20;

    private Sight() {}

    /// A value, seen from where it first differs from the other one.
    static @Nullable String of(@Nullable String value, @Nullable String other) {
        if (value == null || value.length() <= LENGTH_MAX) {
            return value;
        }
        int from = other == null ? 0 : Math.max(0, difference(value, other) - BEFORE);
        int end = Math.min(value.length(), from + LENGTH_MAX);
        return (from == 0 ? "" : "…") + whole(value, from, end) + (end == value.length() ? "" : "…") + " ("
                + value.length() + " characters)";
    }

    /// A pair of surrogates is not cut apart.
    private static String whole(String value, int from, int end) {
        int begin = from > 0 && Character.isLowSurrogate(value.charAt(from)) ? from - 1 : from;
        int last = end < value.length() && Character.isLowSurrogate(value.charAt(end)) ? end - 1 : end;
        return value.substring(begin, last);
    }

    private static int difference(String one, String other) {
        int at = 0;
        while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
