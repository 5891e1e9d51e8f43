package io.backstay.act.connection.listing;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.act.connection.reach.AwsWay;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Utc;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.connect.aws.rds.Copied;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.CopiedLog;
import io.backstay.estate.RecoveryPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is asked of an account of AWS for a listing, and what may be stored of it.
public final class AwsSync {
    /// Points that AWS Backup made or keeps, by their ARN.
    private static final Pattern BACKUPS = Pattern.compile(":backup:|:awsbackup:");

    /// Without these it is not known which points there are; without others merely something about them is not.
    private static final Pattern HIDES = Pattern.compile(
            "backup:.*|rds:DescribeDB(Cluster)?(Instance|Snapshot)?s|" + "ec2:Describe(Volumes|Snapshots)");

    private static final Pattern SERVICE = Pattern.compile("arn:[^:]*:([a-z0-9-]*):([a-z0-9-]*):");

    private static final Pattern AUTOMATED = Pattern.compile(":(cluster-)?auto-backup:");

    private final Connection connection;
    private final AwsAccount account;
    private final AwsWay way;
    private final AwsAccess access;
    private final Catalogue catalogue;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Set<String> partial = ConcurrentHashMap.newKeySet();

    AwsSync(Connection connection, AwsAccount account, AwsWay way, Catalogue catalogue) throws BackstayException {
        this.connection = connection;
        this.account = account;
        this.way = way;
        this.access = way.access();
        this.catalogue = catalogue;
    }

    /// Each service of each region on its own.
    List<AccountSync.Part> parts() {
        List<AccountSync.Part> parts = new ArrayList<>();
        for (AwsRegion region : account.places()) {
            for (AwsService service : AwsService.all(access)) {
                parts.add(new AccountSync.Part(
                        service.name() + " in " + region, occasion -> asked(service, region, occasion)));
            }
        }
        return parts;
    }

    private Listing asked(AwsService service, AwsRegion region, Listing.Occasion occasion)
            throws BackstayException, InterruptedException {
        String name = name(service.name(), region.name());
        boolean heard = false;
        try {
            Listing listing = service.asking().list(region, occasion);
            heard = listing.unread().stream()
                    .noneMatch(each -> HIDES.matcher(each.permission()).matches());
            if (!listing.unread().isEmpty()) {
                partial.add(name);
            }
            return listing;
        } finally {
            if (!heard) {
                silent.add(name);
            }
        }
    }

    /// Who lists what has that ARN, and where.
    private static String lister(String arn) {
        Matcher parts = SERVICE.matcher(arn);
        return parts.lookingAt() ? name(AwsService.called(parts.group(1)), parts.group(2)) : "";
    }

    private static String name(String service, String region) {
        return service + " in " + region;
    }

    /// Whether somebody who tells of a point or an asset of that name was not heard.
    private boolean isSilent(String arn) {
        Matcher parts = SERVICE.matcher(arn);
        if (!parts.lookingAt()) {
            return false;
        }
        String region = parts.group(2);
        String own = AwsService.called(parts.group(1));
        return silent.contains(name(own, region))
                || (silent.contains(name(AwsService.BACKUP, region))
                        && BACKUPS.matcher(arn).find());
    }

    /// Where a service did not answer in a region, what was known from there before stays, as old as it is.
    private Listing.Found withSilent(Listing.Found found, AccountSync.Told told) throws BackstayException {
        if (silent.isEmpty()) {
            return found;
        }
        Set<PointId> now = found.points().stream().map(RecoveryPoint::id).collect(Collectors.toSet());
        List<RecoveryPoint> points = new ArrayList<>(found.points());
        catalogue.eachPoint(PointFilter.of(found.asset().id()), point -> {
            if (!now.contains(point.id()) && isSilent(point.id().value())) {
                points.add(point);
                told.silent(found.asset().id());
            }
        });
        return new Listing.Found(found.asset(), points, found.whole());
    }

