package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.OwnerOnly;
import io.backstay.codec.WholeFile;
import io.backstay.seal.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A folder that comes to be with everything in it or not at all: it is filled beside its place first. Only its
/// owner may read the files, and the hash of each is known. Several may be written at a time.
final class NewFolder {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path beside;
    private final Map<String, MessageDigest> digests = new ConcurrentHashMap<>();

    private NewFolder(Path beside) {
        this.beside = beside;
    }

    /// Fills a folder.
    @FunctionalInterface
    interface Filling<T> {
        T fill(NewFolder folder) throws BackstayException, InterruptedException, IOException;
    }

    /// Refuses a place where something is, and one in a folder that is not there.
    static void require(Path folder) throws BackstayException {
        if (Files.exists(folder)) {
            throw new BackstayException(
                    new Failure.Conflict(folder + " is there already", "Name a folder that does not exist yet."));
        }
        WholeFile.requireFolder(folder);
    }

    /// Makes it, unless nothing was put into it.
    static <T> T make(Path folder, Filling<T> filling) throws BackstayException, InterruptedException {
        Path beside = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            remove(beside);
            Files.createDirectory(beside);
            T result = filling.fill(new NewFolder(beside));
            if (!isEmpty(beside)) {
                Files.move(beside, folder);
            }
            return result;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        } finally {
            discard(beside);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    /// Where a file lies until the folder is whole.
    Path file(String name) {
        return beside.resolve(name);
    }

    /// Begins a file whose hash [#sha256] then knows.
    OutputStream open(String name) throws IOException {
        MessageDigest digest = Digest.begin();
        digests.put(name, digest);
        Path file = file(name);
        FileChannel channel = FileChannel.open(file, NEW, OwnerOnly.of(file));
        return new BufferedOutputStream(
                new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER_BYTES);
    }

    /// The hash of a file that was written and closed, in hex; asked for once.
    String sha256(String name) {
        MessageDigest digest = digests.get(name);
        if (digest == null) {
            throw new IllegalStateException(name + " was not written");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void discard(Path folder) throws BackstayException {
        try {
            remove(folder);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
