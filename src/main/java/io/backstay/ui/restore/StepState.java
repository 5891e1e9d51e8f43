package io.backstay.ui.restore;

/// Where one step of the rail stands.
public enum StepState {
    DONE("done"),
    CURRENT("current"),
    RUNNING("running"),
    SKIPPED("skipped"),
    TO_DO("to do"),
    FAILED("failed"),
    /// A person must do something before it goes on.
    WAITING("waiting for a person");

    private final String word;

    StepState(String word) {
        this.word = word;
    }

    /// The state in a word or two, for screen readers and tooltips.
    public String word() {
        return word;
    }
}
