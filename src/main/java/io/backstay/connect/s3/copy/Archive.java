package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.ObjectHead;
import io.backstay.connect.s3.ObjectKeeping.Retrieval;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Calls;
import java.nio.charset.StandardCharsets;

/// Versions that lie in an archive, and asking for them, which costs money and takes hours.
///
/// Source: `RestoreObject` of the S3 API of 2006-03-01 (botocore 1.43.11).
public final class Archive {
    /// The longest time for which a version can be asked for, in days.
    public static final int DAYS_MAX = 365;

    private static final int ACCEPTED_ALREADY = 409;

    private final ObjectStore store;
    private final S3Calls calls;

    public Archive(ObjectStore store) {
        this.store = store;
        this.calls = store.calls();
    }

    /// How soon what is asked for is to be there.
    public enum Haste {
        /// Within hours.
        STANDARD("Standard"),
        /// Within half a day or two, and the cheapest.
        BULK("Bulk"),
        /// Within minutes, and not from every archive.
        EXPEDITED("Expedited");

        private final String word;

        Haste(String word) {
            this.word = word;
        }
    }

    /// Whether a version is to be had.
    public Retrieval state(ListedVersion version) throws BackstayException, InterruptedException {
        ObjectHead head = store.head(version.key(), version.version().versionId())
                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                        S3Calls.object(version.key()), "List the versions of this object to see what there is.")));
        return version.archived() ? head.keeping().retrieval() : Retrieval.THERE;
    }

    /// Asks for a version, once: whether it is under way already is looked at first. The version itself stays where
    /// it is; a copy of it can be read for some days.
    ///
    /// @param days how long it can be read then, 1 to 365
    /// @return whether it was asked for now
    public boolean ask(ListedVersion version, int days, Haste haste) throws BackstayException, InterruptedException {
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException("1 to " + DAYS_MAX + " days: " + days);
        }
        if (state(version) != Retrieval.NONE) {
            return false;
        }
        byte[] body = ("<RestoreRequest><Days>" + days + "</Days><GlacierJobParameters><Tier>" + haste.word
                        + "</Tier></GlacierJobParameters></RestoreRequest>")
                .getBytes(StandardCharsets.UTF_8);
        String query = "restore=&" + S3Calls.versionQuery(version.version().versionId());
        HttpAnswer answer =
                calls.send(calls.onPart("POST", version.key(), query, S3Calls.document(body), HttpBody.of(body)));
        if (answer.status() == ACCEPTED_ALREADY && S3Calls.code(answer).equals("RestoreAlreadyInProgress")) {
            return false;
        }
        calls.demand(answer, S3Calls.object(version.key()));
        return true;
    }
}
