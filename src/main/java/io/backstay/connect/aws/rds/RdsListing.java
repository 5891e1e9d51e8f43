package io.backstay.connect.aws.rds;

import io.backstay.base.AssetId;
import io.backstay.base.Counts;
import io.backstay.base.PointId;
import io.backstay.base.Utc;
import io.backstay.connect.Circumstances;
import io.backstay.connect.Listing;
import io.backstay.connect.Part;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Circumstance.Kind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Safekeeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What RDS says of a region, as facts: a database for each instance that stands alone and for each cluster,
/// and one for each set of backups whose server is gone.
final class RdsListing {
    private final RdsRegion said;
    private final AwsRegion region;
    private final RdsFacts facts;
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private final List<Listing.Found> found = new ArrayList<>();
    private final Circumstances also;

    RdsListing(RdsRegion said, AwsRegion region, Listing.Occasion occasion) {
        this.said = said;
        this.region = region;
        this.facts = new RdsFacts(region, occasion);
        this.also = new Circumstances(occasion);
    }

    Listing listing() {
        said.own().forEach(part -> part.items().forEach(each -> snapshots.putIfAbsent(each.arn(), each)));
        said.shared().forEach(part -> part.items().forEach(each -> snapshots.putIfAbsent(each.arn(), each)));
        Map<String, List<Snapshot>> bySource = new LinkedHashMap<>();
        snapshots
                .values()
                .forEach(each -> bySource.computeIfAbsent(source(each), _ -> new ArrayList<>())
                        .add(each));
        live(said.instances(), bySource);
        live(said.clusters(), bySource);
        retained(bySource);
        orphans(bySource);
        snapshots.values().stream()
                .filter(each -> said.sharingUnread().isEmpty() && isUnseen(each))
                .forEach(each -> also.hear("The snapshot " + each.id() + " in " + region
                        + " went while it was asked with whom it is shared, which is not known; list again."));
        return new Listing(found, said.unread(), also);
    }

    /// By the id that no other server ever has, where RDS names it.
    private static String source(Snapshot snapshot) {
        String resource = snapshot.resourceId();
        return resource == null ? snapshot.server() : resource;
    }

    private void live(Part<Server> servers, Map<String, List<Snapshot>> bySource) {
        for (Server server : servers.items()) {
            if (server.cluster() != null && said.clusters().known()) {
                continue;
            }
            List<Snapshot> own = bySource.remove(server.resourceId());
            List<RecoveryPoint> points =
                    points(new AssetId(server.arn()), own == null ? List.of() : own, server.retentionDays());
            Asset asset = facts.server(server, automated(server), safekeeping(server, own));
            found.add(new Listing.Found(asset, points, pointsKnown(), origin(server.resourceId(), null, own)));
            tell(server);
        }
    }

    private boolean pointsKnown() {
        return said.own().stream().allMatch(Part::known);
    }

    private @Nullable Automated automated(Server server) {
        return backups()
                .filter(each -> each.resourceId().equals(server.resourceId()) && !each.retained())
                .findFirst()
                .orElse(null);
    }

    private Stream<Automated> backups() {
        return said.automated().stream().flatMap(part -> part.items().stream());
    }

    /// Whether AWS says of it, or of every member of a cluster, that it has no public address.
    private boolean isHidden(Server server) {
        List<Server> members = said.instances().items().stream()
                .filter(each -> server.name().equals(each.cluster()))
                .toList();
        boolean own =
                members.isEmpty() ? Boolean.FALSE.equals(server.exposed()) : !Boolean.TRUE.equals(server.exposed());
        return said.instances().known()
                && own
                && members.stream().allMatch(each -> Boolean.FALSE.equals(each.exposed()));
    }

    /// A public snapshot can be restored by every account. A public address still asks for a password, and
    /// security groups decide who reaches it, so with one it is not known whether somebody could read.
    private Safekeeping safekeeping(Server server, @Nullable List<Snapshot> own) {
        List<Snapshot> all = own == null ? List.of() : own;
        boolean open =
                all.stream().anyMatch(each -> "public".equals(said.sharing().get(each.arn())));
        Stream<Server> members = Stream.concat(
                Stream.of(server),
                said.instances().items().stream().filter(each -> server.name().equals(each.cluster())));
        boolean hidden = said.instances().known() && members.allMatch(each -> Boolean.FALSE.equals(each.exposed()));
        boolean looked =
                pointsKnown() && said.sharingUnread().isEmpty() && all.stream().noneMatch(this::isUnseen);
        boolean closed = hidden && looked;
        Boolean access = open ? Boolean.TRUE : closed ? Boolean.FALSE : null;
        return new Safekeeping(true, List.of(), null, access, null, server.zones());
    }

