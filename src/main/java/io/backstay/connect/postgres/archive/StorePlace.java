package io.backstay.connect.postgres.archive;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.current.CurrentObject;
import io.backstay.connect.s3.current.CurrentObjects;
import io.backstay.connect.s3.wire.ObjectKeys;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A prefix of a bucket, whose objects are called as the files of an archive folder.
///
/// The names are listed at most every few seconds, since one question to an archive asks for them several times;
/// nothing but asking for names lists them again. Bytes are held against the listing: a file of the log that is
/// another than was listed is told, not read. A connection that breaks while one is fetched is tried again.
public final class StorePlace implements WalPlace {
    private static final Duration LISTED_FOR = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int OBJECTS_MAX = 2_000_000;
    private static final int FETCHES_MAX = 3;
    private static final Pattern OF_LOG = Pattern.compile("[0-9A-F]{24}(\\.gz)?|[0-9A-F]{8}\\.history");
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
        for (String name : fresh().keySet()) {
            visitor.visit(name);
        }
    }

    private synchronized Map<String, CurrentObject> fresh() throws BackstayException, InterruptedException {
        Listed before = listed;
        if (before != null
                && Duration.between(before.at(), clock.instant()).abs().compareTo(LISTED_FOR) <= 0) {
            return before.objects();
        }
        Map<String, CurrentObject> objects = list();
        listed = new Listed(clock.instant(), objects);
        if (before != null) {
            requireSame(before.objects(), objects);
        }
        return objects;
    }

    /// What was listed last, however long ago.
    private synchronized Map<String, CurrentObject> listed() throws BackstayException, InterruptedException {
        return listed == null ? fresh() : listed.objects();
    }

    private void requireSame(Map<String, CurrentObject> before, Map<String, CurrentObject> now)
            throws BackstayException {
        for (CurrentObject old : before.values()) {
            String name = old.key().substring(prefix.length());
            CurrentObject found = now.get(name);
            if (found != null && !found.sameContent(old) && OF_LOG.matcher(name).matches()) {
                throw changed(name, null);
            }
        }
    }

    private Map<String, CurrentObject> list() throws BackstayException, InterruptedException {
        Map<String, CurrentObject> objects = new TreeMap<>();
        new CurrentObjects(store, prefix).forEach(found -> {
            String name = found.key().substring(prefix.length());
            // A store that knows no delimiter lists what lies deeper, too.
            if (!name.isEmpty() && name.indexOf('/') < 0) {
                objects.put(name, found);
            }
            if (objects.size() > OBJECTS_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        "There are more than " + Counts.of(OBJECTS_MAX, "object") + " under " + this + ".",
                        "Name a narrower prefix: the one under which the log alone lies."));
            }
        });
        return objects;
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
    public synchronized @Nullable String unfit(String name, long bytes) {
        CurrentObject found = listed == null ? null : listed.objects().get(name);
        if (found == null) {
            return null;
        }
        if (found.archived()) {
            return "it lies in " + ObjectKeys.printable(found.storageClass()) + ", an archive of the store";
        }
        return bytes > 0 && found.size().bytes() != bytes
                ? "it has " + Counts.of(found.size().bytes(), "byte") + " instead of " + Counts.of(bytes)
                : null;
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
            throw Folders.refusal(Folders.TEMPORARY, e);
        }
    }

    private void fetch(CurrentObject wanted, String name, FileChannel into)
            throws BackstayException, InterruptedException, IOException {
        ObjectHead got = fetched(wanted, name, into);
        boolean same =
                got.size().equals(wanted.size()) && into.size() == wanted.size().bytes();
        if (!same || (!wanted.etag().isEmpty() && !got.etag().equals(wanted.etag()))) {
            throw changed(name, null);
        }
    }

    private ObjectHead fetched(CurrentObject wanted, String name, FileChannel into)
            throws BackstayException, InterruptedException, IOException {
        for (int attempt = 1; ; attempt++) {
            into.truncate(0);
            try {
                return store.get(
                        wanted.key(),
                        null,
                        new Bounded(
                                Channels.newOutputStream(into), wanted.size().bytes()));
            } catch (TooMuch e) {
                throw changed(name, e);
            } catch (BackstayException e) {
                if (e.failure() instanceof Failure.NotFound) {
                    throw gone(name, e);
                }
                boolean passing = e.failure() instanceof Failure.Unreachable || e.failure() instanceof Failure.TimedOut;
                if (!passing || attempt == FETCHES_MAX) {
                    throw e;
                }
                store.calls().transport().rest(attempt);
            }
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
