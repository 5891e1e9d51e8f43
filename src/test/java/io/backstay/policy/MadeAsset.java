package io.backstay.policy;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Environment;
import io.backstay.estate.Observation;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.RestoreTest;
import io.backstay.estate.Safekeeping;
import io.backstay.estate.WalGap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An asset, its points and its tests, made for a test.
final class MadeAsset {
    private final AssetId id;
    private final AssetKind kind;
    private final Instant seen;
    private final List<Probe.MadePoint> points = new ArrayList<>();
    private final List<RestoreTest> tests = new ArrayList<>();
    private Environment environment = Environment.PRODUCTION;
    private @Nullable String encryption = "AES-256";
    private String provider = "made";
    private @Nullable String account;
    private @Nullable String plan;
    private @Nullable String region;
    private @Nullable Boolean versioning;
    private @Nullable Boolean immutable;
    private @Nullable Safekeeping kept;
    private @Nullable RestorableWindow pitr;
    private List<String> works = List.of();
    private List<WalGap> gaps = List.of();
    private List<String> replicas = List.of();
    private Configured configured = Configured.UNKNOWN;

    MadeAsset(AssetId id, AssetKind kind, Instant seen) {
        this.id = id;
        this.kind = kind;
        this.seen = seen;
    }

    /// Adds points as they are.
    MadeAsset with(Probe.MadePoint... more) {
        points.addAll(List.of(more));
        return this;
    }

    /// Does not even say how it is encrypted.
    MadeAsset plain() {
        encryption = null;
        return this;
    }

    MadeAsset in(Environment word) {
        environment = word;
        return this;
    }

    MadeAsset at(String word, @Nullable String planWord) {
        provider = word;
        plan = planWord;
        return this;
    }

    MadeAsset of(@Nullable String accountWord, @Nullable String regionWord, String... replicaRegions) {
        account = accountWord;
        region = regionWord;
        replicas = List.of(replicaRegions);
        return this;
    }

    MadeAsset versioning(@Nullable Boolean on) {
        versioning = on;
        return this;
    }

    MadeAsset immutable(@Nullable Boolean on) {
        immutable = on;
        return this;
    }

    MadeAsset log(Instant earliest, Instant latest, @Nullable Duration lag, WalGap... holes) {
        pitr = new RestorableWindow(earliest, latest, lag);
        gaps = List.of(holes);
        return this;
    }

    MadeAsset kept(@Nullable Safekeeping value) {
        kept = value;
        return this;
    }

    MadeAsset configured(@Nullable Duration retention, @Nullable Duration window) {
        configured = new Configured(retention, window, null, null, List.of());
        return this;
    }

    MadeAsset test(String test, @Nullable String scenario, Instant moment, boolean passed, @Nullable Duration rto) {
        return test(test, scenario, moment, passed, rto, null);
    }

    MadeAsset test(
            String test,
            @Nullable String scenario,
            Instant moment,
            boolean passed,
            @Nullable Duration rto,
            @Nullable Duration rpo) {
        tests.add(
                new RestoreTest(id, test, scenario, moment, passed, rto, rpo, works, new Observation("made", moment)));
        return this;
    }

    /// What the tests that are added from here on show to work again.
    MadeAsset working(String... words) {
        works = List.of(words);
        return this;
    }

    EstateFacts facts() {
        return into(new EstateFacts());
    }

    EstateFacts into(EstateFacts facts) {
        points.forEach(point -> facts.add(point.point(id)));
        tests.forEach(facts::add);
        return facts.add(asset());
    }

    private Asset asset() {
        return new Asset(
                id,
                id.value(),
                kind,
                environment,
                provider,
                account,
                plan,
                region,
                encryption,
                null,
                versioning,
                configured,
                pitr,
                gaps,
                replicas,
                immutable,
                kept,
                new Observation("made", seen));
    }
}
