package io.backstay.base;

/// What a finished command tells the program that called it; the same on every subcommand.
public enum ExitCode {
    /// It holds, or it is done.
    HOLDS(0),
    /// It does not hold: a breach, a tampered file, a proof that failed, a negative verdict.
    DOES_NOT_HOLD(1),
    /// It cannot be decided: an unknown signer, a missing fact.
    UNDECIDABLE(2),
    /// The input, the output, a format or the machine stood in the way.
    FAILED(3),
    /// The command line makes no sense.
    USAGE(64),
    /// A defect of Backstay.
    DEFECT(70),
    /// The operator interrupted it.
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number for the operating system.
    public int code() {
        return code;
    }
}
