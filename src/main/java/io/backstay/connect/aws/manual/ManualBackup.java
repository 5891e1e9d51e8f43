package io.backstay.connect.aws.manual;

/// A backup that was asked for.
///
/// @param name     which it was asked for by
/// @param point    what it is called as a recovery point
/// @param progress in percent, as the service says
/// @param state    whether it can be restored from, is on its way, or failed
/// @param word     the service's own word for its state, such as `creating`
public record ManualBackup(String name, String point, int progress, State state, String word) {
    /// How far it is.
    public enum State {
        UNDER_WAY,
        AVAILABLE,
        FAILED
    }
}
