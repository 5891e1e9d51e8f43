package io.backstay.app.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import io.backstay.app.protect.ProtectedChild.Start;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, and what the kernel says of them beside what they say themselves.
@EnabledOnOs(OS.LINUX)
final class LinuxGuardTest {
    private static final int IPC_LOCK = 14;
    private static final boolean PIPED = pattern().startsWith("|");

    @TempDir
    Path home;

    @Test
    void whatWasAskedForIsActiveAndTheKernelAgrees() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain().applied(), home)) {
            assertEquals(State.ACTIVE, child.protection(Words.MEMORY_CLOSED).state());
            assertEquals(State.ACTIVE, child.protection(Words.NO_CORE).state());
            assertEquals(List.of("0", "0"), coreLimits(child.pid()));
            // The kernel gives what lies under /proc for a process that is not dumpable to root.
            assertEquals(0, Files.getAttribute(Path.of("/proc", Long.toString(child.pid()), "environ"), "unix:uid"));
        }
    }

    @Test
    void whatWasNotAskedForIsNotActive() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain(), home)) {
            assertEquals(State.INACTIVE, child.protection(Words.MEMORY_CLOSED).state());
            boolean limited = coreLimits(child.pid()).equals(List.of("0", "0"));
            assertEquals(
                    limited && !PIPED ? State.ACTIVE : State.INACTIVE,
                    child.protection(Words.NO_CORE).state());
        }
    }

    @Test
    void aLimitThatCanBeRaisedAgainIsNone() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain().after("ulimit -Sc 0"), home)) {
            boolean forGood = coreLimits(child.pid()).equals(List.of("0", "0"));
            assertEquals(
                    forGood && !PIPED ? State.ACTIVE : State.INACTIVE,
                    child.protection(Words.NO_CORE).state());
        }
    }

    @Test
    void aLimitOfTheShellCountsWhereTheKernelHeedsIt() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain().after("ulimit -c 0"), home)) {
            assertEquals(List.of("0", "0"), coreLimits(child.pid()));
            assertEquals(
                    PIPED ? State.INACTIVE : State.ACTIVE,
                    child.protection(Words.NO_CORE).state());
        }
    }

    @Test
    void aHandlerForCoresHeedsNoLimitButAClosedProcess() {
        var none = new PosixCalls.Limit(0, 0);
        String piped = "|/usr/lib/systemd/systemd-coredump %P";
        assertEquals(State.INACTIVE, LinuxGuard.core(false, none, piped).state());
        assertEquals(State.ACTIVE, LinuxGuard.core(true, none, piped).state());
        assertEquals(State.ACTIVE, LinuxGuard.core(false, none, "core").state());
        assertEquals(
                State.INACTIVE,
                LinuxGuard.core(false, new PosixCalls.Limit(0, -1), "core").state());
        assertEquals(
                State.ACTIVE,
                LinuxGuard.core(true, new PosixCalls.Limit(0, -1), "core").state());
        assertEquals(State.UNKNOWN, LinuxGuard.core(true, null, "core").state());
    }

    @Test
    void memoryIsLockedForATrial() throws Exception {
        try (ProtectedChild child = ProtectedChild.start(Start.plain().after("ulimit -l 0"), home)) {
            // Whoever has the capability is not bound by the limit.
            boolean free = capabilities(child.pid()).testBit(IPC_LOCK);
            Protection seen = child.protection(Words.LOCKABLE);
            assertEquals(free ? State.ACTIVE : State.INACTIVE, seen.state());
            assertTrue(seen.why().contains("RLIMIT_MEMLOCK is 0 bytes"), seen::why);
        }
    }

    private static List<String> coreLimits(long pid) throws IOException {
        return lines(pid, "limits")
                .filter(line -> line.startsWith("Max core file size"))
                .map(line -> line.split("\\s{2,}", -1))
                .map(columns -> List.of(columns[1], columns[2]))
                .findFirst()
                .orElseThrow();
    }

    private static BigInteger capabilities(long pid) throws IOException {
        return lines(pid, "status")
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> new BigInteger(line.substring("CapEff:".length()).strip(), 16))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> lines(long pid, String file) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream();
    }

    private static String pattern() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/core_pattern"));
        } catch (IOException _) {
            return "|";
        }
    }
}
