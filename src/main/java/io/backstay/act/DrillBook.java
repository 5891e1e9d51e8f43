package io.backstay.act;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Reached;
import io.backstay.act.test.TestResult;
import io.backstay.base.AssetId;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a drill of one tenant's restore is said to have shown: nothing but what all of it held to.
final class DrillBook {
    private DrillBook() {}

    /// Whether the rows were proven and verified, and everything else that was looked at is as it must be.
    static boolean verified(Reached done, List<Check> checks) {
        Proof proof = done.proof();
        GuidedRestore.Verification verification = done.verification();
        return proof != null
                && proof.verified()
                && verification != null
                && verification.verified()
                && checks.stream().allMatch(Check::holds);
    }

    /// A drill counts as a restore test, whether it passed or not.
    ///
    /// @param restore such as `R-0001`
    static RestoreTest test(
            AssetId database, String restore, String scenario, boolean passed, Measures measures, Instant now) {
        return new RestoreTest(
                database,
                "tenant",
                scenario,
                now,
                passed,
                measures.rto(),
                measures.rpo(),
                passed ? List.of(TestResult.DATABASE_READS, TestResult.DATABASE_WRITES) : List.of(),
                new Observation("drill " + restore, now));
    }

    /// How long it took by the clock of the case, absent when the drill did not come so far or no probe answered.
    static @Nullable Duration rto(Reached done) {
        GuidedRestore.Verification verification = done.verification();
        return verification == null ? null : verification.rto();
    }

    /// What was measured; absent where the drill did not come so far.
    record Measures(@Nullable Duration rto, @Nullable Duration rpo) {
        static Measures of(Reached done, @Nullable Duration rpo) {
            return new Measures(DrillBook.rto(done), rpo);
        }
    }
}
