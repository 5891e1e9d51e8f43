package io.backstay.connect.aws.ebs;

import io.backstay.base.AssetId;
import io.backstay.base.Counts;
import io.backstay.base.PointId;
import io.backstay.connect.Circumstances;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance.Kind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Safekeeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What EC2 says of a region, as facts: an asset for each volume, and one for each volume of which only snapshots are
/// here.
///
/// @param account twelve digits
record EbsListing(AwsRegion region, String account, Listing.Occasion occasion) {
    private static final String PROVIDER = "aws-ebs";

    Listing of(EbsAccount.Said said) {
        Map<String, List<Snapshot>> byVolume = new LinkedHashMap<>();
        for (Snapshot each : said.snapshots().items()) {
            byVolume.computeIfAbsent(each.volume(), _ -> new ArrayList<>()).add(each);
        }
        boolean known = said.snapshots().known();
        Marks marks = Marks.of(said);
        List<Listing.Found> found = new ArrayList<>();
        Circumstances also = new Circumstances(occasion);
        for (Volume volume : said.volumes().items()) {
            List<Snapshot> own = byVolume.remove(volume.id());
            String id = arn("volume/" + volume.id());
            found.add(found(id, volume, own == null ? List.of() : own, marks, known));
            archived(new AssetId(id), volume.name() == null ? volume.id() : volume.name(), own, also);
        }
        if (said.volumes().known()) {
            byVolume.forEach((volume, own) -> {
                String name = volume + " (snapshots without a volume here)";
                Volume gone = new Volume(volume, name, null, null);
                AssetId asset = new AssetId(arn("snapshots-of/" + volume));
                found.add(found(asset.value(), gone, own, marks, known));
                archived(asset, name, own, also);
            });
        }
        for (EbsAccount.Binned each : said.bin().items()) {
            AssetId of = new AssetId(arn("volume/" + each.volume()));
            boolean here = found.stream().anyMatch(one -> one.asset().id().equals(of));
            also.tell(
                    Kind.RECYCLE_BIN,
                    each.snapshot(),
                    here ? of : null,
                    "until " + each.until(),
                    "The snapshot " + each.snapshot() + " of " + each.volume() + " in " + region
                            + " was deleted and lies in the recycle bin until " + each.until() + ".");
        }
        return new Listing(found, said.unread(), also);
    }

    private void archived(AssetId asset, String name, @Nullable List<Snapshot> own, Circumstances also) {
        long archived =
                own == null ? 0 : own.stream().filter(Snapshot::archived).count();
        if (archived > 0) {
            also.tell(
                    Kind.TIER,
                    asset.value(),
                    asset,
                    archived + " archived",
                    Counts.of(archived, "snapshot") + " of " + name + " in " + region
                            + " must be brought back from the archive tier first, which takes up to three days.");
        }
    }

    private String arn(String what) {
        return "arn:" + region.partition() + ":ec2:" + region + ":" + account + ":" + what;
    }

    /// What is known of single snapshots, looked up once for all volumes.
    ///
    /// @param open  those that are public
    /// @param locks by snapshot
    private record Marks(Set<String> open, Map<String, Lock> locks) {
        static Marks of(EbsAccount.Said said) {
            Map<String, Lock> locks = new LinkedHashMap<>();
            said.locks().items().forEach(each -> locks.put(each.snapshot(), each));
            return new Marks(said.openIds(), locks);
        }
    }

    private Listing.Found found(String id, Volume volume, List<Snapshot> own, Marks marks, boolean known) {
        AssetId asset = new AssetId(id);
        List<RecoveryPoint> points = own.stream()
                .map(each -> point(
                        asset,
                        each,
                        marks.open().contains(each.id()),
                        marks.locks().get(each.id())))
                .toList();
        boolean anyOpen = own.stream().anyMatch(each -> marks.open().contains(each.id()));
        // With whom else a snapshot is shared is not asked, so that none of them is public proves nothing.
        Safekeeping kept = new Safekeeping(true, List.of(), null, anyOpen ? Boolean.TRUE : null, null, null);
        return new Listing.Found(asset(asset, volume, kept), points, known, origin(own));
    }

    private Listing.Origin origin(List<Snapshot> own) {
        Map<PointId, String> copies = new HashMap<>();
        for (Snapshot each : own) {
            Snapshot.Original original = each.original();
            if (original != null) {
                copies.put(point(each.id()), snapshot(original.region(), original.id()));
            }
        }
        return new Listing.Origin(null, null, copies, Set.of());
    }

    private PointId point(String snapshot) {
        return new PointId(snapshot(region.name(), snapshot));
    }

    private String snapshot(String where, String id) {
        return "arn:" + region.partition() + ":ec2:" + where + "::snapshot/" + id;
    }

    private Asset asset(AssetId id, Volume volume, Safekeeping kept) {
        return new Asset(
                id,
                volume.name() == null ? volume.id() : volume.name(),
                AssetKind.VOLUME,
                occasion.environment(),
                PROVIDER,
                account,
                volume.plan(),
                region.name(),
                volume.encryption(),
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                kept,
                new Observation(occasion.source(), occasion.at()));
    }

    private RecoveryPoint point(AssetId asset, Snapshot snapshot, boolean open, @Nullable Lock lock) {
        String mode = lock == null ? null : lock.mode();
        return new RecoveryPoint(
                point(snapshot.id()),
                asset,
                PointKind.SNAPSHOT,
                snapshot.started(),
                snapshot.completed(),
                null,
                snapshot.status(),
                snapshot.size(),
                snapshot.encryption(),
                account,
                List.of(region.name()),
                open ? "public" : null,
                mode == null || lock == null ? null : lock.until(),
                mode,
                Boolean.TRUE.equals(snapshot.scheduled()) ? "scheduled" : null,
                null,
                new Observation(occasion.source(), occasion.at()));
    }
}
