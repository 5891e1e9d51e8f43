package io.backstay.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A proof that was kept before a commit, as another process finds it.
class KeptProofTest {
    @Test
    void onlyTheTransactionThatWasCommittedCanClaimLivesRow() throws Exception {
        try (Connection live = TestPostgres.database().open("a test")) {
            live.setAutoCommit(false);
            Db db = new Db(live);
            String mine = db.text("select pg_current_xact_id()::text");
            live.rollback();
            String theirs = db.text("select pg_current_xact_id()::text");
            live.commit();
            assertFalse(KeptProof.isCommitted(live, kept(mine)), "it was rolled back, and somebody else committed");
            assertTrue(KeptProof.isCommitted(live, kept(theirs)));
        }
    }

    @Test
    void aProofComesOutAsItWentInWithTheMomentOfItsCommit() throws Exception {
        Instant at = Instant.parse("2026-11-23T03:00:00Z");
        ImportResult.Finished kept = kept("77");
        ImportResult.Finished read = KeptProof.committed(KeptProof.of(kept), at);
        assertEquals(kept.proof().claims(), read.proof().claims());
        assertEquals(at, read.proof().committedAt());
        assertEquals(kept.measured(), read.measured());
    }

    private static ImportResult.Finished kept(String transaction) {
        var claim = new Claim("Rows inserted", "12", "12", "counted", true);
        return new ImportResult.Finished(
                new Proof(List.of(claim), transaction, "prover", null, 12, 0),
                new Expected(new TreeMap<>(), "beef", "f00d"),
                Map.of(),
                List.of());
    }
}