    private void tell(Server server) {
        AssetId asset = new AssetId(server.arn());
        String where = server.name() + " in " + region;
        boolean exposed = Boolean.TRUE.equals(server.exposed())
                || said.instances().items().stream()
                        .anyMatch(each -> server.name().equals(each.cluster()) && Boolean.TRUE.equals(each.exposed()));
        if (exposed) {
            also.tell(
                    Kind.PUBLIC_ADDRESS,
                    server.arn(),
                    asset,
                    Circumstance.ON,
                    where + " has a public address: its security groups alone decide who reaches it.");
        } else if (isHidden(server)) {
            also.know(Kind.PUBLIC_ADDRESS, server.arn(), asset, Circumstance.OFF, where + " has no public address.");
        }
        Boolean protects = server.deletionProtection();
        if (Boolean.FALSE.equals(protects)) {
            also.tell(
                    Kind.DELETION_PROTECTION,
                    server.arn(),
                    asset,
                    Circumstance.OFF,
                    where + " has no deletion protection.");
        } else if (protects != null) {
            also.know(
                    Kind.DELETION_PROTECTION,
                    server.arn(),
                    asset,
                    Circumstance.ON,
                    where + " is protected against deletion.");
        }
        Integer days = server.retentionDays();
        if (days != null && days == 0) {
            also.tell(
                    Kind.AUTOMATED_BACKUPS,
                    server.arn(),
                    asset,
                    Circumstance.OFF,
                    where + " has automated backups switched off, so no moment of it can be restored.");
        } else if (days != null) {
            also.know(
                    Kind.AUTOMATED_BACKUPS,
                    server.arn(),
                    asset,
                    Circumstance.ON,
                    where + " is backed up by RDS, which keeps it for " + Counts.of(days, "day") + ".");
        }
    }

    /// Backups that outlive a deleted server, and backups that were copied here from another region.
    private void retained(Map<String, List<Snapshot>> bySource) {
        for (Automated each : backups().toList()) {
            boolean copied = !Arn.of(each.serverArn()).region().equals(region.name());
            if (copied || each.retained()) {
                List<Snapshot> own = bySource.remove(each.resourceId());
                Asset asset = facts.retained(each, copied);
                List<RecoveryPoint> points = points(asset.id(), own == null ? List.of() : own, null);
                found.add(new Listing.Found(
                        asset,
                        points,
                        pointsKnown(),
                        origin(each.resourceId(), copied ? each.serverArn() : null, own)));
            }
        }
    }

    private Listing.Origin origin(String resource, @Nullable String server, @Nullable List<Snapshot> own) {
        Map<PointId, String> copies = new HashMap<>();
        Set<PointId> undated = new HashSet<>();
        for (Snapshot each : own == null ? List.<Snapshot>of() : own) {
            String original = each.copyOf();
            if (original != null && !snapshots.containsKey(original)) {
                copies.put(new PointId(each.arn()), original);
                if (!each.dated()) {
                    undated.add(new PointId(each.arn()));
                }
            }
        }
        return new Listing.Origin(resource, server, copies, undated);
    }

    /// Snapshots without a server here. While it is not known which servers there are, they may well have one.
    private void orphans(Map<String, List<Snapshot>> bySource) {
        if (!said.instances().known() || !said.clusters().known()) {
            return;
        }
        bySource.forEach((source, all) -> {
            Snapshot first = all.getFirst();
            if (all.stream().allMatch(each -> each.type().equals("shared"))) {
                foreign(all, first);
                return;
            }
            Asset asset = facts.orphan(first, source);
            found.add(
                    new Listing.Found(asset, points(asset.id(), all, null), pointsKnown(), origin(source, null, all)));
        });
    }

    /// Somebody else's data that this account may restore; the owner can take it back at any time, so it is no
    /// recovery point.
    private void foreign(List<Snapshot> all, Snapshot first) {
        String owner = Arn.of(first.arn()).account();
        for (Snapshot each : all) {
            also.know(
                    Kind.SHARED_BY_OTHERS,
                    each.arn(),
                    null,
                    owner,
                    "The account " + owner + " shares " + each.id() + " of " + each.server() + " in " + region
                            + (each.takenAt() == null ? "" : ", taken at " + Utc.words(each.takenAt()))
                            + ": it is no recovery point of this account.");
        }
        also.hear("The account " + owner + " shares " + Counts.of(all.size(), "snapshot") + " of " + first.server()
                + " in " + region + ", which is no database of this account: not listed.");
    }

    private List<RecoveryPoint> points(AssetId asset, List<Snapshot> own, @Nullable Integer retentionDays) {
        return own.stream()
                .map(each -> {
                    Snapshot dated = dated(each);
                    return dated == null ? null : facts.point(asset, dated, visibility(each), retentionDays);
                })
                .filter(Objects::nonNull)
                .toList();
    }

    /// Of a copied cluster snapshot RDS says when it was copied, not when its data was frozen; its original knows.
    private @Nullable Snapshot dated(Snapshot snapshot) {
        if (snapshot.takenAt() == null) {
            return null;
        }
        String original = snapshot.copyOf();
        if (snapshot.dated() || original == null) {
            return snapshot;
        }
        Snapshot known = snapshots.get(original);
        if (known == null && !Arn.of(original).region().equals(region.name())) {
            // Its original is told of where it lies; who puts both together leaves it out when it is not.
            return snapshot;
        }
        if (known == null || known.takenAt() == null) {
            also.tell(
                    Kind.NOT_LISTED,
                    snapshot.arn(),
                    null,
                    "no moment",
                    "The cluster snapshot " + snapshot.id() + " in " + region
                            + " is a copy whose original is not listed, so nobody knows of which moment it is: left"
                            + " out.");
            return null;
        }
        return snapshot.takenAt(known.takenAt());
    }

    /// Whether it is not known with whom one of this account's is shared.
    private boolean isUnseen(Snapshot snapshot) {
        return !snapshot.type().equals("shared") && visibility(snapshot) == null;
    }

    private @Nullable String visibility(Snapshot snapshot) {
        return switch (snapshot.type()) {
            // It cannot be shared before it is copied.
            case "automated" -> "private";
            // Only its owner knows with whom else.
            case "shared" -> null;
            default -> said.sharing().get(snapshot.arn());
        };
    }
}
