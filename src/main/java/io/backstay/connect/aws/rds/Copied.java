package io.backstay.connect.aws.rds;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.estate.Asset;
import io.backstay.estate.CopiedLog;
import io.backstay.estate.RecoveryPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts copies beside their originals: a snapshot that was copied, or that AWS Backup copied, is a point of the
/// database or volume that it is of, where it lies; automated backups that are replicated are a copy of their
/// database's log, of which it knows where it lies, how far it reaches and what it is called. What cannot be put to
/// one stays by itself.
public final class Copied {
    private final Map<PointId, RecoveryPoint> originals = new HashMap<>();
    private final Map<PointId, AssetId> whose = new HashMap<>();
    private final Map<String, AssetId> servers = new HashMap<>();
    private final Map<PointId, RecoveryPoint> said = new HashMap<>();
    private final Map<AssetId, Listing.Found> assets = new LinkedHashMap<>();
    private final List<Listing.Found> rest = new ArrayList<>();
    private final Map<PointId, RecoveryPoint> former;
    private final Predicate<String> silent;
    private final Consumer<String> partly;
    private final Consumer<String> notes;
    private final Consumer<AssetId> folded;

    private Copied(
            Map<PointId, RecoveryPoint> former,
            Predicate<String> silent,
            Consumer<String> partly,
            Consumer<String> notes,
            Consumer<AssetId> folded) {
        this.former = former;
        this.silent = silent;
        this.partly = partly;
        this.notes = notes;
        this.folded = folded;
    }

    /// Everything that was found, copies with their originals.
    ///
    /// @param found  of all services and regions
    /// @param former copies as they were put before, where somebody who would say whose they are was not heard
    /// @param silent whether nobody was heard who lists what has that ARN; what is known of its copies stays as it
    ///               is
    /// @param partly hears the ARN of what waits for somebody else to be heard
    /// @param notes  hears what was left out
    /// @param folded hears what is no asset besides, because another one knows all of it
    public static List<Listing.Found> of(
            List<Listing.Found> found,
            Map<PointId, RecoveryPoint> former,
            Predicate<String> silent,
            Consumer<String> partly,
            Consumer<String> notes,
            Consumer<AssetId> folded) {
        Copied copied = new Copied(former, silent, partly, notes, folded);
        found.forEach(copied::add);
        for (Listing.Found each : List.copyOf(copied.assets.values())) {
            copied.points(each);
        }
        for (Listing.Found each : List.copyOf(copied.assets.values())) {
            copied.log(each);
        }
        List<Listing.Found> all = new ArrayList<>(copied.assets.values());
        all.addAll(copied.rest);
        return all;
    }

    private void add(Listing.Found found) {
        if (Joined.isBackups(found.asset())) {
            found.points().forEach(each -> said.put(each.id(), each));
            rest.add(found);
            return;
        }
        AssetId id = found.asset().id();
        assets.put(id, found);
        found.points().forEach(each -> {
            originals.put(each.id(), each);
            whose.put(each.id(), id);
        });
        String resource = found.origin().resource();
        if (resource != null && isHome(id)) {
            servers.put(found.asset().region() + " " + resource, id);
        }
    }

    /// A server or a volume that is there, to which copies can be put.
    private static boolean isHome(AssetId id) {
        return id.value().matches("arn:[^:]*:rds:[^:]*:[0-9]*:(db|cluster):.*") || isVolume(id);
    }

    private static boolean isVolume(AssetId id) {
        return id.value().matches("arn:[^:]*:ec2:[^:]*:[0-9]*:volume/.*");
    }

    /// Points of backups without a server or volume here go to the one that they are of.
    private void points(Listing.Found found) {
        List<RecoveryPoint> stay = new ArrayList<>();
        boolean server = isHome(found.asset().id());
        for (RecoveryPoint each : found.points()) {
            String original = believed(each, found.origin().copies().get(each.id()));
            boolean undated = found.origin().undated().contains(each.id());
            RecoveryPoint known =
                    original == null ? null : originals.getOrDefault(new PointId(original), former.get(each.id()));
            AssetId home = server ? null : home(found, each.id(), original);
            if (undated && known == null) {
                leave(each, original);
            } else if (home != null) {
                move(each, known, home, found.whole());
            } else if (original != null && !server && silent.test(original)) {
                // Where nobody answered it would be told whose it is: it stays as it was seen before.
                partly.accept(found.asset().id().value());
            } else {
                stay.add(known == null ? each : at(each, known, each.asset()));
            }
        }
        if (stay.isEmpty()
                && !found.points().isEmpty()
                && found.asset().id().value().matches(".*:snapshots-of[:/].*")) {
            assets.remove(found.asset().id());
            folded.accept(found.asset().id());
        } else {
            assets.computeIfPresent(
                    found.asset().id(), (_, now) -> with(now, now.asset(), replaced(now.points(), found, stay)));
        }
    }