    /// What was known of assets whose own service was not heard now, with its time, so that what others say of them
    /// can be put beside it. Points of which somebody was heard are left to whoever that is.
    private Map<AssetId, Listing.Found> before(List<Listing.Found> found, List<Asset> known) throws BackstayException {
        Set<AssetId> now = found.stream()
                .map(Listing.Found::asset)
                .filter(each -> !Joined.isBackups(each))
                .map(Asset::id)
                .collect(Collectors.toSet());
        Map<AssetId, Listing.Found> before = new TreeMap<>(Comparator.comparing(AssetId::value));
        for (Asset each : silent.isEmpty() && partial.isEmpty() ? List.<Asset>of() : known) {
            boolean ours = each.observation().source().equals(connection.source()) && !Joined.isBackups(each);
            String id = each.id().value();
            boolean unheard = isSilent(id) || (AUTOMATED.matcher(id).find() && isWithoutLogs(each.region()));
            if (ours && !now.contains(each.id()) && unheard) {
                List<RecoveryPoint> points = new ArrayList<>();
                catalogue.eachPoint(PointFilter.of(each.id()), point -> {
                    if (isSilent(point.id().value())) {
                        points.add(point);
                    }
                });
                before.put(each.id(), new Listing.Found(each, points, true));
            }
        }
        return before;
    }

    /// Copies in other regions where they were put before, as long as whoever lists their home, or AWS Backup where
    /// they lie, who would tell whose they are, was not heard. Copies of a volume's stay with it, also when the
    /// snapshot that they were made of, which alone told whose they are, is gone.
    private Map<PointId, RecoveryPoint> formerCopies(List<Asset> known) throws BackstayException {
        Map<PointId, RecoveryPoint> former = new HashMap<>();
        for (Asset each : known) {
            String home = String.valueOf(each.region());
            boolean volume = each.kind() == AssetKind.VOLUME;
            boolean unheard = volume || silent.contains(lister(each.id().value()));
            boolean looked = volume || !silent.isEmpty();
            if (looked && each.observation().source().equals(connection.source()) && !Joined.isBackups(each)) {
                catalogue.eachPoint(PointFilter.of(each.id()), point -> {
                    boolean untold =
                            point.regions().stream().anyMatch(there -> silent.contains(name(AwsService.BACKUP, there)));
                    if ((volume || !point.regions().contains(home)) && (unheard || untold)) {
                        former.put(point.id(), point);
                    }
                });
            }
        }
        return former;
    }

    /// Whether RDS did not tell all of its automated backups in a region.
    private boolean isWithoutLogs(@Nullable String region) {
        String name = name(AwsService.RDS, String.valueOf(region));
        return silent.contains(name) || partial.contains(name);
    }

    /// Logs of which their own region, which alone tells how far they reach, was not heard, by whose they are.
    private Map<AssetId, List<CopiedLog>> logsBefore(List<Asset> known) {
        Map<AssetId, List<CopiedLog>> logs = new HashMap<>();
        for (Asset each : silent.isEmpty() && partial.isEmpty() ? List.<Asset>of() : known) {
            List<CopiedLog> unheard = each.kept().copiedLogs().stream()
                    .filter(log -> isWithoutLogs(log.region()))
                    .toList();
            if (!unheard.isEmpty()) {
                logs.put(each.id(), unheard);
            }
        }
        return logs;
    }

    private static Listing.Found withLogs(Listing.Found found, List<CopiedLog> before) {
        Asset asset = found.asset();
        List<CopiedLog> logs = new ArrayList<>(asset.kept().copiedLogs());
        Set<String> regions = new TreeSet<>(asset.replicaRegions());
        for (CopiedLog each : before) {
            if (logs.stream().noneMatch(log -> log.region().equals(each.region()))) {
                logs.add(each);
                regions.add(each.region());
            }
        }
        Asset known = asset.replicated(List.copyOf(regions)).kept(asset.kept().copied(logs));
        return new Listing.Found(known, found.points(), found.whole());
    }

