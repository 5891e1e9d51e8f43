package io.backstay.ui.compliance;

import io.backstay.policy.Finding;
import io.backstay.ui.kit.Mark;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How a finding's status looks.
final class Grade {
    private static final Set<String> SHORT = Set.of("rpo", "rto", "pitr", "wal");

    private Grade() {}

    /// A rule's name for people, such as `PITR window` for `pitr-window`.
    static String rule(String name) {
        String words = Arrays.stream(name.split("-"))
                .map(word -> SHORT.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static Mark of(Finding.Status status) {
        return switch (status) {
            case BREACH -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
            case ACCEPTED -> Mark.ACCEPTED;
            case COMPLIANT -> Mark.HOLDS;
        };
    }
}
