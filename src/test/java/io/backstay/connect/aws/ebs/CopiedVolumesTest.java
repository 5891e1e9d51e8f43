package io.backstay.connect.aws.ebs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.connect.aws.rds.Copied;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsEc2;
import io.backstay.fixture.AwsTalk;
import io.backstay.fixture.AwsVaults;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copied snapshots of volumes, from what two regions list, against a stand-in whose questions and answers are held
/// against AWS's official models; not against AWS.
final class CopiedVolumesTest {
    private static final String HERE = "eu-central-1";
    private static final String THERE = "us-east-1";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String VOLUME = "arn:aws:ec2:eu-central-1:123456789012:volume/vol-1";

    @TempDir
    Path folder;

    private final Set<String> partly = new TreeSet<>();

    private static AwsCloud cloud() throws Exception {
        AwsCloud aws = AwsCloud.empty();
        aws.ec2()
                .has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app"))
                .has(HERE, "DescribeSnapshots", AwsEc2.snapshot("snap-1", "vol-1", "2026-11-25T01:00:00.000Z", ""));
        return aws;
    }

    private static String copy(String id, String at, String description) {
        return AwsEc2.snapshot(id, "vol-ffffffff", at, "<description>" + description + "</description>");
    }

    /// @param silent regions of which EC2 is not heard
    private List<Listing.Found> found(AwsCloud aws, Map<PointId, RecoveryPoint> former, String... silent)
            throws Exception {
        var occasion = new Listing.Occasion("connection aws", Environment.PRODUCTION, NOW);
        List<Listing.Found> all = AwsTalk.over(folder, aws, access -> {
            List<Listing.Found> found = new ArrayList<>();
            for (String region : List.of(THERE, HERE)) {
                if (!Set.of(silent).contains(region)) {
                    found.addAll(new EbsAccount(access)
                            .list(new AwsRegion(region), occasion)
                            .found());
                }
                found.addAll(new BackupAccount(access)
                        .list(new AwsRegion(region), occasion)
                        .found());
            }
            return found;
        });
        return Joined.of(Copied.of(
                all,
                former,
                arn -> Set.of(silent).contains(Arn.of(arn).region()),
                partly::add,
                note -> partly.add(note),
                _ -> {}));
    }

    private static RecoveryPoint point(Listing.Found found, String snapshot) {
        return found.points().stream()
                .filter(each -> each.id().value().endsWith("/" + snapshot))
                .findFirst()
                .orElseThrow(() -> new AssertionError(snapshot + " is not in " + found));
    }

    @Test
    void aCopyIsAPointOfTheVolumeThatItsOriginalIsOfAndOfItsMoment() throws Exception {
        AwsCloud aws = cloud();
        aws.ec2()
                .has(
                        THERE,
                        "DescribeSnapshots",
                        copy("snap-2", "2026-11-26T03:00:00.000Z", "[Copied snap-1 from eu-central-1] nightly"));
        List<Listing.Found> found = found(aws, Map.of());
        assertEquals(1, found.size(), found::toString);
        RecoveryPoint copy = point(found.getFirst(), "snap-2");
        assertEquals(VOLUME, copy.asset().value());
        assertEquals(List.of(THERE), copy.regions());
        assertEquals(
                Instant.parse("2026-11-25T01:00:00Z"),
                copy.takenAt(),
                "EC2 says when it was copied; its original knows");
    }

    @Test
    void aCopyStaysWithItsVolumeWhenItsOriginalIsGone() throws Exception {
        AwsCloud aws = cloud();
        String copied = copy("snap-2", "2026-11-26T03:00:00.000Z", "[Copied snap-1 from eu-central-1]");
        aws.ec2().has(THERE, "DescribeSnapshots", copied);
        RecoveryPoint before = point(found(aws, Map.of()).getFirst(), "snap-2");
        AwsCloud later = AwsCloud.empty();
        later.ec2().has(HERE, "DescribeVolumes", AwsEc2.volume("vol-1", "app")).has(THERE, "DescribeSnapshots", copied);
        List<Listing.Found> found = found(later, Map.of(before.id(), before));
        assertEquals(1, found.size(), found::toString);
        assertEquals(before.takenAt(), point(found.getFirst(), "snap-2").takenAt());
    }

    @Test
    void aCopyWaitsWhileTheRegionOfItsOriginalIsNotHeard() throws Exception {
        AwsCloud aws = cloud();
        aws.ec2()
                .has(
                        THERE,
                        "DescribeSnapshots",
                        copy("snap-2", "2026-11-26T03:00:00.000Z", "[Copied snap-1 from eu-central-1]"));
        assertEquals(List.of(), found(aws, Map.of(), HERE), "no volume of its own is made of it");
        assertEquals(Set.of("arn:aws:ec2:us-east-1:123456789012:snapshots-of/vol-ffffffff"), partly);
    }

    @Test
    void aDescriptionThatCannotBeRightIsNotBelieved() throws Exception {
        AwsCloud aws = cloud();
        aws.ec2()
                .has(
                        THERE,
                        "DescribeSnapshots",
                        copy("snap-2", "2026-11-24T03:00:00.000Z", "[Copied snap-1 from eu-central-1]"),
                        copy("snap-3", "2026-11-26T03:00:00.000Z", "a copy of snap-1 from eu-central-1"));
        List<Listing.Found> found = found(aws, Map.of());
        assertEquals(2, found.size(), found::toString);
        Listing.Found apart = found.stream()
                .filter(each -> each.asset().id().value().endsWith("snapshots-of/vol-ffffffff"))
                .findFirst()
                .orElseThrow();
        assertEquals(2, apart.points().size(), "both stand together, as before");
    }

    @Test
    void aCopyOfAwsBackupGoesToTheVolumeThatItNamesWithTheMomentOfItsSource() throws Exception {
        AwsCloud aws = cloud();
        String copy = "arn:aws:ec2:us-east-1::snapshot/snap-5";
        aws.ec2()
                .has(
                        THERE,
                        "DescribeSnapshots",
                        copy(
                                "snap-5",
                                "2026-11-26T04:00:00.000Z",
                                "This snapshot is created by the AWS Backup service."));
        aws.vaults().has(THERE, "second", "", AwsVaults.point(copy, VOLUME, "EBS", ""));
        List<Listing.Found> found = found(aws, Map.of());
        assertEquals(1, found.size(), found::toString);
        RecoveryPoint there = point(found.getFirst(), "snap-5");
        assertEquals(VOLUME, there.asset().value());
        assertEquals(Instant.parse("2026-11-26T00:00:00.5Z"), there.takenAt(), "as AWS Backup says");
    }
}
