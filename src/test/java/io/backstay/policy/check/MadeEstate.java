package io.backstay.policy.check;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.RestoreTest;
import io.backstay.estate.WalGap;
import io.backstay.policy.facts.EstateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A small estate of one database and one bucket, made for a test; changed by its fields before it is asked for facts.
public final class MadeEstate {
    /// The instant that the estates are made for.
    public static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private static final AssetId DATABASE = new AssetId("db");
    private static final AssetId OBJECTS = new AssetId("files");

    private final List<RecoveryPoint> points = new ArrayList<>();
    private final List<RestoreTest> tests = new ArrayList<>();
    private Environment environment = Environment.PRODUCTION;
    private @Nullable String encryption = "AES-256";
    private @Nullable Boolean versioning = true;
    private @Nullable RestorableWindow window;
    private Configured configured = Configured.UNKNOWN;
    private List<WalGap> gaps = List.of();
    private Instant observedAt = NOW;

    /// Forty nightly snapshots, a week of log, tested lately.
    public static MadeEstate healthy() {
        var estate = new MadeEstate();
        for (int day = 0; day < 40; day++) {
            estate.snapshot(Duration.ofDays(day).plusHours(3));
        }
        estate.window(Duration.ofDays(8), Duration.ofMinutes(2));
        estate.test("full", 30, true).test("point-in-time", 31, true).test("object-rollback", 32, true);
        return estate;
    }

    /// One base backup a minute ago, and the log since.
    public static MadeEstate young() {
        return new MadeEstate().snapshot(Duration.ofMinutes(1)).window(Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    /// Assets of which nothing else is known.
    public static MadeEstate unknown() {
        return new MadeEstate().encryption(null).versioning(null);
    }

    /// Adds a snapshot that was taken that long ago.
    public MadeEstate snapshot(Duration ago) {
        return point(ago, PointStatus.AVAILABLE, NOW.minus(ago).plus(Duration.ofDays(40)), encryption);
    }

    /// Adds a snapshot with further facts.
    public MadeEstate point(
            Duration ago, PointStatus status, @Nullable Instant expiresAt, @Nullable String pointEncryption) {
        points.add(new RecoveryPoint(
                new PointId("snap-" + points.size()),
                DATABASE,
                PointKind.SNAPSHOT,
                NOW.minus(ago),
                NOW.minus(ago),
                expiresAt,
                status,
                null,
                pointEncryption,
                null,
                List.of(),
                "private",
                null,
                null,
                "scheduled",
                null,
                new Observation("made", observedAt)));
        return this;
    }

    /// Forgets the snapshots that were taken less than that long ago, and lets the log end there.
    public MadeEstate stoppedBefore(Duration ago) {
        points.removeIf(point -> point.takenAt().isAfter(NOW.minus(ago)));
        RestorableWindow known = window;
        window = known == null ? null : new RestorableWindow(known.earliest(), NOW.minus(ago), null);
        return this;
    }

    /// Sets the restorable window of the database.
    public MadeEstate window(Duration from, Duration to) {
        window = new RestorableWindow(NOW.minus(from), NOW.minus(to), null);
        return this;
    }

    MadeEstate noWindow() {
        window = null;
        return this;
    }

    MadeEstate noPoint(int index) {
        points.remove(index);
        return this;
    }

    MadeEstate gap(Duration from, Duration to) {
        gaps = List.of(new WalGap(NOW.minus(from), NOW.minus(to)));
        return this;
    }

    MadeEstate encryption(@Nullable String word) {
        encryption = word;
        return this;
    }

    MadeEstate versioning(@Nullable Boolean on) {
        versioning = on;
        return this;
    }

    MadeEstate configured(@Nullable Duration retention, @Nullable Duration pitr) {
        configured = new Configured(retention, pitr, null, null, List.of());
        return this;
    }

    MadeEstate environment(Environment word) {
        environment = word;
        return this;
    }

    MadeEstate observedAt(Instant instant) {
        observedAt = instant;
        return this;
    }

    MadeEstate noTests() {
        tests.clear();
        return this;
    }

    MadeEstate test(String kind, int daysAgo, boolean passed) {
        tests.add(new RestoreTest(
                kind.startsWith("object") ? OBJECTS : DATABASE,
                kind,
                null,
                NOW.minus(Duration.ofDays(daysAgo)),
                passed,
                null,
                null,
                List.of(),
                new Observation("made", observedAt)));
        return this;
    }

    /// The database and the bucket.
    public List<Asset> assets() {
        return List.of(database(), objects());
    }

    /// The recovery points, newest first.
    public List<RecoveryPoint> points() {
        return points;
    }

    /// The restore tests.
    public List<RestoreTest> tests() {
        return tests;
    }

    EstateFacts facts() {
        var facts = new EstateFacts();
        tests.forEach(facts::add);
        points.forEach(facts::add);
        assets().forEach(facts::add);
        return facts;
    }

    private Asset database() {
        return asset(DATABASE, AssetKind.DATABASE, null, window, gaps);
    }

    private Asset objects() {
        return asset(OBJECTS, AssetKind.OBJECT_STORE, versioning, null, List.of());
    }

    private Asset asset(
            AssetId id,
            AssetKind kind,
            @Nullable Boolean versions,
            @Nullable RestorableWindow pitr,
            List<WalGap> walGaps) {
        return new Asset(
                id,
                id.value(),
                kind,
                environment,
                "made",
                null,
                null,
                null,
                encryption,
                "shared-schema",
                versions,
                kind == AssetKind.DATABASE ? configured : Configured.UNKNOWN,
                pitr,
                walGaps,
                List.of(),
                null,
                null,
                new Observation("made", observedAt));
    }
}
