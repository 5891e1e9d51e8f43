package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Comparison;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
