package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Programs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that come with Backstay for this platform, unpacked once into a cache folder.
public final class BundledPrograms {
    private static final long UNPACKED_BYTES_MAX = 1L << 30;
    private static final int ENTRIES_MAX = 20_000;
    private static final int XZ_MEMORY_KB_MAX = 256 * 1024;
    /// An archive grows at most about five times when it is unpacked.
    private static final int GROWTH = 6;

    private static final int EXECUTABLE_BITS = 0111;
    private static final int NAME_CHARS = 16;
    private static final String LEFTOVER = ".unpacking-";
    private static final Map<String, String> SYSTEMS =
            Map.of("linux", "linux", "windows", "windows", "mac", "darwin", "darwin", "darwin");
    private static final Map<String, String> PROCESSORS =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");
    /// A file lock holds between processes; threads of one process need one more.
    private static final ReentrantLock THREADS = new ReentrantLock();
    /// What is in the program does not change while it runs, and reading an archive of many megabytes takes a moment.
    private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

    private final String platform;
    private final Path cache;

    /// @param system    as Java names it, such as `Linux`
    /// @param processor as Java names it, such as `amd64`
    /// @param cache     made if need be; everybody who runs the server must be able to reach it
    public BundledPrograms(String system, String processor, Path cache) {
        String first = system.toLowerCase(Locale.ROOT).split(" ", -1)[0];
        this.platform = SYSTEMS.getOrDefault(first, first) + "-"
                + PROCESSORS.getOrDefault(processor.toLowerCase(Locale.ROOT), processor);
        this.cache = cache.toAbsolutePath();
    }

    /// The programs, unpacked if they are not yet.
    public Programs unpack() throws BackstayException, InterruptedException {
        // Asked first: on a platform without programs, nothing is made.
        String name = "postgres-" + platform + "-" + digest().substring(0, NAME_CHARS);
        Folders.makeOurs(cache, "rwxr-xr-x");
        Path home = cache.resolve(name);
        if (!Files.isDirectory(home)) {
            THREADS.lockInterruptibly();
            try {
                unpackOnce(home);
            } finally {
                THREADS.unlock();
            }
        }
        return Programs.in(home.resolve("bin"));
    }

    private void unpackOnce(Path home) throws BackstayException, InterruptedException {
        Path lockFile = cache.resolve(".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (Files.isDirectory(home)) {
                return;
            }
            removeLeftovers();
            Path temporary = cache.resolve(LEFTOVER + UUID.randomUUID());
            try {
                unpackInto(temporary);
                Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.remove(temporary);
            }
        } catch (IOException e) {
            throw Folders.refusal(cache, e);
        }
    }

    /// What a killed run left; whoever holds the lock is the only one to unpack.
    private void removeLeftovers() throws IOException, BackstayException {
        try (var found = Files.newDirectoryStream(cache, LEFTOVER + "*")) {
            for (Path leftover : found) {
                Folders.remove(leftover);
            }
        }
    }

    private void unpackInto(Path folder) throws IOException, BackstayException, InterruptedException {
        Files.createDirectory(folder);
        Folders.setMode(folder, "rwxr-xr-x");
        long packed;
        try (InputStream archive = open()) {
            packed = archive.skip(Long.MAX_VALUE);
        }
        Folders.requireRoom(folder, packed * GROWTH);
        try (InputStream archive = open();
                var tar = new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive), XZ_MEMORY_KB_MAX))) {
            long bytes = 0;
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("unpacking was cancelled");
                }
                bytes += entry.getSize();
                entries++;
                if (bytes > UNPACKED_BYTES_MAX || entries > ENTRIES_MAX) {
                    throw new BackstayException(
                            new Failure.Corrupt(resource(), "it unpacks to more than PostgreSQL consists of"));
                }
                place(folder, tar, entry);
            }
        }
    }

    private void place(Path folder, TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException, BackstayException {
        Path target = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            Folders.setMode(target, "rwxr-xr-x");
            return;
        }
        Path parent = target.getParent();
        if (parent == null) {
            throw new BackstayException(new Failure.Corrupt(resource(), "it has a file without a folder"));
        }
        Files.createDirectories(parent);
        if (entry.isSymbolicLink()) {
            inside(folder, parent.resolve(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(inside(folder, folder.resolve(entry.getLinkName())), target);
        } else if (entry.isFile()) {
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                tar.transferTo(out);
            }
            boolean runs = (entry.getMode() & EXECUTABLE_BITS) != 0;
            Folders.setMode(target, runs ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /// Refuses an entry that would land outside, or behind a link to the outside.
    private Path inside(Path folder, Path wanted) throws BackstayException, IOException {
        Path target = wanted.normalize();
        if (!target.startsWith(folder)) {
            throw new BackstayException(new Failure.Corrupt(resource(), "an entry leads out of its folder"));
        }
        Path parent = target.getParent();
        if (parent != null && Files.isSymbolicLink(parent) && !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackstayException(new Failure.Corrupt(resource(), "an entry lies behind a link"));
        }
        return target;
    }

    private String digest() throws BackstayException {
        String known = DIGESTS.get(platform);
        if (known != null) {
            return known;
        }
        String read = readDigest();
        DIGESTS.put(platform, read);
        return read;
    }

    private String readDigest() throws BackstayException {
        try (InputStream archive = open();
                var digesting = new DigestInputStream(archive, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new BackstayException(new Failure.Corrupt(resource(), "it cannot be read"), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private InputStream open() throws BackstayException {
        InputStream archive = BundledPrograms.class.getResourceAsStream("/" + resource());
        if (archive == null) {
            throw new BackstayException(new Failure.Unsupported(
                    "PostgreSQL for " + platform,
                    "Use Linux, macOS or Windows on x86-64, or Linux or macOS on ARM-64, and a build made there."));
        }
        return archive;
    }

    private String resource() {
        return "postgres-" + platform + ".txz";
    }
}