    /// What a point is said to be a copy of; a snapshot that was taken after the copying began is not it, whoever
    /// says so.
    private @Nullable String believed(RecoveryPoint copy, @Nullable String original) {
        RecoveryPoint known = original == null ? null : originals.get(new PointId(original));
        return known != null && known.takenAt().isAfter(copy.takenAt()) ? null : original;
    }

    /// What is there now, with those that it had at first replaced; others may have come meanwhile.
    private static List<RecoveryPoint> replaced(
            List<RecoveryPoint> now, Listing.Found first, List<RecoveryPoint> stay) {
        List<RecoveryPoint> all = new ArrayList<>(stay);
        now.stream().filter(each -> !first.points().contains(each)).forEach(all::add);
        return all;
    }

    private void leave(RecoveryPoint point, @Nullable String original) {
        if (said.containsKey(point.id())) {
            // AWS Backup lists it, with the creation date of its source.
            return;
        }
        if (original != null && silent.test(original)) {
            partly.accept(point.id().value());
        } else {
            notes.accept("The cluster snapshot " + point.id() + " is a copy whose original is not listed, so nobody"
                    + " knows of which moment it is: left out.");
        }
    }

    /// By the original, by the id that no other server ever has, as AWS Backup says, or as it was before.
    private @Nullable AssetId home(Listing.Found found, PointId point, @Nullable String original) {
        AssetId home = original == null ? null : whose.get(new PointId(original));
        if (home == null && original != null && found.origin().resource() != null) {
            home = servers.get(Arn.of(original).region() + " " + found.origin().resource());
        }
        RecoveryPoint before = former.get(point);
        RecoveryPoint told = said.get(point);
        AssetId kept = told != null ? told.asset() : before == null ? null : before.asset();
        if (home == null && kept != null && assets.containsKey(kept)) {
            home = kept;
        }
        return home == null || home.equals(found.asset().id()) || !isHome(home) ? null : home;
    }

    private void move(RecoveryPoint point, @Nullable RecoveryPoint original, AssetId home, boolean whole) {
        RecoveryPoint told = said.get(point.id());
        // EC2 says of a copy when it was copied; AWS Backup, when its source was made.
        RecoveryPoint own = isVolume(home) && told != null && told.takenAt().isBefore(point.takenAt()) ? told : point;
        RecoveryPoint dated = original == null ? own : original;
        RecoveryPoint moved = at(point, dated, home);
        assets.computeIfPresent(home, (_, there) -> {
            List<RecoveryPoint> all = new ArrayList<>(there.points());
            all.add(moved);
            return new Listing.Found(there.asset(), all, there.whole() && whole, there.origin());
        });
    }

    private static Listing.Found with(Listing.Found found, Asset asset, List<RecoveryPoint> points) {
        return new Listing.Found(asset, points, found.whole(), found.origin());
    }

    /// The same point of another asset, with the moment that its original knows.
    private static RecoveryPoint at(RecoveryPoint point, RecoveryPoint original, AssetId asset) {
        return new RecoveryPoint(
                point.id(),
                asset,
                point.kind(),
                original.takenAt(),
                point.completedAt(),
                point.expiresAt(),
                point.status(),
                point.size(),
                point.encryption(),
                point.account(),
                point.regions(),
                point.visibility(),
                point.lockedUntil(),
                point.lockMode(),
                point.trigger(),
                point.basedOn(),
                point.observation());
    }

    private String name(String server) {
        Listing.Found home = assets.get(new AssetId(server));
        return home == null ? server : home.asset().name();
    }

    /// The copied log is no database besides: its server knows where it is, how far it reaches and what it is
    /// called.
    private void log(Listing.Found found) {
        String server = found.origin().server();
        if (server == null || found.asset().pitr() == null) {
            return;
        }
        CopiedLog log = new CopiedLog(
                String.valueOf(found.asset().region()),
                found.asset().pitr().earliest(),
                found.asset().pitr().latest(),
                found.asset().id().value());
        if (silent.test(server)) {
            partly.accept(found.asset().id().value());
        }
        Listing.Found copy = assets.get(found.asset().id());
        if (copy != null && copy.points().isEmpty() && assets.containsKey(new AssetId(server))) {
            assets.remove(found.asset().id());
            folded.accept(found.asset().id());
            notes.accept("The automated backups of " + name(server) + " are copied to " + log.region()
                    + ", where they can be restored from as " + log.backups() + ".");
        }
        assets.computeIfPresent(new AssetId(server), (_, home) -> {
            TreeSet<String> regions = new TreeSet<>(home.asset().replicaRegions());
            regions.add(log.region());
            List<CopiedLog> logs = new ArrayList<>(home.asset().kept().copiedLogs());
            logs.removeIf(each -> each.region().equals(log.region()));
            logs.add(log);
            Asset asset = home.asset()
                    .replicated(List.copyOf(regions))
                    .kept(home.asset().kept().copied(logs));
            return with(home, asset, home.points());
        });
    }
}
