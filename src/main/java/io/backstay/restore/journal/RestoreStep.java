package io.backstay.restore.journal;

import java.util.Arrays;

/// The eleven steps of a guided restore, in order.
public enum RestoreStep {
    INTAKE("Intake", "Who lost what, about when"),
    VERDICT("Verdict", "Can we get it back"),
    FIND("Find the moment", "The last good instant"),
    STAGE("Stage", "Recover into a scratch server"),
    CLOSURE("Closure", "Rows over foreign keys"),
    DIFF("Three-way diff", "Lost, damaged, re-typed"),
    PLAN("Plan", "Hashed, immutable"),
    APPROVE("Approve", "A second person"),
    IMPORT("Import", "One transaction"),
    PROVE("Prove", "Before commit"),
    VERIFY("Verify and report", "New session");

    private final String title;
    private final String hint;

    RestoreStep(String title, String hint) {
        this.title = title;
        this.hint = hint;
    }

    /// From 1 to 11, as the state of a run names it.
    public int number() {
        return Arrays.asList(values()).indexOf(this) + 1;
    }

    public String title() {
        return title;
    }

    public String hint() {
        return hint;
    }
}
