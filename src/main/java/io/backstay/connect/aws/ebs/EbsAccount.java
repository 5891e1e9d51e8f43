package io.backstay.connect.aws.ebs;

import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsQuery;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The volumes of an account and its own snapshots, as EC2 lists them (API version 2016-11-15). Nothing of it can
/// change anything there.
public final class EbsAccount {
    private static final AwsQuery.Dialect EC2 = new AwsQuery.Dialect("ec2", "2016-11-15", "NextToken", "nextToken");

    /// Without a number EC2 answers with everything at once.
    private static final Map<String, String> PAGED = Map.of("MaxResults", "1000");

    private static final Map<String, String> OWN = Map.of("MaxResults", "1000", "Owner.1", "self");

    /// Which of the own snapshots every account may restore, in one question.
    private static final Map<String, String> OPEN =
            Map.of("MaxResults", "1000", "Owner.1", "self", "RestorableBy.1", "all");

    private static final List<String> ACTIONS =
            List.of("DescribeVolumes", "DescribeSnapshots", "DescribeLockedSnapshots", "ListSnapshotsInRecycleBin");

    private final AwsAccess access;

    /// @param access in whose name
    public EbsAccount(AwsAccess access) {
        this.access = access;
    }

    /// Every permission that a listing takes.
    public static List<String> permissions() {
        return ACTIONS.stream().map(each -> "ec2:" + each).toList();
    }

    /// Asks each question that a listing asks once, in a region, as small as it can be.
    ///
    /// @return those that the key may not ask
    public List<Unread> denied(AwsRegion region) throws BackstayException, InterruptedException {
        AwsQuery ec2 = new AwsQuery(access, region, EC2);
        List<Unread> denied = new ArrayList<>();
        for (String each : ACTIONS) {
            Map<String, String> few = new LinkedHashMap<>(each.equals("DescribeSnapshots") ? OWN : PAGED);
            few.put("MaxResults", "5");
            if (!ec2.mayAsk(each, few)) {
                denied.add(ec2.unread(each));
            }
        }
        return List.copyOf(denied);
    }

    /// Lists one region.
    ///
    /// @throws BackstayException when it cannot be asked at all; what the key may not ask is part of the listing
    public Listing list(AwsRegion region, Listing.Occasion occasion) throws BackstayException, InterruptedException {
        AwsQuery ec2 = new AwsQuery(access, region, EC2);
        Part<Volume> volumes = ec2.list("DescribeVolumes", PAGED, "volumeSet", Volume::of);
        Part<Snapshot> snapshots = ec2.list("DescribeSnapshots", OWN, "snapshotSet", Snapshot::of);
        Part<String> open = ec2.list("DescribeSnapshots", OPEN, "snapshotSet", found -> found.required("snapshotId"));
        Part<Lock> locks = ec2.list("DescribeLockedSnapshots", PAGED, "snapshotSet", Lock::of);
        Part<Binned> bin = ec2.list("ListSnapshotsInRecycleBin", PAGED, "snapshotSet", Binned::of);
        String account = AwsIdentity.of(access, region).account();
        return new EbsListing(region, account, occasion).of(new Said(volumes, snapshots, open, locks, bin));
    }

    /// What EC2 says of a region.
    ///
    /// @param open ids of own snapshots that are public
    record Said(Part<Volume> volumes, Part<Snapshot> snapshots, Part<String> open, Part<Lock> locks, Part<Binned> bin) {
        List<Unread> unread() {
            List<Unread> unread = new ArrayList<>();
            for (Part<?> each : List.of(volumes, snapshots, open, locks, bin)) {
                Unread missing = each.unread();
                if (missing != null && !unread.contains(missing)) {
                    unread.add(missing);
                }
            }
            return unread;
        }

        Set<String> openIds() {
            return open.items().stream().collect(Collectors.toSet());
        }
    }

    /// A snapshot that was deleted and can still be brought back.
    record Binned(String snapshot, String volume, String until) {
        static Binned of(XmlElement found) throws BackstayException {
            String volume = found.optional("volumeId");
            return new Binned(
                    found.required("snapshotId"),
                    volume == null ? "a volume that is not named" : volume,
                    found.required("recycleBinExitTime"));
        }
    }
}
