package io.backstay.app.protect;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// macOS: no debugger attaches, and no core (`ptrace(2)`, `setrlimit(2)`).
///
/// Written from the manual pages and never run; that a debugger is denied cannot be read back, so it counts as
/// unknown.
final class MacGuard implements HostGuard {
    private static final int DENY_ATTACH = 31;
    private static final int CORE = 4;

    private final PosixCalls posix;
    private final MethodHandle trace;

    MacGuard() {
        ForeignCalls library = ForeignCalls.ofTheCLibrary();
        this.posix = new PosixCalls(library);
        this.trace = library.bind("ptrace", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }

    @Override
    public void apply() {
        ForeignCalls.call(trace, DENY_ATTACH, 0, MemorySegment.NULL, 0);
        posix.forbid(CORE);
    }

    @Override
    public List<Protection> observed() {
        PosixCalls.Limit limit = posix.limit(CORE);
        Protection core = limit == null
                ? new Protection(Words.NO_CORE, State.UNKNOWN, "getrlimit gives no answer for RLIMIT_CORE.")
                : new Protection(
                        Words.NO_CORE,
                        limit.isZero() ? State.ACTIVE : State.INACTIVE,
                        limit.isZero()
                                ? "RLIMIT_CORE is 0."
                                : "RLIMIT_CORE allows a core: start it under `ulimit -c 0`.");
        return List.of(
                new Protection(
                        Words.MEMORY_CLOSED,
                        State.UNKNOWN,
                        "PT_DENY_ATTACH was asked for; macOS does not tell whether it holds, and nobody tried."),
                core);
    }
}
