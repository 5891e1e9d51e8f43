package io.backstay.app.protect;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Linux: not dumpable, and no core (`prctl(2)`, `setrlimit(2)`, `core(5)`).
///
/// Not dumpable means that no process of the same user may trace this one or open its memory, that the files under
/// `/proc` for it belong to root, and that no core is written. Executing another program ends it: those that
/// Backstay starts are not covered. The core limit is inherited by them.
final class LinuxGuard implements HostGuard {
    private static final int GET_DUMPABLE = 3;
    private static final int SET_DUMPABLE = 4;
    private static final int CORE = 4;
    private static final int MEMLOCK = 8;
    private static final Path CORE_PATTERN = Path.of("/proc/sys/kernel/core_pattern");

    private final PosixCalls posix;
    private final MethodHandle control;

    LinuxGuard() {
        ForeignCalls library = ForeignCalls.ofTheCLibrary();
        this.posix = new PosixCalls(library);
        // Declared with an ellipsis: what follows the first argument is passed as variable arguments.
        this.control = library.bind(
                "prctl",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }

    @Override
    public void apply() {
        control(SET_DUMPABLE);
        posix.forbid(CORE);
    }

    @Override
    public List<Protection> observed() {
        int dumpable = control(GET_DUMPABLE);
        return List.of(closed(dumpable), core(dumpable == 0, posix.limit(CORE), corePattern()), lockable());
    }

    private static Protection closed(int dumpable) {
        return switch (dumpable) {
            case 0 ->
                new Protection(
                        Words.MEMORY_CLOSED,
                        State.ACTIVE,
                        "PR_GET_DUMPABLE is 0: no process of this user may trace it or open its memory. Root still may,"
                                + " and programs that Backstay starts, such as PostgreSQL, are not covered.");
            case 1, 2 ->
                new Protection(
                        Words.MEMORY_CLOSED,
                        State.INACTIVE,
                        "PR_GET_DUMPABLE is " + dumpable + ": programs of this user may read it.");
            default -> new Protection(Words.MEMORY_CLOSED, State.UNKNOWN, "PR_GET_DUMPABLE gives no answer.");
        };
    }

    /// What the limit is worth. A handler that the kernel pipes cores to is called whatever the limit says, but not
    /// for a process that is not dumpable.
    static Protection core(boolean closed, PosixCalls.@Nullable Limit limit, String pattern) {
        if (limit == null) {
            return new Protection(Words.NO_CORE, State.UNKNOWN, "getrlimit gives no answer for RLIMIT_CORE.");
        }
        boolean piped = pattern.startsWith("|");
        String seen = limit.isZero() ? "RLIMIT_CORE is 0 and cannot be raised" : "RLIMIT_CORE allows a core";
        if (piped) {
            String rest = closed
                    ? "the kernel's core handler is not called for a closed process; it is for PostgreSQL's programs."
                    : "the kernel hands cores to a handler, which heeds no limit.";
            return new Protection(Words.NO_CORE, closed ? State.ACTIVE : State.INACTIVE, seen + "; " + rest);
        }
        return limit.isZero()
                ? new Protection(Words.NO_CORE, State.ACTIVE, seen + ", here and in the programs started from here.")
                : new Protection(
                        Words.NO_CORE,
                        closed ? State.ACTIVE : State.INACTIVE,
                        seen + (closed ? ", but a closed process writes none." : ": start it under `ulimit -c 0`."));
    }

    private Protection lockable() {
        PosixCalls.Limit limit = posix.limit(MEMLOCK);
        String allowed = limit == null ? "" : " RLIMIT_MEMLOCK is " + bytes(limit.soft()) + ".";
        return posix.holdsPage()
                ? new Protection(
                        Words.LOCKABLE, State.ACTIVE, "A page was held by mlock and let go for a trial." + allowed)
                : new Protection(
                        Words.LOCKABLE,
                        State.INACTIVE,
                        "mlock was refused for one page." + allowed + " Raise it with `ulimit -l 1024`.");
    }

    private static String bytes(long limit) {
        return limit < 0 ? "unlimited" : limit + " bytes";
    }

    private int control(int option) {
        return ForeignCalls.call(control, option, 0L, 0L, 0L, 0L);
    }

    private static String corePattern() {
        try {
            return Files.readString(CORE_PATTERN).strip();
        } catch (IOException _) {
            // Where it is hidden, the worse case is believed.
            return "|";
        }
    }
}
