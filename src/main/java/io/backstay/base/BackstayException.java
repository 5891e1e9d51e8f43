package io.backstay.base;

import org.jspecify.annotations.Nullable;

/// Carries a [Failure] from where the world said no to where a person is told.
public final class BackstayException extends Exception {
    private final transient Failure failure;

    public BackstayException(Failure failure) {
        this(failure, null);
    }

    /// @param cause what the library threw, kept for the log only
    public BackstayException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
