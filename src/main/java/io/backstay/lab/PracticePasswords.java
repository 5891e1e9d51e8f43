package io.backstay.lab;

/// The passwords of the two roles that log in; they are never printed, and the server only ever sees their verifiers.
///
/// @param app    of `practice_app`, the product itself
/// @param prover of `backstay_prover`
public record PracticePasswords(String app, String prover) {
    public PracticePasswords {
        if (app.isEmpty() || prover.isEmpty()) {
            throw new IllegalArgumentException("a password is empty");
        }
    }

    /// Without the passwords.
    @Override
    public String toString() {
        return "PracticePasswords[redacted]";
    }
}
