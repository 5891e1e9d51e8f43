package io.backstay.ui.incidents.report;

/// For whom a report is written.
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
}
