package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A live database that holds some [RandomSchema]s after their accidents, and its state before them.
///
/// A new session costs as much as twenty statements, so all schemas share three: one that looks at each database as
/// the superuser, and the one that restores.
final class RandomEstate implements AutoCloseable {
    private final Login live;
    private final Login then;
    private final Login prover;
    private final Connection nowAsked;
    private final Connection thenAsked;
    private final Connection restoring;
    private int undos;
    private final Map<Long, RandomSchema> schemas;

    private RandomEstate(Login live, Map<Long, RandomSchema> schemas) throws BackstayException {
        this.live = live;
        this.then = then(live);
        this.prover = live.as("practice_prover", Secrets.source("proof"));
        this.schemas = schemas;
        this.nowAsked = live.open("test live");
        this.thenAsked = then.open("test then");
        this.restoring = prover.open("test prover");
    }

    private static Login then(Login live) {
        return live.to(live.database() + "_then");
    }

    static RandomEstate of(List<Long> seeds) throws BackstayException, InterruptedException, SQLException {
        Login live = TestPostgres.database();
        Map<Long, RandomSchema> schemas = new HashMap<>();
        try (Connection session = live.open("test")) {
            Db db = new Db(session);
            for (String sql : new RestoreRegistry(TenantMappings.REGISTRY).ddl()) {
                db.run(sql);
            }
            db.run("grant usage on schema backstay to practice_prover;"
                    + "grant select, insert on backstay.restore_runs, backstay.undo_rows to practice_prover");
            for (long seed : seeds) {
                RandomSchema schema = new RandomSchema(seed);
                schemas.put(seed, schema);
                made(seed, db, RandomRows.create(schema));
            }
        }
        Practice.run(live.to("postgres"), "create database " + then(live).database() + " template " + live.database());
        RandomEstate estate = new RandomEstate(live, schemas);
        for (long seed : seeds) {
            made(seed, new Db(estate.nowAsked), RandomRows.accident(estate.schema(seed)));
        }
        new Db(estate.nowAsked).run("reset all");
        return estate;
    }

    private RandomSchema schema(long seed) {
        return Objects.requireNonNull(schemas.get(seed), () -> "no schema of seed " + seed);
    }

    private static void made(long seed, Db db, String sql) {
        try {
            db.run(sql);
        } catch (SQLException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + sql, e);
        }
    }

    /// Brings back what one schema's first tenant lost, and looks at every row of the schema.
    void restoreAndCompare(long seed) throws BackstayException, InterruptedException, SQLException {
        RandomSchema schema = schema(seed);
        TriggerMode mode = seed % 2 == 0 ? TriggerMode.SUPPRESS : TriggerMode.FIRE;
        TenantMapping mapping = schema.mapping();
        String everything = schema.contents(true, true);
        String damaged = ask(nowAsked, everything);
        String others = schema.contents(false, true);
        String untouched = ask(nowAsked, others);
        Connection session = restoring;
        try (TenantRows rows = Closure.find(thenAsked, mapping, schema.tenant())) {
            TenantImport imports = new TenantImport(() -> prover.open("again"), InstantSource.system());
            assertTrue(rows.leaks().isEmpty(), () -> "seed " + seed + ": " + rows.leaks());
            Expected expected = mode == TriggerMode.FIRE
                    ? imports.rehearse(session, Question.of(rows), mode, Progress.NONE)
                            .measured()
                    : Comparison.run(Question.of(rows), session, Progress.NONE).expected();
            ImportResult.Finished finished = (ImportResult.Finished) imports.run(
                    session,
                    Question.of(rows),
                    new ImportPlan("p" + seed, schema.tenant(), mode, expected),
                    Progress.NONE);
            assertTrue(finished.proof().verified(), () -> "seed " + seed + ": " + finished.proof());
            AfterCheck.Result after = AfterCheck.run(session, mapping, schema.tenant(), SchemaChoices.NONE, finished);
            assertTrue(after.holds(), () -> "seed " + seed + ": " + after.lines());
        } catch (BackstayException e) {
            throw new AssertionError("seed " + seed + ": " + e.failure().message(), e);
        }
        String mine = schema.contents(true, mode == TriggerMode.SUPPRESS);
        same(ask(thenAsked, mine), ask(nowAsked, mine), "seed " + seed + ", " + mode);
        same(untouched, ask(nowAsked, others), "seed " + seed + ", " + mode + ", others");
        if (mode == TriggerMode.SUPPRESS) {
            String restored = ask(nowAsked, everything);
            boolean undone = undo(seed, schema, mapping);
            same(undone ? damaged : restored, ask(nowAsked, everything), "seed " + seed + ", undone " + undone);
            same(untouched, ask(nowAsked, others), "seed " + seed + ", undone " + undone + ", others");
            undos += undone ? 1 : 0;
        }
    }

    private static String ask(Connection session, String sql) throws SQLException {
        return new Db(session).text(sql);
    }

    /// How many imports were taken back; the others would have left references to nothing, as the accident had.
    int undos() {
        return undos;
    }

    private static void same(String expected, String found, String what) {
        List<String> before = expected.lines().toList();
        List<String> after = found.lines().toList();
        assertEquals(
                before.stream().filter(line -> !after.contains(line)).toList(),
                after.stream().filter(line -> !before.contains(line)).toList(),
                what);
    }

    /// Takes the import back, unless rows that the accident had left without a parent have it again.
    private boolean undo(long seed, RandomSchema schema, TenantMapping mapping)
            throws BackstayException, InterruptedException, SQLException {
        try {
            ImportResult.Finished undone = (ImportResult.Finished) new TenantUndo(
                            () -> prover.open("again"), InstantSource.system())
                    .run(
                            restoring,
                            mapping,
                            new TenantUndo.Order(
                                    "p" + seed, schema.tenant(), TriggerMode.SUPPRESS, SchemaChoices.NONE, Map.of()),
                            Progress.NONE);
            assertTrue(undone.proof().verified(), () -> "seed " + seed + ", undo: " + undone.proof());
            return true;
        } catch (BackstayException e) {
            assertTrue(
                    e.failure().message().startsWith("Rows that are not of the import refer"),
                    () -> "seed " + seed + ", undo: " + e.failure().message());
            return false;
        }
    }

    /// Removes both databases.
    @Override
    public void close() throws BackstayException, SQLException {
        for (Connection each : List.of(nowAsked, thenAsked, restoring)) {
            each.close();
        }
        for (Login each : List.of(live, then)) {
            Practice.run(live.to("postgres"), "drop database " + each.database() + " with (force)");
        }
    }
}
