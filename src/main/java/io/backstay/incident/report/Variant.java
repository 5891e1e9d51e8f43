package io.backstay.incident.report;

import io.backstay.codec.Words;

/// For whom a report is written; `docs/incidents.md` shows what each of them leaves out.
public enum Variant {
    /// For colleagues: everything.
    INTERNAL("Internal"),
    /// For the customer: its own data and our promise, nobody's name and no machine.
    CUSTOMER("Customer"),
    /// For the customer's own reviewers under a non-disclosure agreement: how it was done and proven as well.
    NDA("Under NDA"),
    /// For auditors: everything, with controls and the evidence.
    AUDITOR("Auditor");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    /// What a person reads on the switch.
    public String title() {
        return title;
    }

    /// The kind of paper that it is kept as in a case.
    public String paper() {
        return "report-" + Words.of(this);
    }

    /// Whether it stays inside, or goes to somebody who may see all that we see.
    boolean isOpen() {
        return this == INTERNAL || this == AUDITOR;
    }
}
