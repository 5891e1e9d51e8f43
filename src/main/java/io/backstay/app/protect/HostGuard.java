package io.backstay.app.protect;

import java.util.Locale;

/// What one operating system does for a process that asks.
public interface HostGuard extends ProtectionSource {
    /// Asks for every protection. Never fails: what was refused is seen by [#observed()].
    void apply();

    /// The guard for a system.
    ///
    /// @param os the value of `os.name`
    static HostGuard of(String os) {
        String name = os.toLowerCase(Locale.ROOT);
        try {
            if (name.startsWith("linux")) {
                return new LinuxGuard();
            }
            if (name.startsWith("mac")) {
                return new MacGuard();
            }
            if (name.startsWith("windows")) {
                return new WindowsGuard();
            }
            return new AbsentGuard("Backstay knows no way to ask " + os + " for it.");
        } catch (IllegalCallerException | IllegalStateException | IllegalArgumentException e) {
            return new AbsentGuard("The system could not be asked: " + e.getMessage() + ".");
        } catch (UnsupportedOperationException _) {
            return new AbsentGuard("This JVM cannot call the system's functions.");
        }
    }
}
