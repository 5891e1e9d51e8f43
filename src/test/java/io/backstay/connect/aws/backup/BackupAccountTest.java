package io.backstay.connect.aws.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.ebs.EbsAccount;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsTalk;
import io.backstay.fixture.AwsVaults;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in on this machine whose questions and answers are held against AWS's official model; not against
/// AWS.
final class BackupAccountTest {
    private static final String HERE = "eu-central-1";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String FILES = "arn:aws:s3:::files";
    private static final String OWN = "arn:aws:backup:eu-central-1:123456789012:recovery-point:";
    private static final String GOES = ",\"CalculatedLifecycle\":{\"DeleteAt\":1893456000}";

    @TempDir
    Path folder;

    private Listing listed(StandIn.Answering answering) throws Exception {
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        return AwsTalk.over(folder, answering, access -> new BackupAccount(access).list(new AwsRegion(HERE), occasion));
    }

    private RecoveryPoint only(String vault, String more) throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.vaults().has(HERE, "v1", vault, AwsVaults.point(OWN + 1, FILES, "S3", more));
        return listed(aws).found().getFirst().points().getFirst();
    }

    @Test
    void aPointKnowsWhenItGoesAndWhatLocksIt() throws Exception {
        RecoveryPoint held = only(",\"Locked\":true,\"LockDate\":1700000000.087", GOES);
        assertEquals("compliance", held.lockMode());
        assertEquals("2030-01-01T00:00:00Z", String.valueOf(held.lockedUntil()));
        assertEquals(held.lockedUntil(), held.expiresAt());
        assertEquals("2026-11-26T00:00:00.500Z", held.takenAt().toString());
        assertEquals("manual", held.trigger());

        assertEquals("governance", only(",\"Locked\":true", GOES).lockMode(), "somebody can take the lock off");
        String later = String.valueOf(
                only(",\"Locked\":true,\"LockDate\":1900000000", GOES).lockMode());
        assertTrue(later.startsWith("governance, until compliance begins"), later);
        RecoveryPoint open = only(",\"Locked\":false", GOES);
        assertNull(open.lockMode());
        assertNull(open.lockedUntil());
        assertNull(only(",\"Locked\":true", "").lockedUntil(), "kept without an end, so nobody says until when");
        assertEquals(PointStatus.AVAILABLE, open.status());
    }

    @Test
    void everyResourceIsAnAssetOfItsKindAndWhatIsNoMomentIsLeftOut() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.vaults()
                .has(
                        HERE,
                        "v1",
                        ",\"Locked\":false",
                        AwsVaults.point(OWN + 1, FILES, "S3", ",\"ResourceName\":\"files\""),
                        AwsVaults.point(OWN + 2, "arn:aws:dynamodb:eu-central-1:123456789012:table/t", "DynamoDB", ""),
                        AwsVaults.point(OWN + 3, "arn:aws:elasticfilesystem:eu-central-1:1:file-system/f", "EFS", ""),
                        AwsVaults.point(OWN + "continuous:files-1", FILES, "S3", ""),
                        AwsVaults.point(OWN + 4, "arn:aws:new::thing", "Something new", ""),
                        AwsVaults.point(OWN + 5, FILES, "S3", ",\"AggregatedScanResult\":{\"Findings\":[\"MALWARE\"]}"))
                .has(HERE, "aws/efs/automatic-backup-vault", ",\"Locked\":false");
        Listing listing = listed(aws);
        assertEquals(3, listing.found().size(), listing::toString);
        assertEquals(
                List.of(AssetKind.OBJECT_STORE, AssetKind.DATABASE, AssetKind.VOLUME),
                listing.found().stream().map(each -> each.asset().kind()).toList());
        String notes = listing.notes().toString();
        for (String each : List.of("left out", "Something new", "malware", "has no lock", "automatic-backup-vault")) {
            assertTrue(notes.contains(each), each + " is not in " + notes);
        }
        Circumstance lock = listing.circumstances().stream()
                .filter(each -> each.kind() == Circumstance.Kind.VAULT_LOCK)
                .filter(each -> each.subject().endsWith(":v1"))
                .findFirst()
                .orElseThrow();
        assertEquals("none", lock.value());
        assertTrue(lock.isConcern());
        Circumstance empty = listing.circumstances().stream()
                .filter(each -> each.kind() == Circumstance.Kind.VAULT_LOCK && !each.equals(lock))
                .findFirst()
                .orElseThrow();
        assertFalse(empty.isConcern(), "nothing lies in " + empty);
        assertTrue(lock.subject().endsWith(":backup-vault:v1"), lock::subject);
    }

    @Test
    void pointsOfAKindThatIsNotWatchedAreOneFactOfTheirVaultHoweverMany() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        String[] many = IntStream.range(0, 400)
                .mapToObj(i -> AwsVaults.point(OWN + i, "arn:aws:new::thing-" + i, "Something new", ""))
                .toArray(String[]::new);
        aws.vaults()
                .has(HERE, "v1", ",\"Locked\":false", many)
                .has(HERE, "v2", ",\"Locked\":false", AwsVaults.point(OWN + "x", FILES, "Something new", ""));
        List<Circumstance> said = listed(aws).circumstances().stream()
                .filter(each -> each.kind() == Circumstance.Kind.NOT_LISTED)
                .toList();
        assertEquals(
                List.of("400 Something new", "1 Something new"),
                said.stream().map(Circumstance::value).toList());
        assertEquals(
                List.of(
                        "400 recovery points of the kind Something new in the vault v1 are of no asset that is watched:"
                                + " not listed.",
                        "1 recovery point of the kind Something new in the vault v2 is of no asset that is watched:"
                                + " not listed."),
                said.stream().map(Circumstance::sentence).toList());
        assertEquals(2, said.stream().map(Circumstance::subject).distinct().count(), "none takes another's place");
    }

    @Test
    void aPointThatItsOwnServiceListsCountsOnceAndKeepsItsMoment() throws Exception {
        String volume = "arn:aws:ec2:eu-central-1:123456789012:volume/vol-1";
        AwsCloud aws = AwsCloud.empty();
        aws.ec2()
                .has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"))
                .has(HERE, "DescribeSnapshots", AwsEc2.snapshot("snap-1", "vol-1", "2026-11-26T01:00:00Z", ""));
        aws.vaults()
                .has(
                        HERE,
                        "v1",
                        ",\"Locked\":true,\"LockDate\":1700000000",
                        AwsVaults.point("arn:aws:ec2:eu-central-1::snapshot/snap-1", volume, "EBS", GOES),
                        AwsVaults.point(OWN + 6, volume, "EBS", GOES));
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        List<Listing.Found> joined = AwsTalk.over(folder, aws, access -> {
            List<Listing.Found> all = new ArrayList<>();
            all.addAll(new BackupAccount(access)
                    .list(new AwsRegion(HERE), occasion)
                    .found());
            all.addAll(
                    new EbsAccount(access).list(new AwsRegion(HERE), occasion).found());
            return Joined.of(all);
        });
        assertEquals(1, joined.size());
        assertEquals("app", joined.getFirst().asset().name(), "its own service knows more of it");
        List<RecoveryPoint> points = joined.getFirst().points();
        assertEquals(2, points.size());
        assertEquals("2026-11-26T01:00:00Z", points.getFirst().takenAt().toString());
        assertEquals("compliance", points.getFirst().lockMode());
        assertEquals("2030-01-01T00:00:00Z", String.valueOf(points.getFirst().expiresAt()));
    }

    @Test
    void everyPageIsReadAndAMissingPermissionIsNamed() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        String[] points = new String[7];
        for (int i = 0; i < points.length; i++) {
            points[i] = AwsVaults.point(OWN + i, FILES, "S3", "");
        }
        aws.vaults().has(HERE, "v1", "", points).pages(3);
        assertEquals(7, listed(aws).found().getFirst().points().size());
        aws.vaults().refuses("ListRecoveryPointsByBackupVault", "403 AccessDeniedException");
        Listing denied = listed(aws);
        assertEquals(
                "backup:ListRecoveryPointsByBackupVault",
                denied.unread().getFirst().permission());
        List<Unread> tried = AwsTalk.over(folder, aws, access -> new BackupAccount(access).denied(new AwsRegion(HERE)));
        assertEquals(
                List.of("backup:ListRecoveryPointsByBackupVault"),
                tried.stream().map(Unread::permission).toList());
    }

    @Test
    void everyRefusalIsToldForWhatItIs() throws Exception {
        Map<String, Class<? extends Failure>> refusals = Map.of(
                "400 ThrottlingException", Failure.Throttled.class,
                "400 ServiceUnavailableException", Failure.Throttled.class,
                "403 ExpiredTokenException", Failure.Expired.class,
                "403 UnrecognizedClientException", Failure.Refused.class,
                "400 InvalidParameterValueException", Failure.Refused.class);
        for (Map.Entry<String, Class<? extends Failure>> each : refusals.entrySet()) {
            AwsCloud aws = AwsCloud.empty();
            aws.vaults().refuses(HERE, each.getKey());
            BackstayException e = assertThrows(BackstayException.class, () -> listed(aws));
            assertInstanceOf(each.getValue(), e.failure(), each.getKey());
            assertFalse(e.failure().message().contains("repeats"), e.failure().message());
        }
        for (String body : List.of("<html></html>", "[]", "{\"BackupVaultList\":[{}]}", "")) {
            BackstayException e =
                    assertThrows(BackstayException.class, () -> listed(_ -> Answer.json(200, body)), body);
            assertInstanceOf(Failure.Malformed.class, e.failure(), body);
        }
    }
}
