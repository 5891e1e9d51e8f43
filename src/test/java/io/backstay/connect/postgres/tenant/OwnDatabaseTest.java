package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.ClusterSpec;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each tenant has a database of his own, whose name has his key; the recovered one has the same name, on a server of
/// its own.
final class OwnDatabaseTest {
    private static final String ORDERS = """
            create schema app;
            create table app.orders (id int primary key, note text);
            create table app.lines (order_id int references app.orders on delete cascade, what text);
            insert into app.orders values (1, 'one'), (2, 'two');
            insert into app.lines values (1, 'a'), (1, 'a'), (2, 'b');
            """;
    private static final String RIGHTS = """
            grant usage on schema app, backstay to practice_prover, practice_writer;
            grant select on all tables in schema app to practice_prover;
            grant select, insert, update, delete on all tables in schema app to practice_writer;
            grant select, insert on all tables in schema backstay to practice_prover
            """;
    private static final String EVERYTHING = """
            select string_agg(x, ', ' order by x) from
            (select id || ' ' || note from app.orders
            union all select order_id || ': ' || what from app.lines) t (x)""";

    @Test
    void aTenantsDatabaseGetsBackWhatItLostAndAnotherTenantsIsRefused() throws Exception {
        Practice.create();
        Login live = database(TestPostgres.database());
        Login beside = database(TestPostgres.database());
        Practice.run(live, "delete from app.orders where id = 1; update app.orders set note = 'edited' where id = 2");
        String damaged = ask(live);
        TenantId tenant = new TenantId(live.database().replaceFirst("^test_", ""));
        Path folder = TestPostgres.folder("backstay-own-database-");
        var spec = new ClusterSpec(
                folder.resolve("data"), folder.resolve("log"), Secrets.source("recovered"), 1, Map.of("fsync", "off"));
        try (PgServer recovered = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec)) {
            recovered.start(Duration.ofSeconds(60));
            Login server = recovered.login("postgres", Secrets.source("recovered"));
            Practice.run(server, "create database " + live.database());
            Login then = server.to(live.database());
            Practice.run(then, ORDERS);
            Login prover = live.as("practice_prover", Secrets.source("proof"));
            restore(then, prover, tenant);
            assertEquals("1 one, 1: a, 1: a, 2 edited, 2: b", ask(live));
            undo(prover, tenant);
            assertEquals(damaged, ask(live));
            try (TenantRows rows = Closure.find(then.open("test"), mapping(), tenant);
                    Connection elsewhere = beside.as("practice_prover", Secrets.source("proof"))
                            .open("test")) {
                var refused = assertThrows(
                        BackstayException.class, () -> Comparison.run(Question.of(rows), elsewhere, Progress.NONE));
                assertTrue(refused.failure().message().contains(live.database()), refused.failure()::message);
            }
        } finally {
            Folders.remove(folder);
        }
    }

    private static void restore(Login then, Login prover, TenantId tenant) throws Exception {
        try (Connection session = prover.open("test");
                TenantRows rows = Closure.find(then.open("test"), mapping(), tenant)) {
            Comparison.Result found = Comparison.run(Question.of(rows), session, Progress.NONE);
            ImportPlan plan = new ImportPlan("own", tenant, TriggerMode.SUPPRESS, found.expected());
            proven(new TenantImport(() -> prover.open("again"), InstantSource.system())
                    .run(session, Question.of(rows), plan, Progress.NONE));
        }
    }

    private static void undo(Login prover, TenantId tenant) throws Exception {
        try (Connection session = prover.open("test")) {
            proven(new TenantUndo(() -> prover.open("again"), InstantSource.system())
                    .run(
                            session,
                            mapping(),
                            new TenantUndo.Order("own", tenant, TriggerMode.SUPPRESS, SchemaChoices.NONE, Map.of()),
                            Progress.NONE));
        }
    }

    private static void proven(ImportResult result) {
        ImportResult.Finished done = (ImportResult.Finished) result;
        assertTrue(done.proof().verified(), () -> done.proof().claims().toString());
    }

    private static Login database(Login login) throws BackstayException {
        Practice.run(login, ORDERS);
        new RestoreRegistry(TenantMappings.REGISTRY).ddl().forEach(sql -> ran(login, sql));
        Practice.run(login, RIGHTS);
        return login;
    }

    private static void ran(Login login, String sql) {
        try {
            Practice.run(login, sql);
        } catch (BackstayException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static String ask(Login login) throws BackstayException, SQLException {
        try (Connection session = login.open("test")) {
            return new Db(session).text(EVERYTHING);
        }
    }

    private static TenantMapping mapping() throws BackstayException {
        return MappingFile.parse("test", """
                        format: backstay-mapping/1
                        confirmed: true
                        tenant: customer
                        schemas: [app]
                        whole: [app]
                        database: "test_{tenant}"
                        writer: {role: practice_writer, registry: backstay.restore_runs}
                        """).mapping();
    }
}
