package io.backstay.incident.claims;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a sentence disclaims what stands in it: `We do not claim "zero data loss"` claims nothing.
final class Denial {
    private static final int REACH = 400;
    private static final Pattern BREAK = Pattern.compile("[;:]|\\bbut\\b|\\bhowever\\b|\\byet\\b|\\bstill,"
            + "|, (?:and |so |then )?(?:we|our|you|your|they|it|this|the)\\b| and (?:we|you|it) ");
    private static final Pattern NOT = Pattern.compile("\\b(?:not|never|cannot|can't|no|nor|neither|none|nobody"
            + "|without|isn't|aren't|don't|doesn't|won't|wouldn't|didn't|rather than|instead of|unable to|far from"
            + "|refrain|avoid|disclaim\\w*|exclud\\w*)\\b"
            // What looks like a denial and makes the claim stronger.
            + "(?! (?:only|just|merely|simply|doubt|question|fail|exception|hesitation|matter|more than"
            + "|later than|longer than))");
    private static final Pattern AFTER = Pattern.compile("^[^.;]{0,40}?\\b(?:not|never|cannot|can't|isn't|aren't|won't)"
            + "\\b(?! (?:only|just))[^.;]{0,40}?"
            + "\\b(?:claim|promis|guarant|offer|something|possible|given|made|what we"
            + "|hold|held|provid|exist|make(?: it| this| that)?[.!]?$)"
            + "|^ (?:is|are) nothing (?:that )?(?:we|anybody|anyone|nobody)\\b");

    private static final Pattern INSIDE = Pattern.compile("\\b(?:not|never|cannot)\\b(?! (?:only|just|merely))|n't\\b");

    private Denial() {}

    /// @param from where the claim begins in the sentence
    /// @param to   where it ends
    static boolean denies(String sentence, int from, int to) {
        String before = sentence.substring(Math.max(0, from - REACH), from);
        Matcher breaks = BREAK.matcher(before);
        int start = 0;
        while (breaks.find()) {
            start = breaks.end();
        }
        if (NOT.matcher(before.substring(start)).find()) {
            return true;
        }
        // Not at its very beginning: "not a single row was lost" claims by its negation.
        Matcher inside = INSIDE.matcher(sentence.substring(from, to));
        if (inside.find() && inside.start() > 0) {
            return true;
        }
        String after = sentence.substring(to, Math.min(sentence.length(), to + REACH));
        return AFTER.matcher(after).find();
    }
}
