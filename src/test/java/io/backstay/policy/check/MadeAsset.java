package io.backstay.policy.check;

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
import io.backstay.policy.facts.EstateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An asset, its points and its tests, made for a test.
public final class MadeAsset {
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

    public MadeAsset(AssetId id, AssetKind kind, Instant seen) {
        this.id = id;
        this.kind = kind;
        this.seen = seen;
    }

    /// Adds points as they are.
    public MadeAsset with(Probe.MadePoint... more) {
        points.addAll(List.of(more));
        return this;
    }

    /// Does not even say how it is encrypted.
    public MadeAsset plain() {
        encryption = null;
        return this;
    }

    public MadeAsset in(Environment word) {
        environment = word;
        return this;
    }

    public MadeAsset at(String word, @Nullable String planWord) {
        provider = word;
        plan = planWord;
        return this;
    }

    public MadeAsset of(@Nullable String accountWord, @Nullable String regionWord, String... replicaRegions) {
        account = accountWord;
        region = regionWord;
        replicas = List.of(replicaRegions);
        return this;
    }

    public MadeAsset versioning(@Nullable Boolean on) {
        versioning = on;
        return this;
    }

    public MadeAsset immutable(@Nullable Boolean on) {
        immutable = on;
        return this;
    }

    public MadeAsset log(Instant earliest, Instant latest, @Nullable Duration lag, WalGap... holes) {
        pitr = new RestorableWindow(earliest, latest, lag);
        gaps = List.of(holes);
        return this;
    }

    public MadeAsset kept(@Nullable Safekeeping value) {
        kept = value;
        return this;
    }

    public MadeAsset configured(@Nullable Duration retention, @Nullable Duration window) {
        configured = new Configured(retention, window, null, null, List.of());
        return this;
    }

    public MadeAsset test(
            String test, @Nullable String scenario, Instant moment, boolean passed, @Nullable Duration rto) {
        return test(test, scenario, moment, passed, rto, null);
    }

    public MadeAsset test(
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
    public MadeAsset working(String... words) {
        works = List.of(words);
        return this;
    }

    public EstateFacts facts() {
        return into(new EstateFacts());
    }

    public EstateFacts into(EstateFacts facts) {
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
