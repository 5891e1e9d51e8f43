package io.backstay.restore.environment;

import java.util.List;

/// One thing that was looked at, and whether it is as it must be.
///
/// @param name     what was looked at, such as `Rows with their own bytes`
/// @param expected as people read it
/// @param found    as people read it; says what is wrong when something is
public record Check(String name, String expected, String found, boolean holds) {

    /// Whether a list of what is wrong is empty.
    public static Check none(String name, List<String> wrong) {
        return new Check(name, "none", wrong.isEmpty() ? "none" : String.join("; ", wrong), wrong.isEmpty());
    }

    /// Whether a count is what it must be.
    public static Check count(String name, long expected, long found) {
        return new Check(name, "%,d".formatted(expected), "%,d".formatted(found), expected == found);
    }

    /// Something that did not happen at all, and why.
    public static Check stopped(String name, String why) {
        return new Check(name, "done", why, false);
    }
}
