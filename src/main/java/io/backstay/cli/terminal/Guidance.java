package io.backstay.cli.terminal;

/// Lines that many help texts share.
public final class Guidance {
    /// The first line about exit codes.
    public static final String CODES =
            "Exit codes: 0 holds or done, 1 does not hold, 2 undecidable, 3 input, output or" + " environment,";

    /// The second one.
    public static final String MORE_CODES = "64 usage, 70 a defect of Backstay, 130 interrupted.";

    private Guidance() {}
}
