package io.backstay.app;

import io.backstay.act.vault.VaultPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operating system tells us: folders and the user. Read once, here only.
///
/// @param environment the process environment
/// @param os          the value of `os.name`
/// @param processor   the value of `os.arch`
/// @param user        the value of `user.name`
/// @param userHome    the user's home folder
/// @param temporary   the value of `java.io.tmpdir`
record Machine(
        Map<String, String> environment, String os, String processor, String user, Path userHome, Path temporary) {
    static Machine read() {
        Map<String, String> environment = System.getenv();
        return new Machine(
                environment,
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                System.getProperty("user.name", "user"),
                userHome(Path.of(System.getProperty("user.home", ".")), environment.get("HOME")),
                Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    /// The folder that `HOME` names, as for every program of a shell, where it is there and can be written; else
    /// the account's own, which is where a JVM looks.
    static Path userHome(Path account, @Nullable String named) {
        if (named == null || named.isBlank()) {
            return account;
        }
        Path other = Path.of(named).toAbsolutePath();
        return Files.isDirectory(other) && Files.isWritable(other) ? other : account;
    }

    /// The state folder: what was asked for, else `BACKSTAY_HOME`, else where this platform keeps such things.
    Path home(@Nullable Path asked) {
        if (asked != null) {
            return asked.toAbsolutePath();
        }
        Path named = folder("BACKSTAY_HOME");
        if (named != null) {
            return named;
        }
        if (isWindows()) {
            Path local = folder("LOCALAPPDATA");
            return (local == null ? userHome.resolve("AppData").resolve("Local") : local).resolve("Backstay");
        }
        if (isMac()) {
            return userHome.resolve("Library").resolve("Application Support").resolve("Backstay");
        }
        Path data = folder("XDG_DATA_HOME");
        return (data == null ? userHome.resolve(".local").resolve("share") : data).resolve("backstay");
    }

    /// Where practice labs live: outside the home folder, because as root the server may have to run as a user who
    /// cannot enter it.
    Path labRoot() {
        Path named = folder("BACKSTAY_LAB_DIR");
        if (named != null) {
            return named;
        }
        Path parent = isWindows() || isMac() ? temporary : Path.of("/var/tmp");
        return parent.resolve("backstay-lab-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /// How long an open vault stays open while nobody touches the window: `BACKSTAY_LOCK_MINUTES`, 1 to 30, else 5.
    /// What cannot be understood counts as not said, for the shorter time is the safer one.
    Duration idleLimit() {
        String minutes = environment.getOrDefault("BACKSTAY_LOCK_MINUTES", "");
        return minutes.matches("[1-9]|[12][0-9]|30")
                ? Duration.ofMinutes(Integer.parseInt(minutes))
                : VaultPlace.IDLE_USUAL;
    }

    private boolean isWindows() {
        return os.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private boolean isMac() {
        return os.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private @Nullable Path folder(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : Path.of(value).toAbsolutePath();
    }
}
