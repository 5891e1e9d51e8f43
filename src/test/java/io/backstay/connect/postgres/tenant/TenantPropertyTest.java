package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Comparison;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the schema: what one tenant lost comes back, and nothing else moves.
final class TenantPropertyTest {
    private static final int SCHEMAS = 25;

    @BeforeAll
    static void rolesAreThere() throws BackstayException, InterruptedException {
        Practice.create();
    }

    static Stream<Long> seeds() {
        return new SplittableRandom(20261123).longs(SCHEMAS).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatOneTenantLostComesBackAndNothingElseMoves(long seed)
            throws BackstayException, InterruptedException, SQLException {
        RandomSchema schema = new RandomSchema(seed);
        Login live = TestPostgres.database();
        Practice.run(live, schema.create());
        Login then = live.to(live.database() + "_then");
        Practice.run(live.to("postgres"), "create database " + then.database() + " template " + live.database());
        Practice.run(live, schema.accident());
        TriggerMode mode = seed % 2 == 0 ? TriggerMode.SUPPRESS : TriggerMode.FIRE;
        Login prover = live.as("practice_prover", Secrets.source("proof"));
        try (Connection session = prover.open("test prover");
                TenantRows rows = Closure.find(then.open("test then"), TenantMappings.random(), Practice.FIRM)) {
            TenantImport imports = new TenantImport(() -> prover.open("again"), InstantSource.system());
            assertTrue(rows.leaks().isEmpty(), () -> "seed " + seed + ": " + rows.leaks());
            Expected expected = imports.rehearse(session, Question.of(rows), mode, Progress.NONE)
                    .measured();
            assertEquals(
                    expected,
                    Comparison.run(Question.of(rows), session, Progress.NONE).expected(),
                    () -> "seed " + seed);
            ImportResult.Finished finished = (ImportResult.Finished) imports.run(
                    session, Question.of(rows), new ImportPlan("p", Practice.FIRM, mode, expected), Progress.NONE);
            assertTrue(finished.proof().verified(), () -> "seed " + seed + ": " + finished.proof());
        }
        for (String table : schema.tableNames()) {
            String all = "select string_agg(t::text, '|' order by t::text) from " + table + " t";
            assertEquals(Practice.ask(then, all), Practice.ask(live, all), () -> "seed " + seed + ", " + table);
        }
    }
}
