package io.backstay.act.connection.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.check.Probe;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountSyncTest {
    private static final String SOURCE = "connection cloud";
    private static final Instant BEGIN = Instant.parse("2026-11-26T12:00:00Z");
    private static final List<String> PARTS = List.of("north", "south", "west");
    private static final int ROUNDS = 12;

    @TempDir
    Path folder;

    /// Which points each asset of a part has; an asset's name begins with its part's.
    private final Map<String, Map<String, Set<String>>> cloud = new TreeMap<>();

    private static RecoveryPoint point(AssetId asset, String id, Observation seen) {
        return new RecoveryPoint(
                new PointId(id),
                asset,
                PointKind.SNAPSHOT,
                BEGIN,
                null,
                null,
                PointStatus.AVAILABLE,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                seen);
    }

    private Listing listed(String part, Listing.Occasion occasion, boolean whole) {
        Observation seen = new Observation(occasion.source(), occasion.at());
        List<Listing.Found> found = new ArrayList<>();
        cloud.getOrDefault(part, Map.of()).forEach((name, points) -> {
            AssetId id = new AssetId(name);
            Asset asset = new Asset(
                    id,
                    name,
                    AssetKind.DATABASE,
                    Environment.PRODUCTION,
                    "cloud",
                    null,
                    null,
                    part,
                    null,
                    null,
                    null,
                    Configured.UNKNOWN,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    seen);
            List<RecoveryPoint> own =
                    whole ? points.stream().map(each -> point(id, each, seen)).toList() : List.of();
            found.add(new Listing.Found(asset, own, whole));
        });
        List<Unread> unread = whole ? List.of() : List.of(new Unread("cloud:ListPoints", part, "the guide"));
        return new Listing(found, unread, List.of());
    }

    /// @param failing parts that cannot be asked
    /// @param blind   parts whose points may not be asked for
    private AccountSync.Sum sync(Catalogue catalogue, Instant at, Set<String> failing, Set<String> blind)
            throws Exception {
        var occasion = new Listing.Occasion(SOURCE, Environment.PRODUCTION, at);
        List<AccountSync.Part> parts = PARTS.stream()
                .map(part -> new AccountSync.Part(part, given -> {
                    if (failing.contains(part)) {
                        throw new BackstayException(new Failure.Unreachable(part, "the test says so"));
                    }
                    return listed(part, given, !blind.contains(part));
                }))
                .toList();
        return new AccountSync(occasion, catalogue).run(parts, (found, _, _) -> found, Progress.NONE);
    }

    private void change(Random random) {
        for (int i = 0; i < 4; i++) {
            String part = PARTS.get(random.nextInt(PARTS.size()));
            Map<String, Set<String>> assets = cloud.computeIfAbsent(part, _ -> new TreeMap<>());
            Set<String> points = assets.computeIfAbsent(part + "-" + random.nextInt(3), _ -> new TreeSet<>());
            String id = part + "/p" + random.nextInt(5);
            if (!points.remove(id)) {
                points.add(id);
            }
        }
    }

    /// Points by asset, without the time at which they were seen.
    private static Map<String, Set<String>> known(Catalogue catalogue) throws Exception {
        Map<String, Set<String>> known = new TreeMap<>();
        for (Asset each : catalogue.assets()) {
            Set<String> points = known.computeIfAbsent(each.id().value(), _ -> new TreeSet<>());
            catalogue.eachPoint(
                    new PointFilter(each.id(), Set.of(), ""),
                    point -> points.add(point.id().value()));
        }
        return known;
    }

    /// However often it was listed in between, and whatever failed then: once all of it answers again, the catalogue
    /// is that of a first listing. Until then, a part that failed is as it was, with its time.
    @Test
    void afterAnyChangesAndFailuresTheCatalogueIsThatOfAFirstListing() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (Catalogue used = Catalogue.open(folder.resolve("used.db"))) {
            for (int round = 0; round < ROUNDS; round++) {
                change(random);
                Map<String, Set<String>> before = known(used);
                Map<String, Instant> seen = new TreeMap<>();
                used.assets()
                        .forEach(each ->
                                seen.put(each.id().value(), each.observation().observedAt()));
                String failing = PARTS.get(random.nextInt(PARTS.size()));
                String blind = PARTS.get(random.nextInt(PARTS.size()));
                AccountSync.Sum sum = sync(used, BEGIN.plusSeconds(round), Set.of(failing), Set.of(blind));
                assertTrue(sum.problems().toString().contains(failing), () -> "seed " + seed);
                Map<String, Set<String>> after = known(used);
                for (Asset each : used.assets()) {
                    String id = each.id().value();
                    if (id.startsWith(failing)) {
                        assertEquals(before.get(id), after.get(id), () -> "seed " + seed);
                        assertEquals(seen.get(id), each.observation().observedAt(), () -> "seed " + seed);
                    } else if (id.startsWith(blind) && before.containsKey(id)) {
                        assertEquals(before.get(id), after.get(id), () -> "what may not be asked stays, seed " + seed);
                    }
                }
            }
            sync(used, BEGIN.plusSeconds(ROUNDS), Set.of(), Set.of());
            try (Catalogue fresh = Catalogue.open(folder.resolve("fresh.db"))) {
                sync(fresh, BEGIN.plusSeconds(ROUNDS), Set.of(), Set.of());
                assertEquals(known(fresh), known(used), () -> "seed " + seed);
                assertEquals(fresh.assets(), used.assets(), () -> "seed " + seed);
            }
        }
    }

    /// What north said is not asked again; south is as it was, also as far as it counts as listed.
    @Test
    void aCancelledListingKeepsWhatWasHeardAndLeavesTheRest() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        cloud.put("south", Map.of("south-0", Set.of("b")));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            sync(catalogue, BEGIN, Set.of(), Set.of());
            cloud.put("north", Map.of("north-0", Set.of("a", "c")));
            Instant later = BEGIN.plusSeconds(9);
            assertThrows(
                    InterruptedException.class,
                    () -> cancelled(catalogue, later, (found, complete, told) -> {
                        assertEquals(Set.of("south"), told.unheard());
                        assertTrue(told.cancelled() && !complete);
                        return found;
                    }));
            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals(Map.of("north-0", Set.of("a", "c"), "south-0", Set.of("b")), known(catalogue));
            Map<String, Instant> seen = new TreeMap<>();
            catalogue
                    .assets()
                    .forEach(each ->
                            seen.put(each.id().value(), each.observation().observedAt()));
            assertEquals(Map.of("north-0", later, "south-0", BEGIN), seen);
            assertEquals(Map.of("north", later, "south", BEGIN, "west", BEGIN), catalogue.listed(SOURCE));

            cloud.put("north", Map.of("north-0", Set.of("a", "c", "d")));
            assertThrows(
                    InterruptedException.class,
                    () -> cancelled(catalogue, later.plusSeconds(9), (_, _, _) -> List.of()));
            assertEquals(Set.of("a", "c"), known(catalogue).get("north-0"), "where nothing of it may be stored");
            assertEquals(later, catalogue.listed(SOURCE).get("north"));
        }
    }

    /// Cancelled while south is waited for, which never answers.
    private void cancelled(Catalogue catalogue, Instant at, AccountSync.Settling settling) throws Exception {
        var never = new CountDownLatch(1);
        List<AccountSync.Part> parts = List.of(
                new AccountSync.Part("north", given -> listed("north", given, true)),
                new AccountSync.Part("south", given -> {
                    never.await();
                    return listed("south", given, true);
                }));
        Progress cancelling = new Progress() {
            @Override
            public void step(String name) {
                if (name.startsWith("Listing south")) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void advance(long done, long total) {}
        };
        new AccountSync(new Listing.Occasion(SOURCE, Environment.PRODUCTION, at), catalogue)
                .run(parts, settling, cancelling);
    }

    private AccountSync.Sum sync(Catalogue catalogue, Instant at, Duration fresh, List<String> asked, String failing)
            throws Exception {
        var occasion = new Listing.Occasion(SOURCE, Environment.PRODUCTION, at);
        List<AccountSync.Part> parts = PARTS.stream()
                .map(part -> new AccountSync.Part(part, given -> {
                    synchronized (asked) {
                        asked.add(part);
                    }
                    if (part.equals(failing)) {
                        throw new BackstayException(new Failure.Unreachable(part, "the test says so"));
                    }
                    return listed(part, given, true);
                }))
                .toList();
        return new AccountSync(occasion, catalogue, fresh).run(parts, (found, _, _) -> found, Progress.NONE);
    }

    @Test
    void whatWasListedCompletelyAShortWhileAgoIsNotAskedAgainAndWhatFailedIs() throws Exception {
        cloud.put("north", new TreeMap<>(Map.of("north-0", new TreeSet<>(Set.of("a")))));
        cloud.put("south", new TreeMap<>(Map.of("south-0", new TreeSet<>(Set.of("b")))));
        Duration quarter = Duration.ofMinutes(15);
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            List<String> asked = new ArrayList<>();
            AccountSync.Sum first = sync(catalogue, BEGIN, quarter, asked, "south");
            assertEquals(new AccountSync.Parts(3, 0, 1), first.parts());
            asked.clear();
            cloud.get("north").remove("north-0");
            AccountSync.Sum second = sync(catalogue, BEGIN.plusSeconds(60), quarter, asked, "");
            assertEquals(List.of("south"), asked, "it failed; west has nothing and was listed all the same");
            assertEquals(new AccountSync.Parts(1, 2, 0), second.parts());
            assertEquals(List.of(), second.notes(), "of what was not asked, nothing is said to be gone");
            assertEquals(Map.of("north-0", Set.of("a"), "south-0", Set.of("b")), known(catalogue));
            asked.clear();
            AccountSync.Sum third = sync(catalogue, BEGIN.plus(quarter).plusSeconds(1), quarter, asked, "");
            assertEquals(Set.of("north", "west"), Set.copyOf(asked), "which are older by now");
            assertEquals(new AccountSync.Parts(2, 1, 0), third.parts());
            asked.clear();
            sync(catalogue, BEGIN.minus(quarter), quarter, asked, "");
            assertEquals(3, asked.size(), "a moment to come is no listing of before");
            asked.clear();
            sync(catalogue, BEGIN.plus(quarter), Duration.ZERO, asked, "");
            assertEquals(3, asked.size(), "everything, where nobody said how old it may be");
        }
    }

    /// A part of which something waits for another one, or may not be read, or that fails later, is asked again.
    @Test
    void onlyWhatWasStoredWholeCountsAsListed() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        var occasion = new Listing.Occasion(SOURCE, Environment.PRODUCTION, BEGIN);
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            List<AccountSync.Part> parts = List.of(
                    new AccountSync.Part("north", given -> listed("north", given, true)),
                    new AccountSync.Part("south", given -> listed("south", given, false)),
                    new AccountSync.Part("west", given -> listed("west", given, true)));
            new AccountSync(occasion, catalogue)
                    .run(
                            parts,
                            (found, _, told) -> {
                                told.partly("west");
                                return found;
                            },
                            Progress.NONE);
            assertEquals(Map.of("north", BEGIN), catalogue.listed(SOURCE));
            sync(catalogue, BEGIN.plusSeconds(1), Set.of("north"), Set.of());
            assertEquals(Set.of("south", "west"), catalogue.listed(SOURCE).keySet());
            assertEquals(Map.of(), catalogue.listed("connection other"));
        }
    }

    @Test
    void whatIsNoLongerThereIsToldAndWhatHasNoWayBackIsNamed() throws Exception {
        cloud.put("north", new TreeMap<>(Map.of("north-0", Set.of("a"), "north-1", Set.of())));
        cloud.put("south", Map.of("south-0", Set.of("b")));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            sync(catalogue, BEGIN, Set.of(), Set.of());
            Seen seen = Seen.of(SOURCE, catalogue, BEGIN.plusSeconds(60));
            assertEquals(List.of("north-1"), seen.unprotected());
            assertEquals(3, seen.assets());
            assertEquals(null, seen.staleSince());
            cloud.get("north").remove("north-0");
            AccountSync.Sum sum = sync(catalogue, BEGIN.plusSeconds(60), Set.of(), Set.of());
            assertTrue(sum.notes().toString().contains("north-0 (north-0) is no longer there"), sum::toString);
            assertEquals(
                    BEGIN, Seen.of(SOURCE, catalogue, BEGIN.plusSeconds(60)).staleSince());
            assertThrows(
                    BackstayException.class, () -> sync(catalogue, BEGIN.plusSeconds(90), Set.copyOf(PARTS), Set.of()));
        }
    }

    @Test
    void whatMayNotBeReadIsNotKnownToBeBare() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        cloud.put("south", Map.of("south-0", Set.of()));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            sync(catalogue, BEGIN, Set.of(), Set.of("south"));
            Seen blind = Seen.of(SOURCE, catalogue, BEGIN);
            assertEquals(List.of(), blind.unprotected());
            assertEquals(List.of("south-0"), blind.unreadable());
            assertTrue(blind.concerns().toString().contains("may not be read"), blind::toString);
            sync(catalogue, BEGIN.plusSeconds(1), Set.of(), Set.of());
            Seen read = Seen.of(SOURCE, catalogue, BEGIN.plusSeconds(1));
            assertEquals(List.of("south-0"), read.unprotected());
            assertEquals(List.of(), read.unreadable());
            assertEquals(List.of(), read.concerns());
        }
    }

    @Test
    void whatIsFoldedIntoAnotherIsNoAssetAnyMoreUnlessAnotherSourceListsIt() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        cloud.put("south", Map.of("south-0", Set.of("b")));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            sync(catalogue, BEGIN, Set.of(), Set.of());
            Asset foreign = listed("north", new Listing.Occasion("other", Environment.PRODUCTION, BEGIN), true)
                    .found()
                    .getFirst()
                    .asset();
            AccountSync.Settling folding = (found, _, told) -> {
                found.forEach(each -> told.folded(each.asset().id()));
                return found.stream()
                        .filter(each -> each.asset().name().startsWith("south"))
                        .toList();
            };
            catalogue.replace(foreign, List.of());
            settled(catalogue, BEGIN.plusSeconds(60), folding);
            assertEquals(Set.of("north-0", "south-0"), known(catalogue).keySet(), "another source lists it");
            sync(catalogue, BEGIN.plusSeconds(90), Set.of(), Set.of());
            settled(catalogue, BEGIN.plusSeconds(120), folding);
            assertEquals(Set.of("south-0"), known(catalogue).keySet());
        }
    }

    /// The asset itself was heard, so that alone its age says nothing of points that nobody told of.
    @Test
    void pointsThatAreKeptUnheardProveNothingUntilTheyAreToldAgain() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        cloud.put("south", Map.of("south-0", Set.of("b")));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            Instant later = BEGIN.plusSeconds(60);
            settled(catalogue, later, (found, _, told) -> {
                told.silent(new AssetId("north-0"));
                return found;
            });
            assertEquals("UNKNOWN COMPLIANT", snapshots(catalogue, later));
            settled(catalogue, later.plusSeconds(60), (found, _, _) -> found);
            assertEquals("COMPLIANT COMPLIANT", snapshots(catalogue, later.plusSeconds(60)));
        }
    }

    private void settled(Catalogue catalogue, Instant at, AccountSync.Settling settling) throws Exception {
        List<AccountSync.Part> parts = PARTS.stream()
                .map(part -> new AccountSync.Part(part, given -> listed(part, given, true)))
                .toList();
        new AccountSync(new Listing.Occasion(SOURCE, Environment.PRODUCTION, at), catalogue)
                .run(parts, settling, Progress.NONE);
    }

    /// What was seen a minute ago and could not be asked for now shows no promise to hold.
    @Test
    void ofAPartThatFailsNoPromiseHoldsUntilItIsHeardAgain() throws Exception {
        cloud.put("north", Map.of("north-0", Set.of("a")));
        cloud.put("south", Map.of("south-0", Set.of("b")));
        try (Catalogue catalogue = Catalogue.open(folder.resolve("catalogue.db"))) {
            sync(catalogue, BEGIN, Set.of(), Set.of());
            assertEquals("COMPLIANT COMPLIANT", snapshots(catalogue, BEGIN));
            Instant later = BEGIN.plusSeconds(60);
            sync(catalogue, later, Set.of("north"), Set.of());
            assertEquals("UNKNOWN COMPLIANT", snapshots(catalogue, later));
            sync(catalogue, later.plusSeconds(60), Set.of(), Set.of());
            assertEquals("COMPLIANT COMPLIANT", snapshots(catalogue, later.plusSeconds(60)));
            sync(catalogue, later.plusSeconds(90), Duration.ofMinutes(5), new ArrayList<>(), "");
            assertEquals("COMPLIANT COMPLIANT", snapshots(catalogue, later.plusSeconds(90)), "nobody was asked");
        }
    }

    private static String snapshots(Catalogue catalogue, Instant at) throws Exception {
        return PolicyCheck.check(
                        Probe.policy("{rule: by, assets: [database], mechanism: snapshot}"),
                        EstateFacts.of(catalogue, at),
                        at)
                .findings()
                .stream()
                .sorted(Comparator.comparing(Finding::asset))
                .map(each -> each.status().name())
                .collect(Collectors.joining(" "));
    }
}
