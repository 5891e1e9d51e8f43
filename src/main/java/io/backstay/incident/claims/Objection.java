package io.backstay.incident.claims;

import org.jspecify.annotations.Nullable;

/// Words of a text that must not be said as they stand.
///
/// @param rule      such as `zero-data-loss`
/// @param from      where the words begin in the text, in characters
/// @param to        where they end
/// @param words     the words themselves
/// @param sentence  the sentence that they stand in; a claim is kept by rule and sentence
/// @param why       in one sentence
/// @param quotation the policy's own words, absent where no policy is needed to object
/// @param instead   what can be said in place of the sentence, or of the words where they are no sentence's claim;
///                  absent where there is nothing
public record Objection(
        String rule,
        int from,
        int to,
        String words,
        String sentence,
        String why,
        @Nullable String quotation,
        @Nullable String instead) {
    /// The same with another reason, such as why it was let pass.
    public Objection because(String reason) {
        return new Objection(rule, from, to, words, sentence, reason, quotation, instead);
    }

    /// Whether what can be said takes the place of the whole sentence: a claim is a part of how its sentence is
    /// built, and other words in its place seldom fit. The name of a fact stands for itself.
    public boolean replacesSentence() {
        return instead != null && !instead.startsWith("{{");
    }

    /// Whether it is about a number, which is held against the policy or against what was measured.
    public boolean isOfNumber() {
        return rule.equals(NumberClaims.BETTER_RTO) || rule.equals(NumberClaims.SMALLER_LOSS);
    }
}
