package io.backstay.connect.s3.rollback;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Counts steps while they come; its lists are bounded, its counts are not.
final class RollbackTally {
    private final MessageDigest digest = Digest.begin();
    private final List<String> later = new ArrayList<>();
    private final List<RollbackProblem> problems = new ArrayList<>();
    private final List<RollbackProblem> held = new ArrayList<>();
    private final boolean archivedListed;
    private long undeleted;
    private long copied;
    private long unchanged;
    private long createdLater;
    private long editsKept;
    private long notRestored;
    private long bytes;
    private long archived;
    private long byEtag;
    private long bySize;

    /// @param archivedListed whether what lies in an archive is named; afterwards it is there or a problem of its own
    RollbackTally(boolean archivedListed) {
        this.archivedListed = archivedListed;
    }

    /// What is to be done about a version in an archive, a sentence without its end.
    static String archived(ListedVersion version) {
        return "It lies in the archive " + version.storageClass()
                + ": have it asked for, and run the same again when it is there";
    }

    void count(KeyAt key, RollbackStep step) {
        if (key.sameSecond()) {
            problem(key.key(), "It changed within the wanted second; the store cannot tell before from after.");
        }
        switch (step) {
            case RollbackStep.Undelete(var marker, var wanted) -> {
                undeleted++;
                bytes += wanted.version().size().bytes();
                hash("undelete", key.key(), marker.version().versionId());
                archived += wanted.archived() ? 1 : 0;
                if (wanted.archived() && archivedListed) {
                    problem(
                            key.key(),
                            "It comes back as it was, in the archive " + wanted.storageClass()
                                    + ": nobody can read it before it is asked for.");
                }
            }
            case RollbackStep.CopyForward(var wanted) -> {
                copied++;
                bytes += wanted.version().size().bytes();
                hash("copy", key.key(), wanted.version().versionId());
                archived += wanted.archived() ? 1 : 0;
                if (wanted.archived() && archivedListed) {
                    problem(key.key(), archived(wanted) + ".");
                }
            }
            case RollbackStep.Unchanged() -> unchanged++;
            case RollbackStep.CreatedLater() -> {
                createdLater++;
                if (later.size() < RollbackPlan.LISTED_MAX) {
                    later.add(ObjectKeys.printable(key.key()));
                }
            }
            case RollbackStep.EditKept() -> editsKept++;
            case RollbackStep.Refused(var why) -> failed(key.key(), why);
        }
    }

    void failed(String key, String why) {
        notRestored++;
        problem(key, why);
    }

    void problem(String key, String why) {
        if (problems.size() < RollbackPlan.LISTED_MAX) {
            problems.add(new RollbackProblem(ObjectKeys.printable(key), why));
        }
    }

    void held(String key, String sentence) {
        if (!sentence.isEmpty() && held.size() < RollbackPlan.LISTED_MAX) {
            held.add(new RollbackProblem(ObjectKeys.printable(key), sentence));
        }
    }

    void verified(boolean exactly) {
        if (exactly) {
            byEtag++;
        } else {
            bySize++;
        }
    }

    RollbackPlan plan() {
        return new RollbackPlan(
                counts(), new ByteSize(bytes), HexFormat.of().formatHex(digest.digest()), archived, later, problems);
    }

    RollbackResult result() {
        return new RollbackResult(counts(), new ByteSize(bytes), byEtag, bySize, later, problems, held);
    }

    private RollbackCounts counts() {
        return new RollbackCounts(undeleted, copied, unchanged, createdLater, editsKept, notRestored);
    }

    /// Lengths first, so that no two different lists of steps can ever give the same bytes.
    private void hash(String... parts) {
        for (String part : parts) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(text);
        }
    }
}
