package io.backstay.restore.environment;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ListedVersion;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies versions of objects into an empty bucket and looks at each one there.
final class ObjectCopy {
    private ObjectCopy() {}

    /// Refuses a bucket that holds or ever held anything, so that nothing is restored over something.
    static void refuseFilled(ObjectStore target) throws BackstayException, InterruptedException {
        target.versions("", 1, version -> {
            throw new BackstayException(new Failure.Conflict(
                    "The bucket " + target.address().bucket() + " holds " + version.key() + " already",
                    "Name an empty bucket: nothing is restored over what exists."));
        });
    }

    /// Copies them through one file in a folder.
    ///
    /// @return the keys that did not arrive as they were, with a clause each
    static List<String> copy(
            ObjectStore from, Map<String, ListedVersion> versions, ObjectStore to, Path folder, Progress progress)
            throws BackstayException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Path file = folder.resolve("object.part");
        long done = 0;
        try {
            for (ListedVersion version : versions.values()) {
                String problem = copy(from, version, to, file);
                if (!problem.isEmpty()) {
                    wrong.add(version.key() + " " + problem);
                }
                progress.advance(++done, versions.size());
            }
            return wrong;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(file, e), e);
        } finally {
            remove(file);
        }
    }

    private static String copy(ObjectStore from, ListedVersion version, ObjectStore to, Path file)
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
        to.put(version.key(), HttpBody.of(file), "application/octet-stream");
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
