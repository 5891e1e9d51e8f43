package io.backstay.app.protect;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// What Linux and macOS share: limits of a process and pages that are held in memory.
///
/// A limit is two unsigned 64-bit numbers on both (`struct rlimit`), and "no limit" is a number that is negative or
/// the largest, so everything but small limits is read as without one.
final class PosixCalls {
    private static final long LIMIT_BYTES = 16;
    private static final long PAGE_BYTES = 4096;

    private final MethodHandle getLimit;
    private final MethodHandle setLimit;
    private final MethodHandle lock;
    private final MethodHandle unlock;

    PosixCalls(ForeignCalls library) {
        FunctionDescriptor limit = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
        FunctionDescriptor range = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG);
        this.getLimit = library.bind("getrlimit", limit);
        this.setLimit = library.bind("setrlimit", limit);
        this.lock = library.bind("mlock", range);
        this.unlock = library.bind("munlock", range);
    }

    /// One limit: what counts now, and how far the process may raise it again.
    record Limit(long soft, long hard) {
        boolean isZero() {
            return soft == 0 && hard == 0;
        }
    }

    /// Sets a limit to nothing, for good: the hard limit too.
    void forbid(int resource) {
        try (Arena arena = Arena.ofConfined()) {
            // Refused or not is seen by reading it back.
            ForeignCalls.call(setLimit, resource, arena.allocate(LIMIT_BYTES, Long.BYTES));
        }
    }

    /// Reads a limit; null when the system refuses to tell.
    @Nullable
    Limit limit(int resource) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(LIMIT_BYTES, Long.BYTES);
            return ForeignCalls.call(getLimit, resource, both) == 0
                    ? new Limit(both.get(JAVA_LONG, 0), both.get(JAVA_LONG, Long.BYTES))
                    : null;
        }
    }

    /// Holds one page of memory and lets it go again.
    ///
    /// @return whether the system allowed it
    boolean holdsPage() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment page = arena.allocate(PAGE_BYTES, PAGE_BYTES);
            boolean held = ForeignCalls.call(lock, page, PAGE_BYTES) == 0;
            if (held) {
                ForeignCalls.call(unlock, page, PAGE_BYTES);
            }
            return held;
        }
    }
}