    /// Every asset once. What is known of an asset from its own service is not lost for what AWS Backup alone says
    /// while that service cannot be asked.
    List<Listing.Found> settle(List<Listing.Found> found, boolean complete, AccountSync.Told told)
            throws BackstayException, InterruptedException {
        requireOwn(found);
        if (told.cancelled() && !account.principals().isEmpty()) {
            // What production could take away is asked last, of everything: without it nothing of this is whole.
            return List.of();
        }
        silent.addAll(told.unheard());
        List<Asset> known = catalogue.assets();
        Set<AssetId> better = known.stream()
                .filter(each -> !Joined.isBackups(each))
                .map(Asset::id)
                .collect(Collectors.toSet());
        Map<AssetId, Listing.Found> before = before(found, known);
        List<Listing.Found> both = new ArrayList<>(found);
        both.addAll(before.values());
        List<Listing.Found> put = Copied.of(
                both,
                formerCopies(known),
                arn -> silent.contains(lister(arn)),
                arn -> told.partly(lister(arn)),
                told::note,
                told::folded);
        List<Listing.Found> once = new ArrayList<>();
        for (Listing.Found each : Joined.of(put)) {
            if (complete
                    || !Joined.isBackups(each.asset())
                    || !better.contains(each.asset().id())) {
                once.add(each);
            } else {
                told.partly(name(AwsService.BACKUP, String.valueOf(each.asset().region())));
            }
        }
        Map<AssetId, List<CopiedLog>> logs = logsBefore(known);
        List<Listing.Found> all = new ArrayList<>();
        for (Listing.Found each : once) {
            Listing.Found former = before.get(each.asset().id());
            if (former == null || !former.equals(each)) {
                List<CopiedLog> unheard = logs.getOrDefault(each.asset().id(), List.of());
                all.add(former == null ? withLogs(withSilent(each, told), unheard) : each);
            }
        }
        return new ProductionRights(account, access).judged(all, told);
    }

    /// With the names of all automated backups; without any where they cannot all be listed, because some alone
    /// prove nothing for the others.
    public static List<String> withAutomated(List<String> names, AwsAccount account, RdsAccount rds)
            throws InterruptedException {
        List<String> all = new ArrayList<>(names);
        all.removeIf(each -> AUTOMATED.matcher(each).find());
        List<String> automated = new ArrayList<>();
        for (AwsRegion region : account.places()) {
            try {
                List<String> some = rds.automated(region);
                if (some == null) {
                    return all;
                }
                automated.addAll(some);
            } catch (BackstayException _) {
                // The region's own part says why; here it is not known.
                return all;
            }
        }
        all.addAll(automated);
        return all;
    }

    /// ARNs of what was listed before, each with its backups: a right may be given for the name of one alone.
    public static List<String> listedBefore(Connection connection, Catalogue catalogue) throws BackstayException {
        List<String> names = new ArrayList<>();
        for (Asset each : catalogue.assets()) {
            if (each.observation().source().equals(connection.source())) {
                names.add(each.id().value());
                catalogue.eachPoint(
                        PointFilter.of(each.id()), point -> names.add(point.id().value()));
            }
        }
        return names;
    }

    /// What the last listing said of the locks of vaults, a sentence with its moments.
    public static String locks(Connection connection, Catalogue catalogue) throws BackstayException {
        List<String> vaults = new ArrayList<>();
        for (Circumstance each : catalogue.circumstances(null)) {
            if (each.kind() == Circumstance.Kind.VAULT_LOCK
                    && each.observation().source().equals(connection.source())) {
                vaults.add(each.subject().replaceFirst(".*:", "") + ": " + each.value() + " (seen "
                        + Utc.words(each.observation().observedAt()) + ")");
            }
        }
        return vaults.isEmpty()
                ? "No lock of a vault was listed yet."
                : "Locks of vaults: " + String.join("; ", vaults) + ".";
    }

    /// A key that was bound to one account must not fill the catalogue with another's facts.
    private void requireOwn(List<Listing.Found> found) throws BackstayException {
        String bound = way.bound();
        for (Listing.Found each : found) {
            String real = each.asset().account();
            if (bound != null && real != null && !real.equals(bound)) {
                throw new BackstayException(new Failure.Refused(
                        "The connection " + connection.name(),
                        "the credential '" + account.reader() + "' is bound to the account " + bound
                                + ", and AWS answers for " + real,
                        "Store the key under the account that it belongs to, or put the right one in."));
            }
        }
    }
}
