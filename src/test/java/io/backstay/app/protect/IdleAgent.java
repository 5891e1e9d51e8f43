package io.backstay.app.protect;

/// An agent that does nothing; that it was loaded is all that a test needs.
final class IdleAgent {
    private IdleAgent() {}

    /// Called by the JVM before `main`.
    public static void premain(String arguments) {
        // Being here is enough.
    }
}
