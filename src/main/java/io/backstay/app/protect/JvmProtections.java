package io.backstay.app.protect;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the JVM was told: its flags, as it has them now.
///
/// @param user the value of `user.name`
public record JvmProtections(String user) implements ProtectionSource {
    private static final String CRASH_NOTES = "Notes of a crash stay private";
    private static final Set<String> NOWHERE = Set.of("/dev/null", "NUL");
    private static final Set<String> OFF = Set.of("false", "0");

    @Override
    public List<Protection> observed() {
        return List.of(
                flag("No tool attaches to the JVM", "DisableAttachMechanism", false),
                flag("A crash of the JVM asks for no core", "CreateCoredumpOnCrash", true),
                heapDump(),
                crashNotes(value("ErrorFile")),
                serialization());
    }

    private static Protection flag(String name, String flag, boolean unwanted) {
        String value = value(flag);
        String wanted = "-XX:" + (unwanted ? "-" : "+") + flag;
        if (value == null) {
            return new Protection(name, State.UNKNOWN, "This JVM does not tell its flag " + flag + ".");
        }
        boolean active = OFF.contains(value) == unwanted;
        return active
                ? new Protection(name, State.ACTIVE, "The JVM's flag " + flag + " is " + value + ".")
                : new Protection(name, State.INACTIVE, "Start it by `backstay`, or with " + wanted + ".");
    }

    private static Protection heapDump() {
        String name = "Memory is not written to a heap dump";
        for (String flag : List.of("HeapDumpOnOutOfMemoryError", "HeapDumpBeforeFullGC", "HeapDumpAfterFullGC")) {
            String value = value(flag);
            if (value == null) {
                return new Protection(name, State.UNKNOWN, "This JVM does not tell its flag " + flag + ".");
            }
            if (!OFF.contains(value)) {
                return new Protection(name, State.INACTIVE, "The JVM's flag " + flag + " is " + value + ".");
            }
        }
        return new Protection(name, State.ACTIVE, "No flag asks for one, neither when memory runs out nor at a GC.");
    }

    private Protection crashNotes(@Nullable String file) {
        if (file == null) {
            return new Protection(CRASH_NOTES, State.UNKNOWN, "This JVM does not tell its flag ErrorFile.");
        }
        if (NOWHERE.contains(file)) {
            return new Protection(CRASH_NOTES, State.ACTIVE, "None are kept: ErrorFile is " + file + ".");
        }
        Path folder = file.isEmpty() ? null : Path.of(file).getParent();
        if (folder == null) {
            return new Protection(
                    CRASH_NOTES, State.INACTIVE, "They would go to the working folder; start it by `backstay`.");
        }
        FolderPrivacy privacy = FolderPrivacy.of(folder, user);
        return privacy.state() == State.UNKNOWN
                ? new Protection(
                        CRASH_NOTES, State.INACTIVE, privacy.why() + " Until then they would go to the working folder.")
                : privacy.named(CRASH_NOTES, "Run `chmod 700` on it as its owner.");
    }

    /// Tried, and not read from the option: a filter that is there but allows the trial counts for nothing.
    private static Protection serialization() {
        String name = "Java objects are not read from bytes";
        return SerializedTrial.isRefused()
                ? new Protection(name, State.ACTIVE, "Reading a serialized object was tried and refused.")
                : new Protection(
                        name,
                        State.INACTIVE,
                        "Reading a serialized object was tried and worked; start it by `backstay`, or with"
                                + " -Djdk.serialFilter=!*. Backstay itself never reads one.");
    }

    private static @Nullable String value(String flag) {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            String value = bean == null ? null : bean.getVMOption(flag).getValue();
            return bean != null && value == null ? "" : value;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
