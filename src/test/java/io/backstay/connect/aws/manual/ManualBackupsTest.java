package io.backstay.connect.aws.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Witness;
import io.backstay.fixture.AwsSnapshots;
import io.backstay.fixture.AwsTalk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in on this machine whose questions and answers are held against AWS's official models; not against
/// AWS.
final class ManualBackupsTest {
    private static final String ACCOUNT = "eu-central-1:123456789012:";
    private static final String CRM = "arn:aws:rds:" + ACCOUNT + "db:crm";
    private static final String ORDERS = "arn:aws:rds:" + ACCOUNT + "cluster:orders";
    private static final String DISK = "arn:aws:ec2:" + ACCOUNT + "volume/vol-1";

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> intents = new ArrayList<>();

    @TempDir
    Path folder;

    private Witness.Watched seen(Endpoint to, Effect effect) {
        intents.add(effect.operation() + " " + effect.target());
        return _ -> {};
    }

    private ManualBackup made(AwsSnapshots aws, String arn) throws Exception {
        return AwsTalk.over(
                folder,
                aws,
                this::seen,
                access -> new ManualBackups(access, pauses::add).make(arn, "backstay-now", Progress.NONE));
    }

    private Failure failure(AwsSnapshots aws, String arn) {
        return assertThrows(BackstayException.class, () -> made(aws, arn)).failure();
    }

    @Test
    void eachKindIsMadeUnderItsNameAndWaitedFor() throws Exception {
        for (String arn : List.of(CRM, ORDERS, DISK)) {
            pauses.clear();
            AwsSnapshots aws = new AwsSnapshots(3);
            ManualBackup made = made(aws, arn);
            assertEquals(ManualBackup.State.AVAILABLE, made.state());
            assertEquals(1, aws.made().size());
            assertEquals(1, intents.size(), "it stands in the record before");
            intents.clear();
            assertEquals("backstay-now", aws.made().getFirst().name());
            assertEquals(List.of(Duration.ofSeconds(30), Duration.ofSeconds(30)), pauses);
            assertTrue(made.point().startsWith("arn:aws:"), made.point());
        }
    }

    @Test
    void oneThatIsThereIsNotMadeAgain() throws Exception {
        for (String arn : List.of(CRM, ORDERS, DISK)) {
            AwsSnapshots aws = new AwsSnapshots(1);
            made(aws, arn);
            made(aws, arn);
            assertEquals(1, aws.made().size(), arn);
        }
    }

    /// RDS takes a name once, so the call is sent again; EC2 takes what it is sent, so it is not.
    @Test
    void anAnswerThatWasLostMakesNoSecondOne() throws Exception {
        AwsSnapshots databases = new AwsSnapshots(0).loses(1);
        assertEquals(ManualBackup.State.AVAILABLE, made(databases, CRM).state());
        assertEquals(1, databases.made().size());

        AwsSnapshots disks = new AwsSnapshots(0).loses(1);
        failure(disks, DISK);
        assertEquals(1, disks.made().size(), "it was sent once");
        assertEquals(ManualBackup.State.AVAILABLE, made(disks, DISK).state(), "and is found by its tag");
        assertEquals(1, disks.made().size());
    }

    @Test
    void anothersNameAndAFailedOneAreToldForWhatTheyAre() throws Exception {
        AwsSnapshots taken = new AwsSnapshots(0).has("CreateDBSnapshot", "backstay-now", "wiki");
        assertInstanceOf(Failure.Conflict.class, failure(taken, CRM));
        assertEquals(1, taken.made().size());
        Failure failed = failure(new AwsSnapshots(0).endsAs("failed"), CRM);
        assertTrue(failed.message().contains("is failed"), failed.message());
    }

    @Test
    void whatAwsMakesNoSnapshotOfIsKnownBeforeItIsAsked() {
        assertTrue(ManualBackups.canMake(CRM));
        assertFalse(ManualBackups.canMake("arn:aws:s3:::files"));
        assertFalse(ManualBackups.canMake("arn:aws:rds:" + ACCOUNT + "snapshots-of:crm/db-1"));
        assertFalse(ManualBackups.canMake("supabase:abcdefghijklmnopqrst"));
    }
}
