package io.backstay.ui.overview;

import io.backstay.policy.rules.Finding;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a promise such as `24 h` or `4 min 38 s` back into a duration, to draw a bar of it.
final class PromiseWords {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h|d)\\b");

    private PromiseWords() {}

    /// A finding in one line: what was measured beside what was promised.
    static String brief(Finding finding) {
        String measured = finding.measured();
        return (measured == null ? "not known" : measured) + "; promised " + finding.target();
    }

    /// The duration in the words, or null when there is none; then there is no bar, only the words.
    static @Nullable Duration duration(String words) {
        Matcher part = PART.matcher(words);
        Duration sum = Duration.ZERO;
        boolean found = false;
        while (part.find()) {
            found = true;
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "min" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        return found ? sum : null;
    }
}
