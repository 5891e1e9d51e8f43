package io.backstay.connect.aws.ebs;

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
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsTalk;
import io.backstay.fixture.StandIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a stand-in on this machine whose questions and answers are held against AWS's official model; not against
/// AWS.
final class EbsAccountTest {
    private static final String HERE = "eu-central-1";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String VOLUME = "arn:aws:ec2:eu-central-1:123456789012:volume/vol-1";

    private final AwsCloud aws = cloud();

    @TempDir
    Path folder;

    private static AwsCloud cloud() {
        try {
            AwsCloud aws = AwsCloud.empty();
            aws.ec2()
                    .has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"), AwsEc2.volume("vol-2", "bare"))
                    .has(
                            HERE,
                            "DescribeSnapshots",
                            AwsEc2.snapshot("snap-1", "vol-1", "2026-11-26T01:00:00.000Z", ""),
                            AwsEc2.snapshot("snap-2", "vol-1", "2026-11-25T01:00:00.000Z", ""),
                            AwsEc2.snapshot(
                                    "snap-3",
                                    "vol-ffffffff",
                                    "2026-11-24T01:00:00.000Z",
                                    "<storageTier>archive</storageTier>"))
                    .has(HERE, "public", AwsEc2.snapshot("snap-2", "vol-1", "2026-11-25T01:00:00.000Z", ""))
                    .has(
                            HERE,
                            "DescribeLockedSnapshots",
                            AwsEc2.lock("snap-1", "compliance", "2027-11-26T01:00:00.000Z"),
                            AwsEc2.lock("snap-2", "compliance-cooloff", "2027-11-25T01:00:00.000Z"),
                            AwsEc2.lock("snap-3", "expired", "2026-11-25T01:00:00.000Z"))
                    .has(
                            HERE,
                            "ListSnapshotsInRecycleBin",
                            "<item><snapshotId>snap-9</snapshotId><volumeId>vol-1</volumeId><recycleBinExitTime>"
                                    + "2026-12-03T01:00:00.000Z</recycleBinExitTime></item>");
            return aws;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Listing listed(StandIn.Answering answering) throws Exception {
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        return AwsTalk.over(folder, answering, access -> new EbsAccount(access).list(new AwsRegion(HERE), occasion));
    }

    private static Listing.Found found(Listing listing, String name) {
        return listing.found().stream()
                .filter(each -> each.asset().name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + listing));
    }

    @Test
    void aVolumeIsListedWithItsSnapshotsTheirLocksAndWhoMayRestoreThem() throws Exception {
        Listing listing = listed(aws);
        assertEquals(List.of(), listing.unread());
        Listing.Found app = found(listing, "app");
        assertEquals(VOLUME, app.asset().id().value());
        assertEquals(AssetKind.VOLUME, app.asset().kind());
        assertEquals("gp3, 100 GiB", app.asset().plan());
        assertEquals("123456789012", app.asset().account());
        assertTrue(String.valueOf(app.asset().encryption()).startsWith("AES-256"), app.asset()::toString);
        RecoveryPoint newest = app.points().getFirst();
        assertEquals("arn:aws:ec2:eu-central-1::snapshot/snap-1", newest.id().value());
        assertEquals("compliance", newest.lockMode());
        assertEquals("2027-11-26T01:00:00Z", String.valueOf(newest.lockedUntil()));
        assertNull(newest.visibility(), "with whom it is shared is not asked");
        RecoveryPoint open = app.points().getLast();
        assertEquals("public", open.visibility());
        assertTrue(String.valueOf(open.lockMode()).contains("governance"), "it can still be unlocked");
        assertEquals(true, app.asset().kept().publicAccess());
        assertEquals(List.of(), found(listing, "bare").points());
        Listing.Found copied = found(listing, "vol-ffffffff (snapshots without a volume here)");
        assertNull(copied.points().getFirst().lockedUntil(), "a lock that has ended is none");
        assertTrue(listing.notes().toString().contains("snap-9 of vol-1"), listing.notes()::toString);
        assertTrue(listing.notes().toString().contains("from the archive tier"), listing.notes()::toString);
        List<Circumstance.Kind> said =
                listing.circumstances().stream().map(Circumstance::kind).toList();
        assertTrue(said.contains(Circumstance.Kind.RECYCLE_BIN), said::toString);
        assertTrue(said.contains(Circumstance.Kind.TIER), said::toString);
    }

    @Test
    void everyPageIsRead() throws Exception {
        IntStream.range(0, 7)
                .forEach(i -> aws.ec2()
                        .has(
                                HERE,
                                "DescribeSnapshots",
                                AwsEc2.snapshot("snap-p" + i, "vol-2", "2026-11-1" + i + "T01:00:00Z", "")));
        aws.ec2().pages(3);
        assertEquals(7, found(listed(aws), "bare").points().size());
    }

    @Test
    void whatMayNotBeReadIsNotKnownAndThePermissionIsNamed() throws Exception {
        aws.ec2().refuses("DescribeLockedSnapshots", "403 UnauthorizedOperation");
        Listing locks = listed(aws);
        assertNull(found(locks, "app").points().getFirst().lockedUntil());
        assertEquals("ec2:DescribeLockedSnapshots", locks.unread().getFirst().permission());
        aws.ec2().refuses("DescribeSnapshots", "403 UnauthorizedOperation");
        assertFalse(found(listed(aws), "app").whole(), "none are known, which is not that there are none");
        List<Unread> denied = AwsTalk.over(folder, aws, access -> new EbsAccount(access).denied(new AwsRegion(HERE)));
        assertEquals(
                List.of("ec2:DescribeSnapshots", "ec2:DescribeLockedSnapshots"),
                denied.stream().map(Unread::permission).toList());
        aws.ec2().refuses("DescribeSnapshots", "").refuses("DescribeVolumes", "403 UnauthorizedOperation");
        assertEquals(List.of(), listed(aws).found(), "volumes that may not be seen may be there");
    }

    @ParameterizedTest
    @CsvSource({
        "503 RequestLimitExceeded, Throttled",
        "503 Unavailable, Throttled",
        "500 InternalError, Throttled",
        "400 RequestExpired, Expired",
        "401 AuthFailure, Refused",
        "403 SignatureDoesNotMatch, Refused",
        "403 OptInRequired, WrongRegion",
        "400 InvalidVolume.NotFound, NotFound",
        "400 InvalidParameterValue, Refused"
    })
    void everyRefusalIsToldForWhatItIs(String refusal, String failure) {
        aws.ec2().refuses(HERE, refusal);
        BackstayException e = assertThrows(BackstayException.class, () -> listed(aws));
        assertEquals(failure, e.failure().getClass().getSimpleName(), refusal);
        assertFalse(e.failure().message().contains("repeats"), e.failure().message());
        assertTrue(
                e.failure().message().contains("0d-4"),
                "the request's id: " + e.failure().message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in</body></html>",
                "",
                "no markup",
                "<DescribeVolumesResponse><volumeSet><item><volumeId>vol-1",
                "<DescribeVolumesResponse><volumeSet><item/></volumeSet></DescribeVolumesResponse>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
                        + "<DescribeVolumesResponse>&b;</DescribeVolumesResponse>"
            })
    void whatIsNotEc2IsNotTakenForIt(String body) {
        BackstayException e = assertThrows(BackstayException.class, () -> listed(_ -> StandIn.Answer.xml(200, body)));
        assertInstanceOf(Failure.Malformed.class, e.failure());
    }
}
