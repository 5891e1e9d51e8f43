package io.backstay.app.protect;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Windows: no error dialogue and no report with memory in it for a crash (`SetErrorMode` of kernel32).
///
/// Written from the documentation and never run. Programs of the same user can still open the process.
final class WindowsGuard implements HostGuard {
    private static final int FAIL_CRITICAL_ERRORS = 0x0001;
    private static final int NO_FAULT_BOX = 0x0002;
    private static final int WANTED = FAIL_CRITICAL_ERRORS | NO_FAULT_BOX;
    private static final String NO_REPORT = "Windows makes no error report of a crash";

    private final MethodHandle setMode;
    private final MethodHandle getMode;

    WindowsGuard() {
        ForeignCalls library = ForeignCalls.of("kernel32");
        this.setMode = library.bind("SetErrorMode", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        this.getMode = library.bind("GetErrorMode", FunctionDescriptor.of(JAVA_INT));
    }

    @Override
    public void apply() {
        ForeignCalls.call(setMode, ForeignCalls.call(getMode) | WANTED);
    }

    @Override
    public List<Protection> observed() {
        int mode = ForeignCalls.call(getMode);
        boolean quiet = (mode & WANTED) == WANTED;
        return List.of(
                new Protection(
                        Words.MEMORY_CLOSED,
                        State.INACTIVE,
                        "Backstay does not narrow who may open the process on Windows; other accounts may not."),
                new Protection(
                        NO_REPORT, quiet ? State.ACTIVE : State.INACTIVE, "GetErrorMode is 0x%04x.".formatted(mode)));
    }
}
