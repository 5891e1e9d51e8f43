package io.backstay.act;

/// One protection of this process, and whether it is active on this machine.
///
/// @param name  such as `Core dumps are off`
/// @param state what was seen, not what was asked for
/// @param why   how it was seen, or what would switch it on, in one sentence
public record Protection(String name, State state, String why) {
    /// Whether it protects.
    public enum State {
        ACTIVE,
        INACTIVE,
        /// Cannot be told here, and so counts for nothing.
        UNKNOWN
    }
}
