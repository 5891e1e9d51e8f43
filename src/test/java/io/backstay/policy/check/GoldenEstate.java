package io.backstay.policy.check;

import io.backstay.base.AssetId;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.estate.Safekeeping;
import io.backstay.policy.facts.EstateFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/// Estates of a database, a bucket, a configuration store and a UAT database, of which everything is known.
///
/// @param facts what is known
/// @param at    the instant to judge
record GoldenEstate(EstateFacts facts, Instant at) {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int NIGHTS = 40;
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");
    private static final Safekeeping KEPT = new Safekeeping(true, List.of("a", "b"), false, false, "TLS 1.2", true);

    static GoldenEstate of(String name) {
        return switch (name) {
            case "healthy" -> made(NOW, NOW, INDIA, -1);
            case "one-missed-night" -> made(NOW, NOW, INDIA, 1);
            case "stale" -> made(NOW, NOW.plus(DAY.multipliedBy(3)), INDIA, -1);
            case "unknown" -> unknown();
            case "over-retained" -> overRetained();
            // In Ireland the hour from 01:00 to 02:00 does not exist on 2026-03-29.
            case "dst-night" ->
                made(Instant.parse("2026-03-29T08:00:00Z"), Instant.parse("2026-03-29T08:00:00Z"), DUBLIN, -1);
            case "leap-day" ->
                made(Instant.parse("2028-02-29T12:00:00Z"), Instant.parse("2028-02-29T12:00:00Z"), INDIA, -1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static GoldenEstate made(Instant seen, Instant at, ZoneId zone, int missed) {
        MadeAsset db = database(seen);
        MadeAsset settings = asset("settings", AssetKind.CONFIGURATION, seen);
        for (int night = 0; night < NIGHTS; night++) {
            if (night != missed) {
                db.with(nightly(seen, zone, night));
                settings.with(nightly(seen, zone, night));
            }
        }
        var facts = new EstateFacts();
        db.into(facts);
        settings.into(facts);
        files(seen).into(facts);
        uat(seen).configured(Duration.ZERO, Duration.ZERO).into(facts);
        return new GoldenEstate(facts, at);
    }

    private static GoldenEstate unknown() {
        var facts = new EstateFacts();
        new MadeAsset(new AssetId("db"), AssetKind.DATABASE, NOW).plain().into(facts);
        new MadeAsset(new AssetId("files"), AssetKind.OBJECT_STORE, NOW).plain().into(facts);
        new MadeAsset(new AssetId("db-uat"), AssetKind.DATABASE, NOW)
                .in(Environment.STAGING)
                .plain()
                .into(facts);
        return new GoldenEstate(facts, NOW);
    }

    /// Nobody deletes, a copy is public, and UAT has a backup.
    private static GoldenEstate overRetained() {
        GoldenEstate healthy = made(NOW, NOW, INDIA, -1);
        MadeAsset old = new MadeAsset(new AssetId("db-old"), AssetKind.DATABASE, NOW).at("supabase", "pro");
        for (int night = 0; night < 2 * NIGHTS; night++) {
            old.with(nightly(NOW, INDIA, night)
                    .expires(null)
                    .locked(null, null)
                    .visibility(night == 3 ? "public" : "private"));
        }
        old.into(healthy.facts());
        uat(NOW).with(nightly(NOW, INDIA, 2)).into(healthy.facts());
        return healthy;
    }

    private static MadeAsset database(Instant seen) {
        return asset("db", AssetKind.DATABASE, seen)
                .at("aws-rds", null)
                .log(seen.minus(Duration.ofDays(8)), seen.minusSeconds(1), Duration.ofSeconds(1))
                .working("core reads", "core writes", "application")
                .test("full", "environment", seen.minus(Duration.ofDays(30)), true, Duration.ofHours(2))
                .test("point-in-time", null, seen.minus(Duration.ofDays(90)), true, Duration.ofHours(1))
                .test("integrity", null, seen.minus(Duration.ofDays(366)), true, null)
                .test("tenant", "deletion", seen.minus(Duration.ofDays(9)), true, Duration.ofMinutes(40), Duration.ZERO)
                .test(
                        "full",
                        "region-failure",
                        seen.minus(Duration.ofDays(50)),
                        true,
                        Duration.ofHours(5),
                        Duration.ofHours(8))
                .test(
                        "full",
                        "zone-failure",
                        seen.minus(Duration.ofDays(50)),
                        true,
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(1))
                .test(
                        "full",
                        "instance-failure",
                        seen.minus(Duration.ofDays(50)),
                        true,
                        Duration.ofMinutes(3),
                        Duration.ofSeconds(3))
                .test(
                        "full",
                        "ransomware",
                        seen.minus(Duration.ofDays(50)),
                        true,
                        Duration.ofHours(3),
                        Duration.ofHours(20));
    }

    private static MadeAsset files(Instant seen) {
        return asset("files", AssetKind.OBJECT_STORE, seen)
                .of("production", "eu-central-1", "eu-west-1")
                .versioning(true)
                .immutable(true)
                .working("core reads", "core writes")
                .test("object-rollback", "objects", seen.minus(Duration.ofDays(60)), true, Duration.ofMinutes(9));
    }

    private static MadeAsset uat(Instant seen) {
        return new MadeAsset(new AssetId("db-uat"), AssetKind.DATABASE, seen).in(Environment.STAGING);
    }

    private static MadeAsset asset(String id, AssetKind kind, Instant seen) {
        return new MadeAsset(new AssetId(id), kind, seen)
                .of("production", "eu-central-1")
                .kept(KEPT);
    }

    /// At ten past one by the clock of the zone, and done twenty minutes later.
    private static Probe.MadePoint nightly(Instant seen, ZoneId zone, int nights) {
        Instant taken = seen.atZone(zone)
                .toLocalDate()
                .minusDays(nights)
                .atTime(LocalTime.of(1, 10))
                .atZone(zone)
                .toInstant();
        return new Probe.MadePoint(taken)
                .completed(taken.plus(Duration.ofMinutes(20)))
                .expires(taken.plus(DAY.multipliedBy(NIGHTS)))
                .locked(taken.plus(DAY.multipliedBy(NIGHTS)), "compliance")
                .account("backups")
                .visibility("private")
                .trigger("scheduled")
                .regions("eu-central-1", "eu-west-1");
    }
}
