package io.backstay.incident.claims;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a draft or report for claims that its policy never makes, in whatever inflection, and for numbers that are
/// better than the promise or than what was measured. English only; a sentence that disclaims is let pass.
public final class ClaimCheck {
    /// The longest text that is read, in characters.
    public static final int CHARS_MAX = 1_000_000;

    private final Policy policy;
    private final List<ClaimRules.Applied> rules;
    private final NumberClaims numbers;

    private ClaimCheck(Policy policy, List<ClaimRules.Applied> rules, NumberClaims numbers) {
        this.policy = policy;
        this.rules = rules;
        this.numbers = numbers;
    }

    /// The numbers that a text is held against.
    ///
    /// @param rto       the promised time, absent when none is
    /// @param rtoWords  the clause that promises it
    /// @param loss      the loss window, absent when not known
    /// @param lossWords where it comes from, such as `measured in this case`
    public record Numbers(
            @Nullable Duration rto,
            @Nullable String rtoWords,
            @Nullable Duration loss,
            @Nullable String lossWords) {
        /// What a policy promises, and a loss.
        public static Numbers of(TenantPromise.@Nullable Rto rto, @Nullable Duration loss, @Nullable String lossWords) {
            return new Numbers(
                    rto == null ? null : rto.atMost(), rto == null ? null : rto.quotation(), loss, lossWords);
        }
    }

    /// A check by a policy and the numbers of one case.
    public static ClaimCheck of(Policy policy, Numbers numbers) throws BackstayException {
        return new ClaimCheck(policy, ClaimRules.of(policy), new NumberClaims(numbers));
    }

    /// What must not be said as it stands, in the order of the text.
    public List<Objection> read(String text) throws BackstayException {
        if (text.length() > CHARS_MAX) {
            throw new BackstayException(new Failure.TooLarge("The text to check", new ByteSize(CHARS_MAX)));
        }
        PlainText plain = PlainText.of(text);
        List<Objection> objections = new ArrayList<>();
        for (PlainText.Span span : plain.sentences()) {
            String words = plain.words(span);
            for (ClaimRules.Applied rule : rules) {
                Objection found = claim(plain, span, words, rule);
                if (found != null) {
                    objections.add(found);
                }
            }
            for (NumberClaims.Wrong wrong : numbers.in(words)) {
                objections.add(new Objection(
                        wrong.rule(),
                        plain.original(span.from() + wrong.from()),
                        plain.original(span.from() + wrong.to()),
                        plain.original(span.from() + wrong.from(), span.from() + wrong.to()),
                        sentence(plain, span),
                        wrong.why(),
                        wrong.quotation(),
                        null));
            }
        }
        objections.sort(Comparator.comparingInt(Objection::from));
        return List.copyOf(objections);
    }

    /// The first place in a sentence where a rule is broken; one objection a sentence and rule is enough.
    private @Nullable Objection claim(PlainText plain, PlainText.Span span, String words, ClaimRules.Applied rule) {
        for (Pattern pattern : rule.patterns()) {
            Matcher found = pattern.matcher(words);
            while (found.find()) {
                if (Denial.denies(words, found.start(), found.end())) {
                    continue;
                }
                int from = span.from() + found.start();
                int to = span.from() + found.end();
                Clause clause = rule.clause();
                return new Objection(
                        rule.id(),
                        plain.original(from),
                        plain.original(to),
                        plain.original(from, to),
                        sentence(plain, span),
                        clause == null
                                ? "No policy can promise this"
                                        + (policy.publisher().isEmpty()
                                                ? "."
                                                : "; " + policy.publisher() + " does not.")
                                : policy.publisher() + " does not claim this.",
                        clause == null ? null : clause.quotation(),
                        rule.instead());
            }
        }
        return null;
    }

    private static String sentence(PlainText plain, PlainText.Span span) {
        return plain.original(span.from(), span.to()).strip();
    }
}
