package io.backstay.connect.s3.posture;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.Versioning;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/// Asks a bucket how it protects; changes nothing.
///
/// What a store does not know, or a key may not ask, is not known and stays so; whatever else goes wrong, such as a
/// key that has expired or a store that is away, is a failure of the whole look.
public final class BucketLook {
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int DAYS_OF_A_YEAR = 365;
    private static final int DAYS_MAX = 1_000_000;
    private static final Set<String> DENIED = Set.of("AccessDenied", "AllAccessDisabled");
    /// Every other question would meet the same.
    private static final Set<String> OF_THE_WHOLE =
            Set.of("NoSuchBucket", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken");

    private static final Set<String> NOT_OFFERED = Set.of("NotImplemented", "MethodNotAllowed", "InvalidRequest");
    private static final Set<Integer> NOT_OFFERED_STATUS = Set.of(400, 405, 501);
    private static final Set<String> EVERYBODY = Set.of(
            "http://acs.amazonaws.com/groups/global/AllUsers",
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers");

    private final S3Calls calls;
    private final String prefix;

    /// @param prefix of the keys that the lifecycle is looked at for; empty for the whole bucket
    public BucketLook(ObjectStore store, String prefix) {
        this.calls = store.calls();
        this.prefix = prefix;
    }

    /// Turns what a bucket says into what is known; what it throws makes the answer senseless.
    @FunctionalInterface
    private interface Reading<T> {
        Setting<T> of(SettingXml xml);
    }

    /// Asks everything, nine small questions.
    public BucketPosture run() throws BackstayException, InterruptedException {
        return new BucketPosture(
                ask(BucketQuestion.VERSIONING, BucketLook::versions),
                ask(BucketQuestion.LIFECYCLE, xml -> lifecycle(xml.rules())),
                ask(BucketQuestion.OBJECT_LOCK, BucketLook::lock),
                ask(BucketQuestion.ENCRYPTION, BucketLook::encryption),
                ask(BucketQuestion.REPLICATION, BucketLook::replication),
                Exposure.of(
                        ask(BucketQuestion.PUBLIC_ACCESS_BLOCK, BucketLook::block),
                        ask(BucketQuestion.POLICY_STATUS, xml -> new Setting.Is<>(xml.says("IsPublic"))),
                        ask(BucketQuestion.OWNERSHIP, BucketLook::ownership),
                        ask(BucketQuestion.ACCESS_LIST, BucketLook::list)));
    }

    private <T> Setting<T> ask(BucketQuestion question, Reading<T> reading)
            throws BackstayException, InterruptedException {
        HttpAnswer answer = calls.send(calls.onBucket("GET", question.query()));
        if (!answer.ok()) {
            return refused(question, answer);
        }
        try {
            if (answer.status() == NO_CONTENT || answer.isEmpty()) {
                return new Setting.Absent<>();
            }
            SettingXml xml = SettingXml.read(answer.body());
            return question.answers(xml.root())
                    ? reading.of(xml)
                    : senseless(question, "the store answers something else");
        } catch (XMLStreamException e) {
            return senseless(question, "the store's answer is no proper XML");
        } catch (IllegalArgumentException e) {
            return senseless(question, "a value in the store's answer makes no sense");
        }
    }

    private <T> Setting<T> refused(BucketQuestion question, HttpAnswer answer) throws BackstayException {
        String code = S3Calls.code(answer);
        if (question.isAbsent(code)) {
            return new Setting.Absent<>();
        }
        BackstayException failure = calls.refused(answer, calls.bucket());
        if (DENIED.contains(code)
                || (code.isEmpty()
                        && failure.failure() instanceof Failure.Refused
                        && answer.status() / 100 == 4
                        && !NOT_OFFERED_STATUS.contains(answer.status()))) {
            return new Setting.Unread<>(question, true, "the key lacks " + question.permission());
        }
        boolean strange = code.isEmpty() && answer.status() == NOT_FOUND;
        boolean notOffered =
                NOT_OFFERED.contains(code) || (code.isEmpty() && NOT_OFFERED_STATUS.contains(answer.status()));
        if (notOffered || strange) {
            return senseless(question, "the store does not know this question");
        }
        if (S3Calls.isOfTheStore(failure.failure()) || OF_THE_WHOLE.contains(code) || code.isEmpty()) {
            throw failure;
        }
        return senseless(question, "the store answers " + ObjectKeys.printable(code));
    }

    private static <T> Setting<T> senseless(BucketQuestion question, String why) {
        return new Setting.Unread<>(question, false, why);
    }

    private static Setting<VersionsKept> versions(SettingXml xml) {
        String status = xml.outside().getOrDefault("Status", "");
        Versioning versioning = switch (status) {
            case "Enabled" -> Versioning.ENABLED;
            case "Suspended" -> Versioning.SUSPENDED;
            case "" -> Versioning.NEVER;
            default -> throw new IllegalArgumentException("no such status");
        };
        boolean factor = "Enabled".equals(xml.outside().get("MfaDelete"));
        return new Setting.Is<>(new VersionsKept(versioning, factor));
    }

    private Setting<Lifecycle> lifecycle(List<Map<String, String>> rules) {
        return rules.isEmpty() ? new Setting.Absent<>() : new Setting.Is<>(Lifecycle.of(rules, prefix));
    }

    private static Setting<LockDefault> lock(SettingXml xml) {
        if (!"Enabled".equals(xml.outside().get("ObjectLockEnabled"))) {
            return new Setting.Absent<>();
        }
        String mode = xml.rule().get("DefaultRetention.Mode");
        if (mode == null) {
            return new Setting.Is<>(new LockDefault(null, null));
        }
        String days = xml.rule().get("DefaultRetention.Days");
        String years = xml.rule().get("DefaultRetention.Years");
        if (!mode.matches("GOVERNANCE|COMPLIANCE") || (days == null) == (years == null)) {
            throw new IllegalArgumentException("no such lock");
        }
        long length = days == null ? Long.parseLong(String.valueOf(years)) * DAYS_OF_A_YEAR : Long.parseLong(days);
        if (length < 1 || length > DAYS_MAX) {
            throw new IllegalArgumentException("no such time");
        }
        return new Setting.Is<>(new LockDefault(mode, Duration.ofDays(length)));
    }

    private static Setting<DefaultEncryption> encryption(SettingXml xml) {
        String algorithm = xml.rule().get("ApplyServerSideEncryptionByDefault.SSEAlgorithm");
        if (algorithm == null) {
            return new Setting.Absent<>();
        }
        if (!algorithm.matches("[A-Za-z0-9:_-]{1,40}")) {
            throw new IllegalArgumentException("no such algorithm");
        }
        String key = xml.rule().get("ApplyServerSideEncryptionByDefault.KMSMasterKeyID");
        return new Setting.Is<>(new DefaultEncryption(algorithm, key));
    }

    private static Setting<Replication> replication(SettingXml xml) {
        List<String> buckets = new ArrayList<>();
        boolean markers = false;
        for (Map<String, String> rule : xml.rules()) {
            String bucket = rule.get("Destination.Bucket");
            if ("Enabled".equals(rule.get("Status")) && bucket != null) {
                buckets.add(bucket.substring(bucket.lastIndexOf(':') + 1));
                markers |= "Enabled".equals(rule.get("DeleteMarkerReplication.Status"));
            }
        }
        return buckets.isEmpty() ? new Setting.Absent<>() : new Setting.Is<>(new Replication(buckets, markers));
    }

    private static Setting<Exposure.Block> block(SettingXml xml) {
        return new Setting.Is<>(new Exposure.Block(xml.says("IgnorePublicAcls"), xml.says("RestrictPublicBuckets")));
    }

    private static Setting<Boolean> ownership(SettingXml xml) {
        return new Setting.Is<>("BucketOwnerEnforced".equals(xml.rule().get("ObjectOwnership")));
    }

    private static Setting<Boolean> list(SettingXml xml) {
        return new Setting.Is<>(
                xml.rules().stream().anyMatch(grant -> EVERYBODY.contains(grant.getOrDefault("Grantee.URI", ""))));
    }
}
