package io.backstay.ui.compliance;

import io.backstay.act.policy.Retentions;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.AssetKind;
import io.backstay.policy.retention.KeepRules;
import io.backstay.policy.retention.Keeping;
import io.backstay.ui.kit.Background;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A database with a point every six hours, of which a policy keeps the newest twelve.
final class FakeRetentions implements Retentions {
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Duration EVERY = Duration.ofHours(6);
    private static final int POINTS = 13;
    private static final int KEPT = 12;

    final List<Question> asked = new ArrayList<>();
    KeepRules rules = new KeepRules(KEPT, 0, 0, 0, 0, 0, null, ZoneOffset.UTC);
    int points = POINTS;

    @Nullable
    Failure failure;

    static ForecastModel model() {
        return new FakeRetentions().forecast();
    }

    ForecastModel forecast() {
        return new ForecastModel(
                new FakePolicies(), this, new Background(Runnable::run, Runnable::run, AssertionError::new), LONDON);
    }

    /// When the newest was taken.
    static Instant newest() {
        return FakePolicies.NOW.minus(Duration.ofHours(3));
    }

    @Override
    public Answer judge(Question question) throws BackstayException {
        asked.add(question);
        if (failure != null) {
            throw new BackstayException(failure);
        }
        if (rules.isEmpty()) {
            return new Answer(FakePolicies.NOW, List.of());
        }
        List<Keeping.Point> all = IntStream.range(0, points)
                .mapToObj(i -> new Keeping.Point(
                        "snap-" + (POINTS - i), newest().minus(EVERY.multipliedBy(i)), null, null, null))
                .toList();
        return new Answer(
                FakePolicies.NOW,
                List.of(new One(
                        FakePolicies.asset(FakePolicies.DATABASE, AssetKind.DATABASE),
                        rules,
                        List.of("retention"),
                        Keeping.of(rules, all, null, FakePolicies.NOW))));
    }
}
