package io.backstay.policy.rules;

import io.backstay.codec.Words;
import io.backstay.policy.promise.Target;
import org.jspecify.annotations.Nullable;

/// Whether the promised means of protection is there, or not there where the words say so.
final class MeansRule {
    private static final String RULE = "means";

    private MeansRule() {}

    /// Null for words about how restores are done: those are fenced by the product, not seen in an estate.
    static @Nullable Finding judge(Subject subject, Target.By promise) {
        Means means = Means.of(subject, promise.mechanism());
        String target = Words.of(promise.mechanism());
        if (!promise.present()) {
            return promise.mechanism().isShownByRestoring() ? null : absent(subject, means, "no " + target);
        }
        if (Boolean.FALSE.equals(means.there())) {
            return subject.breach(
                    RULE,
                    target,
                    "not there",
                    means.seen() + ", and " + Means.words(promise.mechanism())
                            + " is promised: set it up, or take the promise back.");
        }
        Means now = means.whileFresh();
        return now.there() == null
                ? subject.unknown(RULE, target, now.why() + ".")
                : subject.compliant(RULE, target, "there", now.why() + ".");
    }

    private static Finding absent(Subject subject, Means means, String target) {
        if (Boolean.TRUE.equals(means.there())) {
            return subject.breach(
                    RULE, target, "there", means.seen() + ", and the policy says that it is not so: correct the text.");
        }
        Means now = means.whileFresh();
        return now.there() == null
                ? subject.unknown(RULE, target, now.why() + ".")
                : subject.compliant(RULE, target, "not there", now.why() + ", as the policy says.");
    }
}
