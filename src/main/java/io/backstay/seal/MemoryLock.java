package io.backstay.seal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import org.jspecify.annotations.Nullable;

/// `mlock` of POSIX, as far as this system has it: asks that memory is never written to a swap file. A refusal
/// changes nothing but what the diagnostics say.
///
/// Locks do not count: unlocking a page unlocks it for everybody, so whoever locks must have whole pages of its
/// own.
final class MemoryLock {
    private static final long PAGE_BYTES_ELSEWHERE = 4096;
    private static final MemoryLock HERE = find();

    private final @Nullable Call lock;
    private final @Nullable Call unlock;
    private final long pageBytes;

    private MemoryLock(@Nullable Call lock, @Nullable Call unlock, long pageBytes) {
        this.lock = lock;
        this.unlock = unlock;
        this.pageBytes = pageBytes;
    }

    /// The one of this system.
    static MemoryLock here() {
        return HERE;
    }

    /// Memory is locked in units of so many bytes.
    long pageBytes() {
        return pageBytes;
    }

    SwapLock lock(MemorySegment pages) {
        if (lock == null) {
            return SwapLock.UNSUPPORTED;
        }
        return lock.on(pages, pages.byteSize()) == 0 ? SwapLock.LOCKED : SwapLock.REFUSED;
    }

    void unlock(MemorySegment pages) {
        if (unlock != null) {
            unlock.on(pages, pages.byteSize());
        }
    }

    // The three functions have had these signatures since POSIX.1-2001, so the calls are as described.
    @SuppressWarnings("restricted")
    private static MemoryLock find() {
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup lookup = linker.defaultLookup();
            var range = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
            var size = FunctionDescriptor.of(ValueLayout.JAVA_INT);
            if (lookup.find("mlock").isPresent()
                    && lookup.find("munlock").isPresent()
                    && lookup.find("getpagesize").isPresent()) {
                return new MemoryLock(
                        as(Call.class, linker.downcallHandle(lookup.findOrThrow("mlock"), range)),
                        as(Call.class, linker.downcallHandle(lookup.findOrThrow("munlock"), range)),
                        as(Size.class, linker.downcallHandle(lookup.findOrThrow("getpagesize"), size))
                                .bytes());
            }
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            // This platform has no linker, or native access was forbidden: then there is no lock here.
            return new MemoryLock(null, null, PAGE_BYTES_ELSEWHERE);
        }
        return new MemoryLock(null, null, PAGE_BYTES_ELSEWHERE);
    }

    private static <T> T as(Class<T> type, MethodHandle handle) {
        return MethodHandleProxies.asInterfaceInstance(type, handle);
    }

    /// `mlock` and `munlock`: 0 when it was done.
    @FunctionalInterface
    public interface Call {
        int on(MemorySegment address, long bytes);
    }

    /// `getpagesize`.
    @FunctionalInterface
    public interface Size {
        int bytes();
    }
}
