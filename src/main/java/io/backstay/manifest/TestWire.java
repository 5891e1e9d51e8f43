package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restore that was done, as a manifest writes it.
record TestWire(
        AssetId asset,
        Kind kind,
        @Nullable String scenario,
        Instant at,
        Outcome outcome,
        @Nullable Duration measuredRto,
        @Nullable Duration measuredRpo,
        List<String> works,
        @Nullable String source,
        @Nullable Instant observedAt) {

    enum Kind {
        FULL("full"),
        POINT_IN_TIME("point-in-time"),
        OBJECT_ROLLBACK("object-rollback"),
        TENANT("tenant"),
        INTEGRITY("integrity");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("a restore test is not of the kind '" + word + "'");
        }
    }

    enum Outcome {
        PASSED,
        FAILED
    }

    static TestWire of(RestoreTest test) {
        return new TestWire(
                test.asset(),
                Kind.of(test.kind()),
                test.scenario(),
                test.at(),
                test.passed() ? Outcome.PASSED : Outcome.FAILED,
                test.measuredRto(),
                test.measuredRpo(),
                test.works(),
                test.observation().source(),
                test.observation().observedAt());
    }

    RestoreTest toTest(Observation otherwise) {
        return new RestoreTest(
                asset,
                kind.word,
                scenario,
                at,
                outcome == Outcome.PASSED,
                measuredRto,
                measuredRpo,
                works,
                AssetWire.observed(source, observedAt, otherwise));
    }
}
