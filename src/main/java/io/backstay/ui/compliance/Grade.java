package io.backstay.ui.compliance;

import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Mark;

/// How a finding's status looks.
final class Grade {
    private Grade() {}

    static Mark of(Finding.Status status) {
        return switch (status) {
            case BREACH -> Mark.BREACH;
            case UNKNOWN -> Mark.UNKNOWN;
            case ACCEPTED -> Mark.ACCEPTED;
            case COMPLIANT -> Mark.HOLDS;
        };
    }
}
