package io.backstay.ui.kit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A policy rule's name for people.
public final class RuleWords {
    private static final Set<String> SHORT = Set.of("rpo", "rto", "pitr", "wal");

    private RuleWords() {}

    /// Such as `PITR window` for `pitr-window`.
    public static String of(String rule) {
        return Texts.sentence(Arrays.stream(rule.split("-"))
                .map(word -> SHORT.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(" ")));
    }
}
