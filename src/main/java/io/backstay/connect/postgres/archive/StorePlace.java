package io.backstay.connect.postgres.archive;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.current.CurrentObject;
import io.backstay.connect.s3.current.CurrentObjects;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A prefix of a bucket, whose objects are called as the files of an archive folder.
///
/// The names are listed at most every few seconds, since one question to an archive asks for them several times.
/// Bytes are held against the listing: an object that is another than was listed is told, not read.
public final class StorePlace implements WalPlace {
    private static final Duration LISTED_FOR = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Path TEMPORARY = Path.of("the folder for temporary files");
    private static final int OBJECTS_MAX = 2_000_000;
    /// As long as a segment can be, and a page more for what packing adds to it.
    private static final ByteSize FILE_MAX = new ByteSize((1L << 30) + 8192);

    private final ObjectStore store;
    private final String prefix;
    private final InstantSource clock;
    private @Nullable Listed listed;

    /// @param prefix where the names begin, such as `wal/`; empty for the whole bucket
    /// @param clock  says how old a listing is
    public StorePlace(ObjectStore store, String prefix, InstantSource clock) {
        this.store = store;
        this.prefix = prefix;
        this.clock = clock;
    }

    private record Listed(Instant at, Map<String, CurrentObject> objects) {}

    @Override
    public void names(NameVisitor visitor) throws BackstayException, InterruptedException {
        for (String name : listed().keySet()) {
            visitor.visit(name);
        }
    }

    private synchronized Map<String, CurrentObject> listed() throws BackstayException, InterruptedException {
        Instant now = clock.instant();
        if (listed == null || Duration.between(listed.at(), now).abs().compareTo(LISTED_FOR) > 0) {
            Map<String, CurrentObject> objects = new TreeMap<>();
            new CurrentObjects(store, prefix).forEach(found -> {
                String name = found.key().substring(prefix.length());
                // What lies deeper, such as base backups beside the log, has no name of the log.
                if (!name.isEmpty() && name.indexOf('/') < 0) {
                    objects.put(name, found);
                }
                if (objects.size() > OBJECTS_MAX) {
                    throw new BackstayException(new Failure.TooLarge(toString(), new ByteSize(OBJECTS_MAX)));
                }
            });
            listed = new Listed(now, objects);
        }
        return listed.objects();
    }

    private CurrentObject listed(String name) throws BackstayException, InterruptedException {
        CurrentObject found = listed().get(name);
        if (found == null) {
            throw gone(name, null);
        }
        return found;
    }

    @Override
    public boolean holds(String name) throws BackstayException, InterruptedException {
        return store.head(prefix + name, null).isPresent();
    }

    @Override
    public Instant writtenAt(String name) throws BackstayException, InterruptedException {
        return listed(name).lastModified();
    }

    @Override
    public byte[] beginning(String name, int bytes) throws BackstayException, InterruptedException {
        try {
            return store.beginning(prefix + name, bytes);
        } catch (BackstayException e) {
            throw e.failure() instanceof Failure.NotFound ? gone(name, e) : e;
        }
    }

    @Override
    public FileChannel open(String name) throws BackstayException, InterruptedException {
        CurrentObject wanted = listed(name);
        if (wanted.size().compareTo(FILE_MAX) > 0) {
            throw new BackstayException(new Failure.TooLarge(name + " in " + this, FILE_MAX));
        }
        try {
            Path file = Files.createTempFile("backstay-log-", "");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            boolean done = false;
            try {
                fetch(wanted, name, channel);
                channel.position(0);
                done = true;
                return channel;
            } finally {
                if (!done) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(TEMPORARY, e);
        }
    }

    private void fetch(CurrentObject wanted, String name, FileChannel into)
            throws BackstayException, InterruptedException, IOException {
        var bounded = new Bounded(Channels.newOutputStream(into), wanted.size().bytes());
        ObjectHead got;
        try {
            got = store.get(wanted.key(), null, bounded);
        } catch (TooMuch e) {
            throw changed(name, e);
        } catch (BackstayException e) {
            throw e.failure() instanceof Failure.NotFound ? gone(name, e) : e;
        }
        boolean same =
                got.size().equals(wanted.size()) && into.size() == wanted.size().bytes();
        if (!same || (!wanted.etag().isEmpty() && !got.etag().equals(wanted.etag()))) {
            throw changed(name, null);
        }
    }

    private BackstayException changed(String name, @Nullable Throwable cause) {
        return new BackstayException(
                new Failure.Conflict(
                        name + " in " + this + " became another while it was read",
                        "An archived segment never changes: look at what writes there, then run it again."),
                cause);
    }

    private BackstayException gone(String name, @Nullable Throwable cause) {
        return new BackstayException(
                new Failure.Conflict(
                        name + " left " + this + " while it was read",
                        "Run it again; if it stays away, look at what removes old log there, such as a lifecycle"
                                + " rule."),
                cause);
    }

    @Override
    public boolean distant() {
        return true;
    }

    @Override
    public Duration poll() {
        return POLL;
    }

    @Override
    public String toString() {
        return store.address().endpoint() + "/" + store.address().bucket() + "/" + prefix;
    }

    /// An object has more bytes than its listing said.
    private static final class TooMuch extends IOException {}

    /// Takes as many bytes as were listed and no more.
    private static final class Bounded extends FilterOutputStream {
        private long left;

        Bounded(OutputStream out, long max) {
            super(out);
            this.left = max;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new TooMuch();
            }
            out.write(bytes, from, length);
        }
    }
}
