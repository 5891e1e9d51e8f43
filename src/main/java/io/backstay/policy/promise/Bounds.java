package io.backstay.policy.promise;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a value of a policy may be; a refusal is one clause, to be told with its place.
final class Bounds {
    /// The most elements that one list of a clause has.
    static final int LIST_MAX = 100;

    private static final List<String> TESTS =
            List.of("full", "point-in-time", "object-rollback", "tenant", "integrity");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int COUNT_MAX = 100_000;
    private static final Period LONGEST = Period.ofYears(1_000);

    private Bounds() {}

    static void require(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException(problem);
        }
    }

    static void some(List<?> list, String name) {
        require(!list.isEmpty(), "'" + name + "' is missing or empty");
        require(list.size() <= LIST_MAX, "'" + name + "' has more than " + LIST_MAX + " elements");
    }

    static void longer(@Nullable Duration... durations) {
        for (Duration duration : durations) {
            require(duration == null || !duration.isZero(), "the duration is zero");
        }
    }

    static void longer(Period period) {
        require(
                !period.isZero() && !period.isNegative() && period.toTotalMonths() <= LONGEST.toTotalMonths(),
                "the period is not longer than nothing, or longer than a thousand years");
    }

    static void count(@Nullable Integer count) {
        require(count == null || (count > 0 && count <= COUNT_MAX), "the count is not between 1 and " + COUNT_MAX);
    }

    static void test(String test) {
        require(TESTS.contains(test), "the kind of test is not one of " + String.join(", ", TESTS));
    }

    static void id(String id) {
        require(isId(id), "an id has up to 64 lower-case letters, digits and dashes, and does not begin with a dash");
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void word(String word) {
        require(!word.isBlank(), "a word is blank");
    }
}
