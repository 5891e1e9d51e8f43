package io.backstay.incident;

/// How a case stands.
public enum CaseState {
    OPEN("open"),
    RESTORED("restored"),
    NOT_RESTORED("not restored");

    private final String word;

    CaseState(String word) {
        this.word = word;
    }

    /// What a person reads, and what is stored.
    public String word() {
        return word;
    }

    static CaseState ofWord(String word) {
        for (CaseState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no case is '" + word + "'");
    }
}
