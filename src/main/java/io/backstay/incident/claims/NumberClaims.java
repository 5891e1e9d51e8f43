package io.backstay.incident.claims;

import io.backstay.base.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers in a text held against the policy and against what was measured: a restore time that is better than
/// promised, a loss that is smaller than measured.
final class NumberClaims {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("half an", 0));
    private static final String LENGTH = "(?<n>\\d{1,6}(?:\\.\\d{1,2})?|half an|an?|one|two|three|four|five|six|seven"
            + "|eight|nine|ten|twelve|fifteen|twenty|thirty) ?"
            + "(?<u>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\\b";
    private static final Pattern TIME = Pattern.compile(
            "\\b(?:within|in under|in less than|under|less than|at most|no later than|in|of|is|to) (?:the next |about"
                    + " |around |roughly |at most |only |just )?" + LENGTH);
    private static final Pattern COMING = Pattern.compile("\\b(?:will|shall|can|going to|expect\\w*|promis\\w*|aim\\w*"
            + "|commit\\w*|rtos?|recovery time|target\\w*|always|should)\\b|'ll\\b");
    private static final Pattern BACK = Pattern.compile(
            "\\b(?:restor\\w*|recover\\w*|back|available|online|running" + "|return\\w*|rtos?|resolv\\w*|up)\\b");
    private static final Pattern LOSS = Pattern.compile("\\b(?:los[est]\\w*|lost|loss(?:es)?|rpos?|missing|gone)\\b");
    private static final Pattern ANY = Pattern.compile("\\b" + LENGTH);

    private final ClaimCheck.Numbers numbers;

    NumberClaims(ClaimCheck.Numbers numbers) {
        this.numbers = numbers;
    }

    /// A number that does not hold.
    record Wrong(
            String rule,
            int from,
            int to,
            String why,
            @Nullable String quotation) {}

    List<Wrong> in(String sentence) {
        List<Wrong> wrong = new ArrayList<>();
        Duration rto = numbers.rto();
        if (rto != null
                && COMING.matcher(sentence).find()
                && BACK.matcher(sentence).find()) {
            Matcher time = TIME.matcher(sentence);
            while (time.find()) {
                Duration said = length(time);
                if (said.compareTo(rto) < 0
                        && !LOSS.matcher(around(sentence, time)).find()
                        && !Denial.denies(sentence, time.start(), time.end())) {
                    wrong.add(new Wrong(
                            "better-rto",
                            time.start(),
                            time.end(),
                            "The policy promises " + Durations.words(rto) + ", the text says " + Durations.words(said)
                                    + ".",
                            numbers.rtoWords()));
                }
            }
        }
        Duration loss = numbers.loss();
        if (loss != null && LOSS.matcher(sentence).find()) {
            Matcher any = ANY.matcher(sentence);
            while (any.find()) {
                Duration said = length(any);
                if (said.compareTo(loss) < 0
                        && LOSS.matcher(around(sentence, any)).find()
                        && !Denial.denies(sentence, any.start(), any.end())) {
                    wrong.add(new Wrong(
                            "smaller-loss",
                            any.start(),
                            any.end(),
                            "The loss window is " + Durations.rough(loss) + ", " + numbers.lossWords()
                                    + "; the text says " + Durations.words(said) + ".",
                            null));
                }
            }
        }
        return wrong;
    }

    private static String around(String sentence, Matcher found) {
        int reach = 40;
        return sentence.substring(Math.max(0, found.start() - reach), Math.min(sentence.length(), found.end() + reach));
    }

    private static Duration length(Matcher found) {
        String number = found.group("n");
        double count = Character.isDigit(number.charAt(0)) ? Double.parseDouble(number) : WORDS.getOrDefault(number, 1);
        if (number.equals("half an")) {
            count = 0.5;
        }
        long unit = switch (found.group("u").charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 7 * 86_400;
        };
        return Duration.ofSeconds(Math.round(count * unit));
    }
}
