package io.backstay.act.connection.listing;

import io.backstay.act.connection.TestLines;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.connect.s3.posture.BucketPosture;
import io.backstay.connect.s3.posture.DefaultEncryption;
import io.backstay.connect.s3.posture.Lifecycle;
import io.backstay.connect.s3.posture.LockDefault;
import io.backstay.connect.s3.posture.Replication;
import io.backstay.connect.s3.posture.Setting;
import io.backstay.connect.s3.wire.S3Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a bucket protects what is in it, in sentences.
public final class PostureWords {
    static final String PUBLIC = "public access";

    private PostureWords() {}

    /// One thing that a bucket says, or does not say.
    ///
    /// @param known whether it was read
    private record Said(String part, boolean known, String sentence) {}

    /// What was read, a sentence each.
    static List<String> known(BucketPosture posture) {
        return said(posture).stream().filter(Said::known).map(Said::sentence).toList();
    }

    /// What was not, a sentence each.
    static List<String> unread(BucketPosture posture) {
        return said(posture).stream()
                .filter(each -> !each.known())
                .map(Said::sentence)
                .toList();
    }

    /// A line of a test for each; what could not be read holds no more than it fails.
    ///
    /// @param before what the names of the lines begin with, empty where one bucket alone is looked at
    public static void test(BucketPosture posture, String before, TestLines lines) throws InterruptedException {
        for (Said each : said(posture)) {
            String part = before + each.part();
            if (!each.known()) {
                lines.skip(part, each.sentence());
            } else if (each.part().equals(PUBLIC)
                    && Boolean.TRUE.equals(posture.exposure().open())) {
                lines.look(part, () -> {
                    throw open(posture);
                });
            } else {
                lines.holds(part, each.sentence());
            }
        }
    }

    private static BackstayException open(BucketPosture posture) {
        return new BackstayException(new Failure.BadInput(
                posture.exposure().why(),
                "Block public access at once, find out who had access, and treat it as an incident."));
    }

    private static List<Said> said(BucketPosture posture) {
        List<Said> said = new ArrayList<>();
        said.add(of(
                "second factor",
                "Whether removing a version takes a second factor",
                posture.versions(),
                kept -> kept != null && kept.secondFactor()
                        ? "Removing a version for good takes a second factor."
                        : "Removing a version for good takes no second factor."));
        said.add(of("expiry", "What expires", posture.lifecycle(), PostureWords::expiry));
        said.add(of("object lock", "Whether versions are locked", posture.lock(), PostureWords::lock));
        said.add(of("encryption", "How the bucket encrypts", posture.encryption(), PostureWords::encryption));
        said.add(of("replication", "Where the bucket copies to", posture.replication(), PostureWords::replication));
        String why = posture.exposure().why();
        said.add(new Said(
                PUBLIC,
                posture.exposure().open() != null,
                posture.exposure().open() != null ? why : "Not known: " + why + denied(posture)));
        return said;
    }

    private static String denied(BucketPosture posture) {
        List<String> lacks = new ArrayList<>();
        for (Setting<?> each : posture.exposure().asked()) {
            if (each instanceof Setting.Unread<?> unread && unread.denied()) {
                lacks.add(unread.question().permission());
            }
        }
        return lacks.isEmpty() ? "" : " The key lacks " + String.join(", ", lacks) + ".";
    }

    /// Says what is configured.
    @FunctionalInterface
    private interface Words<T> {
        /// @param value absent where nothing is configured
        String of(@Nullable T value);
    }

    private static <T> Said of(String part, String what, Setting<T> setting, Words<T> words) {
        return setting instanceof Setting.Unread<T> unread
                ? new Said(part, false, what + " is not known: " + unread.why() + ".")
                : new Said(part, true, words.of(setting.value()));
    }

    private static String expiry(@Nullable Lifecycle rules) {
        if (rules == null) {
            return "No lifecycle is configured: versions stay until somebody removes them.";
        }
        String gone = rules.noncurrent() == null
                ? "No rule removes overwritten or deleted versions"
                : "Overwritten and deleted versions go after " + Durations.words(rules.noncurrent())
                        + (rules.newerKept() > 0 ? ", but for the newest " + rules.newerKept() : "");
        String covered =
                rules.current() == null ? "" : "; objects are deleted after " + Durations.words(rules.current());
        String moved = rules.archived().isEmpty() ? "" : "; " + String.join("; ", rules.archived());
        return gone + covered + moved + ".";
    }

    private static String lock(@Nullable LockDefault lock) {
        if (lock == null) {
            return "Object Lock is not configured: whoever has the right can remove a version for good.";
        }
        return lock.mode() == null || lock.keep() == null
                ? "Object Lock is there, but new versions are not locked by themselves."
                : "New versions are locked for " + Durations.words(lock.keep()) + ", in the mode "
                        + lock.mode().toLowerCase(Locale.ROOT) + ".";
    }

    private static String encryption(@Nullable DefaultEncryption encryption) {
        return encryption == null
                ? "No default encryption is configured: what is written is not encrypted unless its writer asks."
                : "What is written is encrypted with " + encryption.algorithm()
                        + (encryption.key() == null ? "." : " and a key of your own.");
    }

    private static String replication(@Nullable Replication replication) {
        return replication == null
                ? "Replication is not configured: there is no second copy in another bucket."
                : "What is written is copied to " + String.join(", ", replication.buckets())
                        + (replication.markers() ? ", delete markers too." : ", delete markers not.");
    }

    /// A statement about one bucket.
    public static String statement(Set<String> missing, S3Address address) {
        return statement("ReadHowTheBucketProtects", missing, address.arn(""), address.owner());
    }

    /// A statement about what is named.
    ///
    /// @param owner the account that the statement is bound to, absent where nobody is named
    public static String statement(String sid, Set<String> actions, String resource, @Nullable String owner) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        statement.put("Action", List.copyOf(actions));
        statement.put("Resource", resource);
        if (owner != null) {
            statement.put("Condition", Map.of("StringEquals", Map.of("aws:ResourceAccount", owner)));
        }
        return Json.pretty(statement);
    }
}
