package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.CatalogueUpdate;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.Listing;
import io.backstay.connect.aws.api.Unread;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Lists an account of AWS into the catalogue, all regions at once. What a region says replaces what was known
/// of its assets; of a region that fails, everything stays as it was seen before, with its time.
final class AwsSync {
    /// Of so many backups of each database it is asked who may take them away.
    private static final int FEW = 2;

    private final Connection connection;
    private final AwsAccount account;
    private final AwsWay way;
    private final Catalogue catalogue;
    private final Instant now;
    private final List<String> problems = new ArrayList<>();

    AwsSync(Connection connection, AwsAccount account, AwsWay way, Catalogue catalogue, Instant now) {
        this.connection = connection;
        this.account = account;
        this.way = way;
        this.catalogue = catalogue;
        this.now = now;
    }

    /// Lists.
    ///
    /// @throws BackstayException when no region could be listed, or the key is of another account than its
    /// entry says
    Connections.Listed run(Progress progress) throws BackstayException, InterruptedException {
        List<Listing> listings = listings(way.access(), progress);
        List<Listing.Found> found =
                listings.stream().flatMap(each -> each.found().stream()).toList();
        requireOwn(found);
        found = judged(found);
        int points = store(found);
        List<String> notes = new ArrayList<>();
        for (Listing each : listings) {
            each.unread().stream().map(Unread::sentence).forEach(problems::add);
            notes.addAll(each.notes());
        }
        notes.addAll(gone(found));
        return new Connections.Listed(
                connection.name(),
                connection.asset().value(),
                points,
                null,
                List.of(),
                List.of(),
                now,
                null,
                null,
                new Connections.Account(found.size(), List.copyOf(problems), notes));
    }

    /// With whether production could take the backups away; not known where nobody named production, or AWS may not
    /// be asked.
    private List<Listing.Found> judged(List<Listing.Found> found) throws InterruptedException {
        boolean safe = !account.principals().isEmpty() && !found.isEmpty();
        boolean exposed = false;
        for (String each : safe ? account.principals() : List.<String>of()) {
            Boolean one = deletable(each, names(found));
            exposed |= Boolean.TRUE.equals(one);
            safe &= Boolean.FALSE.equals(one);
        }
        Boolean known = exposed ? Boolean.TRUE : safe ? Boolean.FALSE : null;
        return found.stream()
                .map(each -> new Listing.Found(
                        each.asset().kept(each.asset().kept().deletable(known)), each.points(), each.whole()))
                .toList();
    }

    private @Nullable Boolean deletable(String principal, List<String> names) throws InterruptedException {
        try {
            return new DeletionRights(way.access(), account.places().getFirst())
                    .ofDatabases(principal, names)
                    .ofDatabases();
        } catch (BackstayException e) {
            problems.add("Whether " + principal + " could take backups away is not known: "
                    + e.failure().message() + " " + e.failure().advice());
            return null;
        }
    }

    private static List<String> names(List<Listing.Found> found) {
        List<String> names = new ArrayList<>();
        for (Listing.Found each : found) {
            names.add(each.asset().id().value());
            each.points().stream()
                    .limit(FEW)
                    .forEach(point -> names.add(point.id().value()));
        }
        return names;
    }

    /// ARNs of what was listed before: databases, each with its newest backups.
    static List<String> names(Connection connection, Catalogue catalogue) throws BackstayException {
        List<String> names = new ArrayList<>();
        for (Asset each : catalogue.assets()) {
            if (each.observation().source().equals(connection.source())) {
                names.add(each.id().value());
                catalogue.eachPoint(
                        new PointFilter(each.id(), Set.of(), ""),
                        point -> names.add(point.id().value()));
            }
        }
        return names;
    }

    private List<Listing> listings(AwsAccess access, Progress progress) throws BackstayException, InterruptedException {
        RdsAccount rds = new RdsAccount(access);
        var occasion = new Listing.Occasion(connection.source(), connection.environment(), now);
        Map<AwsRegion, Future<Listing>> asked = new LinkedHashMap<>();
        List<Listing> listings = new ArrayList<>();
        BackstayException first = null;
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (AwsRegion region : account.places()) {
                asked.put(region, workers.submit(() -> rds.list(region, occasion)));
            }
            for (Map.Entry<AwsRegion, Future<Listing>> each : asked.entrySet()) {
                progress.step("Listing RDS in " + each.getKey());
                try {
                    listings.add(got(each.getValue()));
                } catch (BackstayException e) {
                    Failure failure = e.failure();
                    problems.add("What is in " + each.getKey() + " stays as it was seen before: " + failure.message()
                            + " " + failure.advice());
                    first = first == null ? e : first;
                }
            }
        } finally {
            workers.shutdownNow();
        }
        if (listings.isEmpty() && first != null) {
            throw first;
        }
        return listings;
    }

    private static Listing got(Future<Listing> future) throws BackstayException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case BackstayException failure -> throw failure;
                case RuntimeException defect -> throw defect;
                case Error defect -> throw defect;
                case null, default -> throw new IllegalStateException(e);
            }
        }
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

    /// All of it at once. Where the key may not ask for points, those that were seen before still count.
    private int store(List<Listing.Found> found) throws BackstayException {
        int count = 0;
        Map<Listing.Found, List<RecoveryPoint>> before = new LinkedHashMap<>();
        for (Listing.Found each : found) {
            count += each.points().size();
            if (!each.whole()) {
                before.put(each, earlier(each));
            }
        }
        catalogue.update(update -> {
            for (Listing.Found each : found) {
                update.asset(each.asset());
                points(update, each.points());
                points(update, before.getOrDefault(each, List.of()));
            }
        });
        return count;
    }

    private static void points(CatalogueUpdate update, List<RecoveryPoint> points) throws BackstayException {
        for (RecoveryPoint each : points) {
            update.point(each);
        }
    }

    private List<RecoveryPoint> earlier(Listing.Found found) throws BackstayException {
        List<RecoveryPoint> earlier = new ArrayList<>();
        catalogue.eachPoint(new PointFilter(found.asset().id(), Set.of(), ""), point -> {
            if (found.points().stream().noneMatch(each -> each.id().equals(point.id()))) {
                earlier.add(point);
            }
        });
        return earlier;
    }

    /// What was there and is not any more is told once and stays with its time: somebody may have deleted it.
    private List<String> gone(List<Listing.Found> found) throws BackstayException {
        List<String> gone = new ArrayList<>();
        for (Asset each : catalogue.assets()) {
            boolean ours = each.observation().source().equals(connection.source());
            boolean seen = found.stream().anyMatch(one -> one.asset().id().equals(each.id()));
            if (ours && !seen && problems.isEmpty()) {
                gone.add(each.name() + " (" + each.id() + ") is no longer there; what was known of it at "
                        + each.observation().observedAt() + " stays.");
            }
        }
        return gone;
    }

    /// When assets of a connection were listed last, and how many points they have; absent when none ever was.
    record Seen(@Nullable Instant listedAt, long points) {
        static Seen of(Connection connection, Catalogue catalogue) throws BackstayException {
            Instant listed = null;
            long points = 0;
            for (Asset each : catalogue.assets()) {
                if (each.observation().source().equals(connection.source())) {
                    Instant at = each.observation().observedAt();
                    listed = listed == null || at.isAfter(listed) ? at : listed;
                    points += catalogue.count(new PointFilter(each.id(), Set.of(), ""));
                }
            }
            return new Seen(listed, points);
        }
    }
}
