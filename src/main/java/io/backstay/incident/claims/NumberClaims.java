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
    static final String BETTER_RTO = "better-rto";
    static final String SMALLER_LOSS = "smaller-loss";

    private static final Map<String, Double> WORDS = Map.ofEntries(
            Map.entry("a quarter of an", 0.25),
            Map.entry("half an", 0.5),
            Map.entry("a couple of", 2.0),
            Map.entry("a few", 3.0),
            Map.entry("few", 3.0),
            Map.entry("a", 1.0),
            Map.entry("an", 1.0),
            Map.entry("one", 1.0),
            Map.entry("two", 2.0),
            Map.entry("three", 3.0),
            Map.entry("four", 4.0),
            Map.entry("five", 5.0),
            Map.entry("six", 6.0),
            Map.entry("seven", 7.0),
            Map.entry("eight", 8.0),
            Map.entry("nine", 9.0),
            Map.entry("ten", 10.0),
            Map.entry("twelve", 12.0),
            Map.entry("fifteen", 15.0),
            Map.entry("twenty", 20.0),
            Map.entry("thirty", 30.0),
            Map.entry("forty", 40.0),
            Map.entry("fifty", 50.0),
            Map.entry("sixty", 60.0),
            Map.entry("ninety", 90.0));
    private static final String UNIT = "s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?";
    private static final String LENGTH = "(?<n>\\d{1,6}(?:\\.\\d{1,2})?|a quarter of an|half an|a couple of|(?:a )?few"
            + "|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
            + "|sixty|ninety)"
            + " ?(?<u>" + UNIT + ")\\b(?: (?:and )?(?<n2>\\d{1,4}) ?(?<u2>" + UNIT + ")\\b)?+";
    private static final Pattern TIME = Pattern.compile(
            "\\b(?:within|inside|in under|in less than|under|less than|at most|no later than|in|of|is|to|takes?|time:"
                    + "|rto:)"
                    + " (?:us |the next |about |around |roughly |at most |only |just )?" + LENGTH
                    + "(?! (?:ago|before|earlier|old)\\b)");
    private static final Pattern COMING = Pattern.compile("\\b(?:will|shall|can|going to|expect\\w*|promis\\w*|aim\\w*"
            + "|commit\\w*|rtos?|(?:recovery|restore) time|target\\w*|always|should)\\b|'ll\\b");

    /// What is said of every restore, without a word of the future.
    private static final Pattern ALWAYS =
            Pattern.compile("\\bwe (?:recover|restore|bring|get|have (?:you|it|everything))\\b"
                    + "|\\b(?:restores?|recovery|recoveries|restoration) (?:takes?|is|are)\\b|\\bit takes\\b"
                    + "|\\b(?:is|are) (?:back|restored|recovered|running|online|available)\\b");

    private static final Pattern BACK = Pattern.compile(
            "\\b(?:restor\\w*|recover\\w*|back|available|online|running|return\\w*|rtos?|resolv\\w*|up)\\b");

    /// When we talk, not when it is back.
    private static final Pattern TALK =
            Pattern.compile("\\b(?:updates?|hear|calls?|messages?|mails?|write|inform|tell)\\b[^,;:]{0,40}$");

    /// What could not be brought back was lost; the denial in it is none of the number.
    private static final Pattern STAYED_OUT = Pattern.compile("\\b(?:cannot|can't|could not|couldn't) (?:be )?"
            + "(?:brought|bring|restore|restored|recover|recovered)\\b");

    private static final Pattern LOSS =
            Pattern.compile("\\b(?:los[est]\\w*|lost|loss(?:es)?|rpos?|missing|gone)\\b|" + STAYED_OUT.pattern());
    private static final Pattern ANY =
            Pattern.compile("\\b" + LENGTH + "(?! (?:before|after|ago|earlier|later|since)\\b)");

    /// A time until something, or how exactly a moment is known, and not how much was lost.
    private static final Pattern UNTIL = Pattern.compile("\\b(?:after|every|since|give or take"
            + "|(?:found|noticed|back|restored|recovered|returned|answered)[^,;:]{0,30}) (?:about |just |only )?$");

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
        boolean coming =
                COMING.matcher(sentence).find() || ALWAYS.matcher(sentence).find();
        if (rto != null && coming && BACK.matcher(sentence).find()) {
            Matcher time = TIME.matcher(sentence);
            while (time.find()) {
                Duration said = length(time);
                if (said.compareTo(rto) < 0
                        && !LOSS.matcher(around(sentence, time)).find()
                        && !TALK.matcher(before(sentence, time)).find()
                        && !Denial.denies(sentence, time.start(), time.end())) {
                    wrong.add(new Wrong(
                            BETTER_RTO,
                            time.start(),
                            time.end(),
                            "The policy promises " + Durations.words(rto) + ", the text says " + Durations.words(said)
                                    + ".",
                            numbers.rtoWords()));
                }
            }
        }
        Duration loss = numbers.loss();
        boolean stayedOut = STAYED_OUT.matcher(sentence).find();
        if (loss != null && LOSS.matcher(sentence).find()) {
            Matcher any = ANY.matcher(sentence);
            while (any.find()) {
                Duration said = length(any);
                if (said.compareTo(loss) < 0
                        && LOSS.matcher(around(sentence, any)).find()
                        && !UNTIL.matcher(before(sentence, any)).find()
                        && (stayedOut || !Denial.denies(sentence, any.start(), any.end()))) {
                    wrong.add(new Wrong(
                            SMALLER_LOSS,
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

    private static String before(String sentence, Matcher found) {
        return sentence.substring(Math.max(0, found.start() - 60), found.start());
    }

    private static String around(String sentence, Matcher found) {
        int reach = 40;
        return sentence.substring(Math.max(0, found.start() - reach), Math.min(sentence.length(), found.end() + reach));
    }

    private static Duration length(Matcher found) {
        String number = found.group("n");
        double count =
                Character.isDigit(number.charAt(0)) ? Double.parseDouble(number) : WORDS.getOrDefault(number, 1.0);
        long seconds = Math.round(count * seconds(found.group("u")));
        String more = found.group("n2");
        return Duration.ofSeconds(more == null ? seconds : seconds + Long.parseLong(more) * seconds(found.group("u2")));
    }

    private static long seconds(String unit) {
        return switch (unit.charAt(0)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            default -> 7 * 86_400;
        };
    }
}
