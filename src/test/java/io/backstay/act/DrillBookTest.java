package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Reached;
import io.backstay.base.AssetId;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.RestoreTest;
import io.backstay.restore.environment.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A drill in which anything did not hold is kept as a restore test that failed, with what it measured all the same.
class DrillBookTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final AssetId DATABASE = new AssetId("practice-db");
    private static final Check GOOD = new Check("Values mended", "12", "12", true);
    private static final Reached NOTHING = new Reached(null, null, null, 0);
    private static final Check BAD = new Check("Values mended", "12", "11", false);

    @Test
    void oneCheckThatFailsFailsTheDrill() {
        Reached done = done(true, true);
        assertTrue(DrillBook.verified(done, List.of()));
        assertTrue(DrillBook.verified(done, List.of(GOOD, GOOD)));
        assertFalse(DrillBook.verified(done, List.of(GOOD, BAD)));
        assertFalse(DrillBook.verified(done(false, true), List.of(GOOD)), "the proof did not hold");
        assertFalse(DrillBook.verified(done(true, false), List.of(GOOD)), "a new session did not find everything so");
        assertFalse(DrillBook.verified(NOTHING, List.of(GOOD)), "nothing was proven");
    }

    @Test
    void aFailedDrillIsAFailedTestThatKeepsItsMeasures() {
        Reached done = done(true, true);
        RestoreTest test = DrillBook.test(
                DATABASE,
                "R-0001",
                "corruption",
                DrillBook.verified(done, List.of(BAD)),
                DrillBook.Measures.of(done, Duration.ofMinutes(3)),
                NOW);
        assertFalse(test.passed());
        assertEquals(List.of(), test.works());
        assertEquals(
                List.of("database reads", "database writes"),
                DrillBook.test(DATABASE, "R-0001", "corruption", true, DrillBook.Measures.of(done, null), NOW)
                        .works());
        assertEquals("corruption", test.scenario());
        assertEquals(Duration.ofHours(2), test.measuredRto());
        assertEquals(Duration.ofMinutes(3), test.measuredRpo());
        assertEquals("drill R-0001", test.observation().source());
        assertNull(DrillBook.Measures.of(NOTHING, null).rto());
    }

    private static Reached done(boolean proven, boolean verified) {
        var claim = new Claim("Rows inserted", "3", proven ? "3" : "4", "per table", proven);
        Proof proof = new Proof(List.of(claim), "77", "prover", proven ? NOW : null, 3, 0);
        var verification = new GuidedRestore.Verification(
                verified, List.of(), Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO, 0, Path.of("reports"));
        return new Reached(proof, verification, null, 0);
    }
}
