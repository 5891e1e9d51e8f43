package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantImport;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whole restores under the shipped roles, and how the file answers when roles have drifted.
final class ShippedRolesRestoreTest {
    @Test
    void aWholeRestoreRunsUnderTheShippedRoles() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = ShippedRoles.create();
        SortedMap<String, String> others = shipped.practice.contents(shipped.practice.live, 2);
        shipped.practice.accident();
        shipped.open("1");
        ImportResult.Finished finished = restore(shipped, TriggerMode.FIRE);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(
                shipped.practice.contents(shipped.practice.scratch, 1).get("invoice_lines"),
                shipped.practice.contents(shipped.practice.live, 1).get("invoice_lines"));
        assertEquals(others, shipped.practice.contents(shipped.practice.live, 2));
    }

    @Test
    void triggersAreHeldOffOnlyWhereThatIsGranted() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = ShippedRoles.create();
        shipped.practice.accident();
        shipped.open("1");
        var refusal = assertThrows(BackstayException.class, () -> restore(shipped, TriggerMode.SUPPRESS));
        assertTrue(
                refusal.failure().message().contains("session_replication_role"),
                () -> refusal.failure().message());
        shipped.run(Map.of("triggers_off", "yes"));
        assertTrue(restore(shipped, TriggerMode.SUPPRESS).proof().verified());
        assertEquals(
                shipped.practice.contents(shipped.practice.scratch, 1),
                shipped.practice.contents(shipped.practice.live, 1));
        shipped.run(Map.of());
        assertThrows(BackstayException.class, () -> restore(shipped, TriggerMode.SUPPRESS));
    }

    @Test
    void whatNoApproverOpenedIsNotWritten() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = ShippedRoles.create();
        shipped.practice.accident();
        shipped.open("2");
        SortedMap<String, String> before = shipped.practice.contents(shipped.practice.live, 1);
        var refusal = assertThrows(BackstayException.class, () -> restore(shipped, TriggerMode.FIRE));
        assertInstanceOf(Failure.Refused.class, refusal.failure());
        assertEquals(before, shipped.practice.contents(shipped.practice.live, 1));
        assertEquals("0", shipped.practice.ask("select count(*) from backstay.restore_runs"));
    }

    @Test
    void anotherRunTakesBackWhatSomebodyGaveTheWriter() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = ShippedRoles.create();
        shipped.practice.live(
                "grant all on practice.clients, practice.countries to \"Shipped writer\"",
                "grant update (name) on practice.firms to \"Shipped writer\"",
                "alter role \"Shipped writer\" bypassrls createrole",
                "drop policy backstay_open_tenant on practice.clients");
        shipped.run(Map.of());
        try (Connection writer = shipped.writer("2")) {
            ShippedRoles.denied(
                    writer,
                    "truncate practice.clients",
                    "update practice.firms set name = 'Mine'",
                    "select * from practice.countries",
                    "insert into practice.clients (firm_id, name) values (2, 'Mine')");
        }
    }

    @Test
    void theFileStopsWhereARoleWouldBeMoreThanItShould() throws BackstayException, InterruptedException, SQLException {
        ShippedRoles shipped = ShippedRoles.create();
        stops(
                shipped,
                "grant truncate on practice.events to public",
                "may change practice.events",
                "revoke truncate on practice.events from public");
        stops(
                shipped,
                "grant insert on practice.events to \"Shipped prover\"",
                "may change practice.events",
                "revoke insert on practice.events from \"Shipped prover\"");
        stops(
                shipped,
                "alter table practice.countries owner to \"Shipped writer\"",
                "owns practice.countries",
                "alter table practice.countries owner to postgres");
        stops(
                shipped,
                "alter table practice.clients disable row level security",
                "row-level security is off",
                "alter table practice.clients enable row level security");
        stops(
                shipped,
                "grant practice_prover to \"Shipped writer\"",
                "is a member of practice_prover",
                "revoke practice_prover from \"Shipped writer\"");
        stops(
                shipped,
                "grant \"Shipped writer\" to practice_prover",
                "may become the writer too",
                "revoke \"Shipped writer\" from practice_prover");
        stops(
                shipped,
                "alter role \"Shipped approver\" superuser",
                "is a superuser",
                "alter role \"Shipped approver\" nosuperuser");
        stops(
                shipped,
                "alter table practice.line_notes rename to notes",
                "there is no table practice.line_notes",
                "alter table practice.notes rename to line_notes");
        shipped.run(Map.of());
    }

    @Test
    @Tag("peers")
    void psqlRunsTheFileTwice() throws BackstayException, InterruptedException, SQLException, IOException {
        ShippedRoles shipped = ShippedRoles.create();
        var login = shipped.practice.live;
        List<String> command = new ArrayList<>(List.of(
                "psql",
                "-X",
                "-q",
                "-h",
                login.host(),
                "-p",
                Integer.toString(login.port()),
                "-U",
                login.user(),
                "-d",
                login.database(),
                "-f",
                ShippedRoles.FILE.toString()));
        ShippedRoles.variables().forEach((name, value) -> command.addAll(List.of("-v", name + "=" + value)));
        for (int i = 0; i < 2; i++) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            try (Secret password = login.password().open()) {
                builder.environment().put("PGPASSWORD", password.lendChars(String::new));
            }
            Process psql = builder.start();
            String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, psql.waitFor(), said);
        }
        shipped.open("1");
        try (Connection writer = shipped.writer("1")) {
            assertEquals("10", ShippedRoles.ask(writer, "select count(*) from practice.clients"));
        }
    }

    /// Spoils something, sees the file stop, and mends it.
    private static void stops(ShippedRoles shipped, String spoil, String sentence, String mend)
            throws BackstayException {
        shipped.practice.live(spoil);
        try {
            SQLException stop = assertThrows(SQLException.class, () -> shipped.run(Map.of()), spoil);
            assertTrue(String.valueOf(stop.getMessage()).contains(sentence), () -> sentence + " is not in " + stop);
        } finally {
            shipped.practice.live(mend);
        }
    }

    private static ImportResult.Finished restore(ShippedRoles shipped, TriggerMode mode)
            throws BackstayException, InterruptedException, SQLException {
        TenantImport importer = new TenantImport(() -> shipped.as(ShippedRoles.PROVER), InstantSource.system());
        TenantMapping own = Practice.mapping();
        TenantMapping mapping = new TenantMapping(
                own.keys(),
                own.scope(),
                own.words(),
                new TenantMapping.Writing(
                        ShippedRoles.WRITER,
                        own.writing().settings(),
                        own.writing().registry(),
                        own.writing().volatileColumns()));
        Expected expected;
        try (TenantRows rows = Closure.find(shipped.practice.scratch.open("test"), mapping, Practice.FIRM);
                Connection prover = shipped.as(ShippedRoles.PROVER)) {
            expected = importer.rehearse(prover, Question.of(rows), mode, Progress.NONE)
                    .measured();
        }
        try (TenantRows rows = Closure.find(shipped.practice.scratch.open("test"), mapping, Practice.FIRM);
                Connection prover = shipped.as(ShippedRoles.PROVER)) {
            String hash = "a".repeat(64);
            return (ImportResult.Finished) importer.run(
                    prover, Question.of(rows), new ImportPlan(hash, Practice.FIRM, mode, expected), Progress.NONE);
        }
    }
}
