package io.backstay.connect.postgres.archive;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A distant place from which a file comes once though it is read twice: to see what is in it, and to be copied.
///
/// The first reading keeps the file here; the second takes it away again, so that no more lies here than was not yet
/// copied. Everything else is asked of the place itself. For one recovery, by one thread.
public final class FetchedPlace implements WalPlace, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FetchedPlace.class.getName());

    private final WalPlace inner;
    private final Path folder;
    private final Map<String, Path> kept = new HashMap<>();

    /// @param folder for what is kept, made when it is needed and gone when this is closed, in one that is there;
    ///               named as a scratch server's and in a folder that is cleared like one's after a crash
    public FetchedPlace(WalPlace inner, Path folder) {
        this.inner = inner;
        this.folder = folder;
    }

    @Override
    public FileChannel open(String name) throws BackstayException, InterruptedException {
        Path file = kept.remove(name);
        try {
            return file == null
                    ? fetched(name)
                    : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (ClosedByInterruptException e) {
            // A channel tells it by closing and by the mark on the thread; whoever is above knows it by the exception.
            Thread.interrupted();
            InterruptedException cancelled = new InterruptedException("fetching the log was cancelled");
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }

    private FileChannel fetched(String name) throws BackstayException, InterruptedException, IOException {
        try (FileChannel from = inner.open(name)) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
                Folders.setMode(folder, "rwx------");
            }
            // Its name is not made of what the store calls it.
            Path file = Files.createTempFile(folder, "fetched-", "");
            FileChannel to = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean done = false;
            try {
                Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
                to.position(0);
                kept.put(name, file);
                done = true;
                return to;
            } finally {
                if (!done) {
                    to.close();
                }
            }
        }
    }

    @Override
    public void names(NameVisitor visitor) throws BackstayException, InterruptedException {
        inner.names(visitor);
    }

    @Override
    public boolean holds(String name) throws BackstayException, InterruptedException {
        return inner.holds(name);
    }

    @Override
    public Instant writtenAt(String name) throws BackstayException, InterruptedException {
        return inner.writtenAt(name);
    }

    @Override
    public byte[] beginning(String name, int bytes) throws BackstayException, InterruptedException {
        return inner.beginning(name, bytes);
    }

    @Override
    public @Nullable String unfit(String name, long bytes) {
        return inner.unfit(name, bytes);
    }

    @Override
    public boolean distant() {
        return inner.distant();
    }

    @Override
    public Duration poll() {
        return inner.poll();
    }

    @Override
    public String toString() {
        return inner.toString();
    }

    /// What cannot be removed now goes with the next clearing of scratch servers; a recovery that is done stays done.
    @Override
    public void close() {
        kept.clear();
        try {
            Folders.remove(folder);
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "what was kept of a log stays", e);
        }
    }
}
