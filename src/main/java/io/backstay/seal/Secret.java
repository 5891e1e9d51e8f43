package io.backstay.seal;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A password, token or key: kept outside of the heap, where the system can do so also out of the swap file, lent
/// for the length of a call, erased when it is closed.
///
/// It cannot be printed, compared by `equals` or written by anything that writes records. Whoever borrows it gets
/// a copy that is overwritten when the call returns, and must not keep it. What a library makes of the copy (a
/// `String` of a driver) is beyond our reach; see `docs/THREAT_MODEL.md`.
public final class Secret implements AutoCloseable {
    /// The largest secret: a service account's JSON is a few kilobytes.
    public static final ByteSize LARGEST = new ByteSize(256L << 10);

    private static final int UTF_8_BYTES_MAX = 3;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment pages;
    private final MemorySegment memory;
    private final SwapLock swapLock;
    private boolean closed;

    private Secret(byte[] bytes) {
        long page = MemoryLock.here().pageBytes();
        pages = arena.allocate(Math.ceilDiv(Math.max(1, bytes.length), page) * page, page);
        swapLock = MemoryLock.here().lock(pages);
        memory = pages.asSlice(0, bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    }

    /// Takes over the bytes: the array is overwritten.
    ///
    /// @throws BackstayException when there are more than [#LARGEST]
    public static Secret ofBytes(byte[] bytes) throws BackstayException {
        try {
            if (bytes.length > LARGEST.bytes()) {
                throw new BackstayException(new Failure.TooLarge("A secret", LARGEST));
            }
            return new Secret(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Takes over the characters as UTF-8: the array is overwritten.
    ///
    /// @throws BackstayException when they are no text (an unpaired surrogate) or too many
    public static Secret ofChars(char[] chars) throws BackstayException {
        ByteBuffer encoded = ByteBuffer.allocate(Math.multiplyExact(chars.length, UTF_8_BYTES_MAX));
        try {
            CoderResult result = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(chars), encoded, true);
            if (result.isError()) {
                throw new BackstayException(
                        new Failure.BadInput("A secret holds half of a character.", "Type or paste it again."));
            }
            return ofBytes(Arrays.copyOf(encoded.array(), encoded.position()));
        } finally {
            Arrays.fill(chars, '\0');
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    /// As many random bytes.
    public static Secret random(int bytes, RandomGenerator random) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        try {
            return new Secret(made);
        } finally {
            Arrays.fill(made, (byte) 0);
        }
    }

    /// Whether secrets are kept from the swap file on this machine, as a trial shows.
    public static SwapLock swapLock() {
        try (Secret trial = new Secret(new byte[1])) {
            return trial.swapLock;
        }
    }

    /// Lends the bytes for the length of the call.
    ///
    /// @throws IllegalStateException when it was closed before
    public <T extends @Nullable Object, X extends Exception> T lendBytes(Borrower<byte[], T, X> borrower) throws X {
        byte[] copy = bytes();
        try {
            return borrower.use(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// Lends the characters for the length of the call; bytes that are no UTF-8 become the replacement character.
    ///
    /// @throws IllegalStateException when it was closed before
    public <T extends @Nullable Object, X extends Exception> T lendChars(Borrower<char[], T, X> borrower) throws X {
        byte[] copy = bytes();
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(copy));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        try {
            return borrower.use(chars);
        } finally {
            Arrays.fill(copy, (byte) 0);
            Arrays.fill(decoded.array(), '\0');
            Arrays.fill(chars, '\0');
        }
    }

    /// Another copy, closed on its own.
    public Secret copy() {
        byte[] copy = bytes();
        try {
            return new Secret(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /// Whether both hold the same bytes; how long that takes tells nothing.
    public boolean sameAs(Secret other) {
        return lendBytes(mine -> other.lendBytes(theirs -> MessageDigest.isEqual(mine, theirs)));
    }

    /// How many bytes it has.
    public int size() {
        return (int) memory.byteSize();
    }

    private synchronized byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("the secret is erased already");
        }
        return memory.toArray(ValueLayout.JAVA_BYTE);
    }

    /// Erases it; closing again does nothing.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.fill((byte) 0);
            MemoryLock.here().unlock(pages);
            arena.close();
        }
    }

    /// Says nothing about what it holds.
    @Override
    public String toString() {
        return "[secret]";
    }

    /// Uses what is lent to it.
    ///
    /// @param <L> what is lent; it is overwritten after the call
    @FunctionalInterface
    public interface Borrower<L, T extends @Nullable Object, X extends Exception> {
        /// Uses it, and must not keep it.
        T use(L lent) throws X;
    }
}
