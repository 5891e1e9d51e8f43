package io.backstay.vault.passphrase;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How long the unlock screen waits after failed attempts: 0, 0, 1, 2, 4 seconds and so on, at most [#LONGEST].
///
/// It slows a person at this keyboard. It does not slow somebody who has a copy of the vault file: what does is the
/// key derivation and the strength of the passphrase alone. Whoever can write in the state folder can also undo a
/// wait.
///
/// The count outlasts restarts in a small file that is replaced whole and, where the system knows owners, readable
/// by its owner only. An attempt is counted before it is made, so that ending the program in the middle of one
/// saves nothing. A file that cannot be understood counts as no attempt and is replaced. Safe for use by several
/// threads.
public final class Waits {
    /// The longest wait, also when the clock was set back.
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int FREE_FAILURES = 2;
    private static final int DOUBLINGS_MAX = 6;
    private static final int FAILURES_MAX = 1_000_000;
    private static final ByteSize FILE_MAX = new ByteSize(4096);

    private final Path file;
    private final InstantSource clock;

    /// What the file holds.
    private record Kept(int failures, Instant lastAt) {
        private Kept {
            if (failures < 0 || failures > FAILURES_MAX) {
                throw new IllegalArgumentException("0 to " + FAILURES_MAX + " attempts are counted");
            }
        }
    }

    /// @param file where the count is kept, in the state folder
    public Waits(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
    }

    /// When the next attempt may be made, null for now.
    public synchronized @Nullable Instant until() throws BackstayException {
        Kept kept = read();
        Instant now = clock.instant();
        if (kept == null) {
            return null;
        }
        if (kept.lastAt().isAfter(now)) {
            // The clock was set back. The wait begins again from here, once, or it would last until the clock is there.
            kept = new Kept(kept.failures(), now);
            write(kept);
        }
        Instant end = kept.lastAt().plus(after(kept.failures()));
        return end.isAfter(now) ? end : null;
    }

    /// Counts an attempt as failed, before it is made.
    public synchronized void attempted() throws BackstayException {
        Kept kept = read();
        int before = kept == null ? 0 : kept.failures();
        write(new Kept(Math.min(before + 1, FAILURES_MAX), clock.instant()));
    }

    /// Forgets the attempts, after one that opened the vault.
    public synchronized void opened() throws BackstayException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    /// The wait after so many failures in a row.
    static Duration after(int failures) {
        if (failures <= FREE_FAILURES) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FREE_FAILURES - 1, DOUBLINGS_MAX);
        Duration wait = Duration.ofSeconds(1L << doublings);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private @Nullable Kept read() throws BackstayException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try {
            return Json.bind(Json.read(file, FILE_MAX), Kept.class);
        } catch (BackstayException e) {
            System.getLogger(Waits.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the count of attempts begins anew: " + e.failure().message());
            Kept none = new Kept(0, clock.instant());
            write(none);
            return none;
        }
    }

    private void write(Kept kept) throws BackstayException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        var rounded = new Kept(kept.failures(), kept.lastAt().truncatedTo(ChronoUnit.MILLIS));
        ByteBuffer bytes = ByteBuffer.wrap((Json.compact(rounded) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(beside.getParent());
            Files.deleteIfExists(beside);
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
