package io.backstay.lab;

/// The passwords of the two roles that log in; they are never printed, and the server only ever sees their verifiers.
///
/// @param app    of `practice_app`, the product itself
/// @param prover of `backstay_prover`
public record PracticePasswords(char[] app, char[] prover) {
    public PracticePasswords {
        if (app.length == 0 || prover.length == 0) {
            throw new IllegalArgumentException("a password is empty");
        }
        app = app.clone();
        prover = prover.clone();
    }

    @Override
    public char[] app() {
        return app.clone();
    }

    @Override
    public char[] prover() {
        return prover.clone();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "PracticePasswords[redacted]";
    }
}
