package io.backstay.ui.restore;

import io.backstay.restore.journal.RestoreStep;

/// What fills the middle of the restore screen.
public enum Pane {
    INTAKE,
    VERDICT,
    FIND,
    DIFF,
    PLAN,
    IMPORT,
    PROOF;

    /// Where a step is looked at.
    public static Pane of(RestoreStep step) {
        return switch (step) {
            case INTAKE -> INTAKE;
            case VERDICT, STAGE -> VERDICT;
            case FIND -> FIND;
            case CLOSURE, DIFF -> DIFF;
            case PLAN, APPROVE -> PLAN;
            case IMPORT -> IMPORT;
            case PROVE, VERIFY -> PROOF;
        };
    }

    /// The pane that is looked at before this one; the first one before itself.
    Pane before() {
        return switch (this) {
            case INTAKE, VERDICT -> INTAKE;
            case FIND, DIFF -> VERDICT;
            case PLAN -> DIFF;
            case IMPORT -> PLAN;
            case PROOF -> IMPORT;
        };
    }
}
