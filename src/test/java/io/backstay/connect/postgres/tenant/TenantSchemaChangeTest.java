package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.Preflight;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.Secrets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Live has moved on since the last good moment: everything is found before anything is written, with a choice
/// each.
final class TenantSchemaChangeTest {

    @Test
    void everyChangeIsFoundWithItsChoicesAndTheRowsComeBackUnderThem()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = changed();
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            Map<String, Set<Choice>> found = new Preflight(
                            new Db(prover), Territory.read(prover, Practice.mapping(), Practice.FIRM))
                    .differences(rows).stream()
                            .collect(Collectors.toMap(SchemaDifference::id, each -> Set.copyOf(each.choices())));
            assertEquals(
                    Map.of(
                            "column-added practice.clients.vip", Set.of(Choice.DEFAULT, Choice.STOP),
                            "column-renamed practice.documents.name to title",
                                    Set.of(Choice.MAP, Choice.DEFAULT, Choice.STOP),
                            "column-dropped practice.users.wage", Set.of(Choice.LEAVE_OUT, Choice.STOP),
                            "column-retyped practice.jobs.title", Set.of(Choice.CAST, Choice.STOP),
                            "table-added practice.added", Set.of(Choice.ACCEPT, Choice.STOP),
                            "table-dropped practice.events", Set.of(Choice.LEAVE_OUT, Choice.STOP),
                            "keys-changed practice.clients", Set.of(Choice.ACCEPT, Choice.STOP)),
                    found);
            var refused = assertThrows(
                    BackstayException.class, () -> Comparison.run(Question.of(rows), prover, Progress.NONE));
            assertTrue(refused.failure().advice().contains("7 differences"), refused.failure()::advice);
            rows.choose(choices());
            Comparison.Result result = Comparison.run(Question.of(rows), prover, Progress.NONE);
            ImportResult.Finished finished = (ImportResult.Finished) practice.importer()
                    .run(
                            prover,
                            Question.of(rows),
                            new ImportPlan("changed", Practice.FIRM, TriggerMode.SUPPRESS, result.expected()),
                            Progress.NONE);
            assertTrue(
                    finished.proof().verified(), () -> finished.proof().claims().toString());
        }
        assertEquals("4", practice.ask("select count(*) from practice.documents where firm_id = 1 and title = 'Doc'"));
        assertEquals("10", practice.ask("select count(*) from practice.clients where firm_id = 1 and vip = 'no'"));
        assertEquals("6", practice.ask("select count(*) from practice.jobs where firm_id = 1 and title like 'Job _'"));
        assertEquals("4", practice.ask("select count(*) from practice.users where firm_id = 1"));
    }

    @Test
    void aStopOrAColumnThatNothingCanFillStaysRefused() throws BackstayException, InterruptedException, SQLException {
        Practice practice = changed();
        practice.live(
                "alter table practice.payments add column must int",
                "update practice.payments set must = 1",
                "alter table practice.payments alter must set not null");
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            rows.choose(choices().with("column-added practice.payments.must", Choice.DEFAULT));
            var refused = assertThrows(
                    BackstayException.class, () -> Comparison.run(Question.of(rows), prover, Progress.NONE));
            assertTrue(refused.failure().message().contains("nothing can fill it"), refused.failure()::message);
        }
        practice.live("alter table practice.payments drop column must");
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            rows.choose(choices().with("table-dropped practice.events", Choice.STOP));
            var refused = assertThrows(
                    BackstayException.class, () -> Comparison.run(Question.of(rows), prover, Progress.NONE));
            assertTrue(refused.failure().message().contains("practice.events"), refused.failure()::message);
        }
    }

    @Test
    void aColumnThatSortsByOtherRulesIsForAPersonToAccept()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        practice.live(
                "create collation practice.folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "alter table practice.documents alter column name type text collate practice.folding",
                "alter table practice.jobs alter column title type text collate \"C\"");
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            SchemaChoices title = SchemaChoices.NONE.with("collation-changed practice.jobs.title", Choice.ACCEPT);
            rows.choose(title);
            refused(prover, rows, "The column practice.documents.name sorts by other rules");
            rows.choose(title.with("collation-changed practice.documents.name", Choice.ACCEPT));
            assertTrue(Comparison.run(Question.of(rows), prover, Progress.NONE)
                            .expected()
                            .total()
                            .inserted()
                    > 0);
        }
    }

    @Test
    void aMissingExtensionAndOtherRulesOfSortingAreForAPersonToAccept()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.createBeside(
                "locale_provider builtin builtin_locale 'C'", "create extension pg_trgm schema public");
        practice.accident();
        try (Connection prover = practice.prover();
                TenantRows rows = practice.rows()) {
            List<SchemaDifference> found = new Preflight(
                            new Db(prover), Territory.read(prover, Practice.mapping(), Practice.FIRM))
                    .differences(rows);
            assertEquals(
                    Map.of(
                            "extension-missing pg_trgm", List.of(Choice.ACCEPT, Choice.STOP),
                            "collation-changed database", List.of(Choice.ACCEPT, Choice.STOP)),
                    found.stream().collect(Collectors.toMap(SchemaDifference::id, SchemaDifference::choices)));
            SchemaChoices extension = SchemaChoices.NONE.with("extension-missing pg_trgm", Choice.ACCEPT);
            rows.choose(extension);
            refused(prover, rows, "Live sorts text by other rules");
            rows.choose(SchemaChoices.NONE.with("collation-changed database", Choice.ACCEPT));
            refused(prover, rows, "The extension pg_trgm is not in live");
            rows.choose(extension.with("collation-changed database", Choice.ACCEPT));
            Comparison.Result result = Comparison.run(Question.of(rows), prover, Progress.NONE);
            ImportResult.Finished finished = (ImportResult.Finished) practice.importer()
                    .run(
                            prover,
                            Question.of(rows),
                            new ImportPlan("accepted", Practice.FIRM, TriggerMode.SUPPRESS, result.expected()),
                            Progress.NONE);
            assertTrue(
                    finished.proof().verified(), () -> finished.proof().claims().toString());
        }
        assertEquals(practice.contents(practice.scratch, 1), practice.contents(practice.live, 1));
    }

    @Test
    void anotherMajorVersionIsGoneOnWithAfterBeingTold() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.accident();
        try (Connection prover = practice.prover();
                TenantRows rows =
                        Closure.find(older(practice.scratch.open("test scratch")), Practice.mapping(), Practice.FIRM)) {
            refused(prover, rows, "The last good state is PostgreSQL 17 and live is PostgreSQL 18");
            rows.choose(SchemaChoices.NONE.with("server-version 16 to 18", Choice.ACCEPT));
            refused(prover, rows, "The last good state is PostgreSQL 17 and live is PostgreSQL 18");
            rows.choose(SchemaChoices.NONE.with("server-version 17 to 18", Choice.ACCEPT));
            Comparison.Result result = Comparison.run(Question.of(rows), prover, Progress.NONE);
            ImportPlan plan = new ImportPlan("older", Practice.FIRM, TriggerMode.SUPPRESS, result.expected());
            ImportResult.Finished finished =
                    (ImportResult.Finished) practice.importer().run(prover, Question.of(rows), plan, Progress.NONE);
            assertTrue(
                    finished.proof().verified(), () -> finished.proof().claims().toString());
        }
        assertEquals(practice.contents(practice.scratch, 1), practice.contents(practice.live, 1));
    }

    /// The same session, of a server that says that it is PostgreSQL 17: only one is at hand.
    private static Connection older(Connection session) {
        return instead(
                Connection.class,
                session,
                (method, answer, _) -> method.equals("createStatement")
                        ? instead(
                                Statement.class,
                                (Statement) answer,
                                (called, rows, sql) -> called.equals("executeQuery")
                                                && String.valueOf(sql).contains("'server_version_num'")
                                        ? session.createStatement().executeQuery("select 170006")
                                        : rows)
                        : answer);
    }

    private interface Answer {
        Object of(String method, Object answer, @Nullable Object first) throws SQLException;
    }

    private static <T> T instead(Class<T> type, T real, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, values) -> {
            try {
                Object first = values == null ? null : values[0];
                return answer.of(method.getName(), method.invoke(real, values), first);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Test
    void aMissingRoleComesWithTheStatementsThatMakeIt() throws BackstayException, InterruptedException, SQLException {
        TenantMapping usual = Practice.mapping();
        TenantMapping mapping = new TenantMapping(
                usual.keys(),
                usual.scope(),
                usual.words(),
                new TenantMapping.Writing(
                        "nobody \"yet\"",
                        usual.writing().settings(),
                        usual.writing().registry(),
                        usual.writing().volatileColumns()));
        Practice practice = Practice.create();
        practice.accident();
        try (Connection prover = practice.prover();
                TenantRows rows = Closure.find(practice.scratch.open("test scratch"), mapping, Practice.FIRM)) {
            String told = new Preflight(new Db(prover), Territory.read(prover, mapping, Practice.FIRM))
                    .differences(rows).stream()
                            .filter(each -> each.kind() == SchemaDifference.Kind.ROLE_MISSING && !each.open())
                            .map(SchemaDifference::sentence)
                            .collect(Collectors.joining());
            ImportPlan plan = new ImportPlan(
                    "role",
                    Practice.FIRM,
                    TriggerMode.SUPPRESS,
                    Comparison.run(Question.of(rows), prover, Progress.NONE).expected());
            var refused = assertThrows(
                    BackstayException.class,
                    () -> practice.importer().run(prover, Question.of(rows), plan, Progress.NONE));
            String script = refused.failure().advice().split(": ", 2)[1];
            // Whoever compares only reads; the role is for the one who writes.
            String grant = " grant \"nobody \"\"yet\"\"\" to \"practice_prover\";";
            assertTrue(script.endsWith(grant), script);
            assertTrue(told.endsWith(script.substring(0, script.length() - grant.length())), told);
            practice.live(script);
            ImportResult.Finished finished =
                    (ImportResult.Finished) practice.importer().run(prover, Question.of(rows), plan, Progress.NONE);
            assertTrue(
                    finished.proof().verified(), () -> finished.proof().claims().toString());
        }
        assertEquals(practice.contents(practice.scratch, 1), practice.contents(practice.live, 1));
    }

    private static void refused(Connection prover, TenantRows rows, String words) {
        var refused =
                assertThrows(BackstayException.class, () -> Comparison.run(Question.of(rows), prover, Progress.NONE));
        assertTrue(refused.failure().message().contains(words), refused.failure()::message);
        assertTrue(refused.failure().advice().contains("1 difference "), refused.failure()::advice);
    }

    @Test
    void aRoleFromWhomRowLevelSecurityHidesRowsFindsNothingRatherThanTooLittle()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        try (Connection writer =
                practice.scratch.as("practice_writer", Secrets.source("write")).open("test")) {
            var refused = assertThrows(
                    BackstayException.class,
                    () -> Closure.find(writer, Practice.mapping(), Practice.FIRM)
                            .close());
            assertTrue(refused.failure() instanceof Failure.Refused);
            assertTrue(
                    refused.failure().message().contains("on the scratch server the role practice_writer"),
                    refused.failure()::message);
        }
    }

    private static Practice changed() throws BackstayException, InterruptedException {
        Practice practice = Practice.create();
        practice.accident();
        practice.live(
                "alter table practice.clients add column vip text not null default 'no'",
                "create unique index more on practice.clients (id, vip)",
                "alter table practice.documents rename name to title",
                "alter table practice.users drop column wage",
                "alter table practice.jobs alter title type varchar(40)",
                "drop table practice.events",
                "create table practice.added (id int primary key)");
        return practice;
    }

    private static SchemaChoices choices() {
        return SchemaChoices.NONE
                .with("column-added practice.clients.vip", Choice.DEFAULT)
                .with("column-renamed practice.documents.name to title", Choice.MAP)
                .with("column-dropped practice.users.wage", Choice.LEAVE_OUT)
                .with("column-retyped practice.jobs.title", Choice.CAST)
                .with("table-added practice.added", Choice.ACCEPT)
                .with("table-dropped practice.events", Choice.LEAVE_OUT)
                .with("keys-changed practice.clients", Choice.ACCEPT);
    }
}
