package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.Precondition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Copies versions of objects into an empty bucket and looks at each one there.
///
/// Several are under way at once, because a store answers each call in tens of milliseconds and takes many together.
final class ObjectCopy {
    /// How many are under way at once; each goes through a file of its own, so that memory does not grow with them.
    private static final int AT_ONCE = 8;

    /// What an object is whose store does not say.
    private static final String ANY_BYTES = "application/octet-stream";

    private final ObjectStore from;
    private final ObjectStore to;
    private final Path folder;

    private ObjectCopy(ObjectStore from, ObjectStore to, Path folder) {
        this.from = from;
        this.to = to;
        this.folder = folder;
    }

    /// Refuses a bucket that holds or ever held anything, so that nothing is restored over something.
    static void refuseFilled(ObjectStore target) throws BackstayException, InterruptedException {
        target.versions("", 1, version -> {
            throw new BackstayException(new Failure.Conflict(
                    "The bucket " + target.address().bucket() + " holds " + version.key() + " already",
                    "Name an empty bucket: nothing is restored over what exists."));
        });
    }

    /// Copies them through files in a folder, which are gone afterwards.
    ///
    /// @return the keys that did not arrive as they were, with a clause each, in the order of the keys
    static List<String> copy(
            ObjectStore from, Collection<ListedVersion> versions, ObjectStore to, Path folder, Progress progress)
            throws BackstayException, InterruptedException {
        return new ObjectCopy(from, to, folder).all(List.copyOf(versions), progress);
    }

    private List<String> all(List<ListedVersion> versions, Progress progress)
            throws BackstayException, InterruptedException {
        int size = versions.size();
        List<String> wrong = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var ended = new ExecutorCompletionService<Optional<String>>(threads);
                int begun = 0;
                for (int done = 0; done < size; done++) {
                    for (; begun < size && begun - done < AT_ONCE; begun++) {
                        Path file = folder.resolve("object-" + begun + ".part");
                        ListedVersion version = versions.get(begun);
                        ended.submit(() -> copy(version, file));
                    }
                    ended.take().get().ifPresent(wrong::add);
                    progress.advance(done + 1, size);
                }
            } finally {
                threads.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw thrown(e);
        }
        wrong.sort(null);
        return wrong;
    }

    private static BackstayException thrown(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case BackstayException known -> known;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException defect -> throw defect;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    /// The key and what is wrong with it, empty when it arrived as it was.
    private Optional<String> copy(ListedVersion version, Path file) throws BackstayException, InterruptedException {
        try {
            String problem = through(file, version);
            return problem.isEmpty() ? Optional.empty() : Optional.of(version.key() + " " + problem);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        } finally {
            remove(file);
        }
    }

    private String through(Path file, ListedVersion version)
            throws BackstayException, InterruptedException, IOException {
        ObjectHead read;
        try (OutputStream out = Files.newOutputStream(file)) {
            read = from.get(version.key(), version.version().versionId(), out);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.Corrupt || e.failure() instanceof Failure.NotFound) {
                return "cannot be read: " + e.failure().message();
            }
            throw e;
        }
        String type = read.contentType();
        to.put(version.key(), HttpBody.of(file), type == null ? ANY_BYTES : type, Precondition.NOTHING_THERE);
        Optional<ObjectHead> there = to.head(version.key(), null);
        if (there.isEmpty()) {
            return "is not there afterwards";
        }
        boolean comparable = read.plainEtag() && there.get().plainEtag();
        boolean same = there.get().size().equals(read.size())
                && (!comparable || there.get().etag().equals(read.etag()));
        return same ? "" : "is another one afterwards";
    }

    private static void remove(Path file) throws BackstayException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        }
    }
}
