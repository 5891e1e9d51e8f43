package io.backstay.act.connection.account;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.CatalogueUpdate;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.Listing;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.estate.RecoveryPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes what was listed of an account into the catalogue, all of it at once.
///
/// @param whole the parts of which all was heard
record AccountStore(Listing.Occasion occasion, Catalogue catalogue, Set<String> whole) {
    /// Whether points could be read is told of an asset, whichever part lists it.
    private static final String POINTS = "recovery points";

    /// What all parts together say.
    private static final String TOGETHER = "all parts";

    /// What came of all parts together.
    ///
    /// @param all that everything was to be listed, absent when somebody cancelled: of what was not asked then, the
    ///            last listing still says whether it was heard of
    record Heeded(
            List<Listing.Found> found,
            AccountSync.Told told,
            @Nullable Heard all) {}

    /// All of it at once. Where the key may not ask for points, those that were seen before still count.
    ///
    /// @param asked the parts that were asked
    /// @param heard what they said, by name
    /// @return how many points were said
    int store(Heeded heeded, List<AccountSync.Part> asked, Map<String, Listing> heard) throws BackstayException {
        List<Listing.Found> found = heeded.found();
        int count = 0;
        Map<Listing.Found, List<RecoveryPoint>> before = new LinkedHashMap<>();
        for (Listing.Found each : found) {
            count += each.points().size();
            if (!each.whole()) {
                before.put(each, earlier(each));
            }
        }
        List<AssetId> folded = folded(heeded);
        catalogue.update(update -> {
            for (AssetId each : folded) {
                update.remove(each);
            }
            for (Map.Entry<String, AssetId> each : heeded.told().left().entrySet()) {
                update.disowned(occasion.source(), each.getKey(), each.getValue());
            }
            for (Listing.Found each : found) {
                update.asset(each.asset());
                points(update, each.points());
                points(update, before.getOrDefault(each, List.of()));
            }
            for (Map.Entry<String, Listing> each : heard.entrySet()) {
                circumstances(update, each.getKey(), each.getValue());
            }
            for (Circumstance each : heeded.told().circumstances()) {
                update.circumstance(TOGETHER, each);
            }
            unreadable(update, heeded);
            Heard all = heeded.all();
            if (all != null) {
                update.heard(occasion.source(), all);
            }
            for (AccountSync.Part each : asked) {
                if (whole.contains(each.name())) {
                    update.listed(occasion.source(), each.name(), occasion.at());
                } else {
                    update.unlisted(occasion.source(), each.name());
                }
            }
        });
        return count;
    }

    /// Of this source alone: what another one lists under that id is its own.
    private List<AssetId> folded(Heeded heeded) throws BackstayException {
        List<AssetId> folded = new ArrayList<>();
        for (Asset each : heeded.told().folded().isEmpty() ? List.<Asset>of() : catalogue.assets()) {
            boolean ours = each.observation().source().equals(occasion.source());
            boolean found =
                    heeded.found().stream().anyMatch(now -> now.asset().id().equals(each.id()));
            if (ours && !found && heeded.told().folded().contains(each.id())) {
                folded.add(each.id());
            }
        }
        return folded;
    }

    /// What a part may not be asked for stays as it was seen before, with its time.
    private void circumstances(CatalogueUpdate update, String part, Listing said) throws BackstayException {
        if (whole.contains(part)) {
            update.circumstances(occasion.source(), part, said.circumstances());
            return;
        }
        for (Circumstance each : said.circumstances()) {
            update.circumstance(part, each);
        }
    }

    /// Whose recovery points may not be read now, or were not told by all who tell of them: those that are known may
    /// not be all, and may be gone.
    private void unreadable(CatalogueUpdate update, Heeded heeded) throws BackstayException {
        for (Listing.Found each : heeded.found()) {
            AssetId asset = each.asset().id();
            boolean silent = heeded.told().silent().contains(asset);
            boolean blind = silent || !each.whole();
            update.circumstance(
                    POINTS,
                    new Circumstance(
                            asset.value(),
                            asset,
                            Circumstance.Kind.POINTS_UNREAD,
                            blind ? Circumstance.ON : Circumstance.OFF,
                            "The recovery points of " + each.asset().name()
                                    + (!blind
                                            ? " were read."
                                            : (silent ? " were not all heard of" : " may not be read")
                                                    + ", so those that are known may not be all, or be gone."),
                            each.asset().observation()));
        }
    }

    private static void points(CatalogueUpdate update, List<RecoveryPoint> points) throws BackstayException {
        for (RecoveryPoint each : points) {
            update.point(each);
        }
    }

    private List<RecoveryPoint> earlier(Listing.Found found) throws BackstayException {
        Set<PointId> now = found.points().stream().map(RecoveryPoint::id).collect(Collectors.toSet());
        List<RecoveryPoint> earlier = new ArrayList<>();
        catalogue.eachPoint(PointFilter.of(found.asset().id()), point -> {
            if (!now.contains(point.id())) {
                earlier.add(point);
            }
        });
        return earlier;
    }
}
