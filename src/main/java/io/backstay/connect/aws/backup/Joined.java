package io.backstay.connect.aws.backup;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts what AWS Backup keeps of an asset together with what the asset's own service says, so that no point counts
/// twice: AWS Backup calls a point by the same ARN as RDS or EC2 does.
public final class Joined {
    private Joined() {}

    /// The assets of all listings of an account, each once.
    ///
    /// @param found of all services, AWS Backup's among them
    public static List<Listing.Found> of(List<Listing.Found> found) {
        Map<AssetId, Listing.Found> assets = new LinkedHashMap<>();
        Map<PointId, RecoveryPoint> kept = new LinkedHashMap<>();
        Map<PointId, AssetId> own = new LinkedHashMap<>();
        for (Listing.Found each : found) {
            if (isBackups(each.asset())) {
                each.points().forEach(point -> kept.put(point.id(), point));
            } else {
                assets.put(each.asset().id(), each);
                each.points().forEach(point -> own.put(point.id(), each.asset().id()));
            }
        }
        assets.replaceAll((_, each) -> new Listing.Found(each.asset(), enriched(each.points(), kept), each.whole()));
        for (Listing.Found each : found) {
            if (isBackups(each.asset())) {
                List<RecoveryPoint> more = each.points().stream()
                        .filter(point -> !own.containsKey(point.id()))
                        .toList();
                add(assets, each, more);
            }
        }
        return List.copyOf(assets.values());
    }

    /// Whether nobody but AWS Backup knows the asset.
    public static boolean isBackups(Asset asset) {
        return asset.provider().equals(BackupListing.PROVIDER);
    }

    /// An asset all of whose points its own service lists is that service's, under whatever name.
    private static void add(Map<AssetId, Listing.Found> assets, Listing.Found each, List<RecoveryPoint> more) {
        Listing.Found known = assets.get(each.asset().id());
        if (known != null) {
            List<RecoveryPoint> all = new ArrayList<>(known.points());
            all.addAll(more);
            assets.put(each.asset().id(), new Listing.Found(known.asset(), all, known.whole() && each.whole()));
        } else if (!more.isEmpty() || each.points().isEmpty()) {
            assets.put(each.asset().id(), new Listing.Found(each.asset(), more, each.whole()));
        }
    }

    private static List<RecoveryPoint> enriched(List<RecoveryPoint> points, Map<PointId, RecoveryPoint> kept) {
        return points.stream()
                .map(point -> {
                    RecoveryPoint said = kept.get(point.id());
                    return said == null ? point : enriched(point, said);
                })
                .toList();
    }

    /// The service knows when its data was frozen and who may see it; AWS Backup when it goes and what locks it.
    private static RecoveryPoint enriched(RecoveryPoint point, RecoveryPoint said) {
        return new RecoveryPoint(
                point.id(),
                point.asset(),
                point.kind(),
                point.takenAt(),
                point.completedAt(),
                point.expiresAt() == null ? said.expiresAt() : point.expiresAt(),
                point.status(),
                point.size() == null ? said.size() : point.size(),
                point.encryption() == null ? said.encryption() : point.encryption(),
                point.account(),
                point.regions(),
                point.visibility(),
                point.lockMode() == null ? said.lockedUntil() : point.lockedUntil(),
                point.lockMode() == null ? said.lockMode() : point.lockMode(),
                point.trigger() == null ? said.trigger() : point.trigger(),
                point.basedOn(),
                point.observation());
    }
}
