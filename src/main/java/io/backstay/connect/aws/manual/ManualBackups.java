package io.backstay.connect.aws.manual;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.Part;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsChange;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import io.backstay.connect.http.Sleeper;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a snapshot of a database or a volume now, and waits until it can be restored from.
///
/// It is looked for by its name before it is asked for, so that running twice makes one. Snapshots of databases carry
/// the name as their own, which AWS takes once only; EC2 has no such name and no token (`CreateSnapshot` of the
/// model), so there the call is sent once, and the name stands in a tag.
public final class ManualBackups {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final AwsAccess access;
    private final Sleeper sleeper;

    /// @param access  with a key that may make snapshots
    /// @param sleeper waits between two looks
    public ManualBackups(AwsAccess access, Sleeper sleeper) {
        this.access = access;
        this.sleeper = sleeper;
    }

    /// Whether AWS makes one of what is called so: an instance, a cluster or a volume.
    public static boolean canMake(String arn) {
        return subject(Arn.of(arn).resource()) != null;
    }

    private static @Nullable Subject subject(String resource) {
        return resource.matches("db:[A-Za-z0-9-]{1,63}")
                ? Subject.INSTANCE
                : resource.matches("cluster:[A-Za-z0-9-]{1,63}")
                        ? Subject.CLUSTER
                        : resource.matches("volume/vol-[A-Za-z0-9]{1,32}") ? Subject.VOLUME : null;
    }

    /// Makes one, unless it is there under that name already, and waits.
    ///
    /// @param arn  of an instance, a cluster or a volume
    /// @param name 1 to 63 of `a-z 0-9 -`, beginning with a letter
    /// @throws BackstayException also when the name is another's, or the snapshot failed
    public ManualBackup make(String arn, String name, Progress progress)
            throws BackstayException, InterruptedException {
        Arn parts = Arn.of(arn);
        Subject subject = subject(parts.resource());
        if (subject == null) {
            throw new IllegalArgumentException("AWS makes no snapshot of " + arn);
        }
        AwsRegion region = new AwsRegion(parts.region());
        String id = parts.resource().replaceAll(".*[:/]", "");
        AwsQuery asking = new AwsQuery(access, region, subject.dialect());
        progress.step("Looking for " + name);
        ManualBackup made = look(asking, subject, id, name);
        if (made == null) {
            progress.step("Asking for " + name);
            ask(subject, region, id, name);
            made = look(asking, subject, id, name);
        }
        Duration waited = Duration.ZERO;
        while (made == null || made.state() == ManualBackup.State.UNDER_WAY) {
            if (waited.compareTo(LONGEST) > 0) {
                throw new BackstayException(new Failure.TimedOut("The backup " + name, LONGEST));
            }
            progress.step(made == null ? "Waiting for " + name : name + ": " + made.progress() + " %");
            sleeper.sleep(PAUSE);
            waited = waited.plus(PAUSE);
            made = look(asking, subject, id, name);
        }
        if (made.state() == ManualBackup.State.FAILED) {
            throw new BackstayException(new Failure.Refused(
                    subject.dialect().service() + " in " + region,
                    "the backup " + name + " is " + made.word(),
                    "Look at it in AWS; make another under another name."));
        }
        return made;
    }

    private void ask(Subject subject, AwsRegion region, String id, String name)
            throws BackstayException, InterruptedException {
        AwsChange change = new AwsChange(access, region, subject.dialect());
        if (subject.guard().isEmpty()) {
            change.sendOnce(subject.create(), subject.wanted(id, name), id, Set.of("VolumeId", "Description"));
            return;
        }
        try {
            change.send(
                    subject.create(),
                    subject.wanted(id, name),
                    subject.guard(),
                    subject.wanted(id, name).keySet());
        } catch (BackstayException e) {
            // The answer to the first sending was lost; what it made is looked at now.
            if (!(e.failure() instanceof Failure.Conflict conflict)
                    || !conflict.what().contains("AlreadyExists")) {
                throw e;
            }
        }
    }

    private @Nullable ManualBackup look(AwsQuery asking, Subject subject, String id, String name)
            throws BackstayException, InterruptedException {
        Part<XmlElement> found;
        try {
            found = asking.list(subject.describe(), subject.named(name), subject.list(), each -> each);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return null;
            }
            throw e;
        }
        if (!found.known()) {
            throw new BackstayException(new Failure.Refused(
                    "AWS",
                    "the key may not look whether " + name + " is there",
                    "Allow " + subject.dialect().service() + ":" + subject.describe()
                            + " to it, as docs/access/aws-backup-now.json does."));
        }
        for (XmlElement each : found.items()) {
            if (!subject.isOf(each, id)) {
                throw new BackstayException(new Failure.Conflict(
                        "A snapshot called " + name + " is there, of something else than " + id,
                        "Choose another name."));
            }
            return subject.read(
                    each, name, asking.region().partition(), asking.region().name());
        }
        return null;
    }
}
