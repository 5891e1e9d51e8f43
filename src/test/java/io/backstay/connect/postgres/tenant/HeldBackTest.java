package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.HoldBack;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping.Ledger;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rows that the mapping says must not come back by themselves: mail still to be sent, sessions, an erased person.
final class HeldBackTest {
    private static final String[] MORE = {
        "create table practice.mail (id int primary key, firm_id bigint not null, status text, body text)",
        "create table practice.mail_parts (id int primary key, mail_id int not null references practice.mail)",
        "create table practice.sessions (id text primary key, firm_id bigint not null, seen int)",
        "create table practice.erased (client text)",
        "insert into practice.mail select n, 1, case when n <= 2 then 'queued' else 'sent' end, 'Body'"
                + " from generate_series(1, 5) n",
        "insert into practice.mail_parts select n, (n + 1) / 2 from generate_series(1, 10) n",
        "insert into practice.sessions select 's' || n, 1, n from generate_series(1, 3) n",
        "grant select, insert, update, delete on practice.mail, practice.mail_parts, practice.sessions"
                + " to practice_writer"
    };

    private static final String[] GONE = {
        "delete from practice.mail_parts", "delete from practice.mail", "delete from practice.sessions"
    };

    /// Client 3 of firm 1, who has three invoices, and was erased since the last good moment.
    private static final String ERASED = "insert into practice.erased values (null), ('3'), ('3')";

    private static final String PERSON = "select count(*) filter (where id = 3) || ' of ' || count(*) || ', invoices '"
            + " || (select count(*) from practice.invoices where client_id = 3)"
            + " || ', lines ' || (select count(*) from practice.invoice_lines l join practice.invoices i"
            + " on i.id = l.invoice_id where i.client_id = 3)"
            + " from practice.clients where firm_id = 1";

    @Test
    void whatIsHeldByValuesByALedgerOrAsAWholeTableStaysAwayWithWhatHangsBelowIt()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = practice();
        practice.accident();
        practice.live(GONE);
        practice.live(ERASED);
        Comparison.Result found = practice.compare();
        assertEquals(2, held(found, "mail"));
        assertEquals(4, held(found, "mail_parts"));
        assertEquals(3, held(found, "sessions"));
        assertEquals(1, held(found, "clients"));
        assertEquals(3, held(found, "invoices"));
        assertEquals(3, held(found, "payments"));
        assertEquals(6, held(found, "invoice_lines"));
        assertEquals(0, held(found, "jobs"));
        assertEquals(
                0, found.tables().stream().mapToLong(each -> each.conflicts()).sum());
        assertEquals(new Effect(3, 0, 0), found.expected().effects().get(Practice.table("mail")));
        verified(practice.restore());
        assertEquals("3,4,5", practice.ask("select string_agg(id::text, ',' order by id) from practice.mail"));
        assertEquals("5 10", practice.ask("select min(id) || ' ' || max(id) from practice.mail_parts"));
        assertEquals("0", practice.ask("select count(*) from practice.sessions"));
        assertEquals("0 of 9, invoices 0, lines 0", practice.ask(PERSON));
    }

    @Test
    void aPersonMayLetThemBackByClassByTableAndByRow() throws BackstayException, InterruptedException, SQLException {
        Practice practice = practice();
        practice.accident();
        practice.live(GONE);
        practice.live(ERASED);
        Login damaged = practice.freeze();
        Choices choices = Choices.DEFAULT
                .with(RowClass.HELD, Choice.LAST_GOOD)
                .with(Practice.table("sessions"), RowClass.HELD, Choice.LIVE)
                .with(Practice.table("sessions"), "(s2)", Choice.LAST_GOOD)
                .with(Practice.table("mail"), "(2)", Choice.LIVE);
        Comparison.Result found = practice.compare(damaged, choices);
        assertEquals(2, held(found, "mail_parts"));
        assertEquals(0, held(found, "invoices"));
        verified(practice.restore(damaged, choices, "back"));
        assertEquals("1,3,4,5", practice.ask("select string_agg(id::text, ',' order by id) from practice.mail"));
        assertEquals("8", practice.ask("select count(*) from practice.mail_parts"));
        assertEquals("s2", practice.ask("select string_agg(id, ',') from practice.sessions"));
        assertEquals("1 of 10, invoices 3, lines 6", practice.ask(PERSON));
        assertEquals(practice.contents(practice.scratch, 1), practice.contents(practice.live, 1));
    }

    @Test
    void aDamagedOrRemovedRowThatMatchesIsHeldAndWhatHangsBelowARowOfLiveIsNot()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = practice();
        practice.live(
                "update practice.mail set status = 'GARBAGE' where id in (1, 4)",
                "delete from practice.mail_parts where mail_id = 1");
        Login damaged = practice.freeze();
        practice.live("delete from practice.sessions where id = 's1'");
        Comparison.Result found = practice.compare(damaged, Choices.DEFAULT);
        assertEquals(1, held(found, "mail"));
        assertEquals(0, held(found, "mail_parts"));
        assertEquals(1, held(found, "sessions"));
        assertEquals(new Effect(0, 1, 0), found.expected().effects().get(Practice.table("mail")));
        verified(practice.restore(damaged, Choices.DEFAULT, "held"));
        assertEquals(
                "GARBAGE,queued,sent,sent,sent",
                practice.ask("select string_agg(status, ',' order by id) from practice.mail"));
        assertEquals("10", practice.ask("select count(*) from practice.mail_parts"));
        assertEquals("2", practice.ask("select count(*) from practice.sessions"));
        verified(practice.restore(damaged, Choices.DEFAULT.with(RowClass.HELD, Choice.LAST_GOOD), "let back"));
        assertEquals(
                "queued,queued,sent,sent,sent",
                practice.ask("select string_agg(status, ',' order by id) from practice.mail"));
        assertEquals("3", practice.ask("select count(*) from practice.sessions"));
    }

    @Test
    void neitherAChoiceForAllEditedRowsNorMendingColumnsLetsBackWhatIsHeld()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = practice();
        practice.live("update practice.clients set name = 'nobody ' || id, email = null where id in (3, 4)", ERASED);
        Login damaged = practice.freeze();
        practice.live("update practice.clients set gone = null where id in (3, 4)");
        Choices edited = Choices.DEFAULT.with(RowClass.RETYPED, Choice.LAST_GOOD);
        Choices columns = Choices.DEFAULT.mending(Practice.table("clients"), Set.of("name"));
        assertEquals(
                Map.of("practice.clients", Map.of("name", 1L, "email", 1L)),
                practice.compare(damaged, Choices.DEFAULT).columns());
        for (Choices choices : new Choices[] {edited, columns}) {
            assertEquals(
                    new Effect(0, 1, 0),
                    practice.compare(damaged, choices).expected().effects().get(Practice.table("clients")));
        }
        verified(practice.restore(damaged, edited, "edited"));
        String names = "select string_agg(name || coalesce(' ' || email, ''), ',' order by id)"
                + " from practice.clients where id in (3, 4)";
        assertEquals("nobody 3,Client 4 C4@F1", practice.ask(names));
        verified(practice.restore(
                damaged, columns.with(Practice.table("clients"), RowClass.HELD, Choice.LAST_GOOD), "columns"));
        assertEquals("Client 3,Client 4 C4@F1", practice.ask(names));
        verified(practice.restore(
                damaged, Choices.DEFAULT.with(Practice.table("clients"), "(3)", Choice.LAST_GOOD), "row"));
        assertEquals("Client 3 C3@F1,Client 4 C4@F1", practice.ask(names));
    }

    @Test
    void aRuleThatNamesWhatLiveDoesNotHaveIsRefusedBeforeAnythingIsCompared()
            throws BackstayException, InterruptedException {
        Practice practice = practice();
        refused(practice, new HoldBack(Practice.table("sesions"), null, Set.of(), null, "misspelt"), "sesions,");
        refused(practice, new HoldBack(Practice.table("mail"), "state", Set.of("x"), null, "misspelt"), "mail.state,");
        refused(
                practice,
                new HoldBack(
                        Practice.table("clients"),
                        "id",
                        Set.of(),
                        new Ledger(TableName.of("elsewhere.gone"), "client"),
                        "misspelt"),
                "elsewhere.gone.client,");
    }

    @Test
    void aRuleAboutAColumnThatIsNewerThanTheLastGoodMomentIsRefusedInWords()
            throws BackstayException, InterruptedException {
        Practice practice = practice();
        practice.live("alter table practice.mail add column state text");
        Practice caring =
                practice.caring(new HoldBack(Practice.table("mail"), "state", Set.of("x"), null, "mail to send"));
        var refused = assertThrows(BackstayException.class, () -> {
            try (TenantRows rows = caring.rows();
                    Connection prover = caring.prover()) {
                rows.choose(SchemaChoices.NONE.with("column-added practice.mail.state", SchemaChoices.Choice.DEFAULT));
                Comparison.run(Question.of(rows), prover, Progress.NONE);
            }
        });
        assertTrue(
                refused.failure().message().contains("mail.state, which the last good moment"),
                refused.failure()::message);
    }

    @Test
    void aRuleAboutATableThatLiveHasNoMoreStandsInNobodysWay() throws BackstayException, InterruptedException {
        Practice practice = practice();
        practice.live("drop table practice.sessions");
        refused(
                practice,
                new HoldBack(Practice.table("sessions"), null, Set.of(), null, "a session"),
                "The table practice.sessions is not in live any more");
    }

    private static void refused(Practice practice, HoldBack held, String words) {
        var refused = assertThrows(
                BackstayException.class, () -> practice.caring(held).compare());
        assertTrue(refused.failure().message().contains(words), refused.failure()::message);
    }

    private static Practice practice() throws BackstayException, InterruptedException {
        return Practice.create(MORE)
                .caring(
                        new HoldBack(Practice.table("mail"), "status", Set.of("queued", "new"), null, "mail to send"),
                        new HoldBack(
                                Practice.table("clients"),
                                "id",
                                Set.of(),
                                new Ledger(Practice.table("erased"), "client"),
                                "an erased person"),
                        new HoldBack(Practice.table("sessions"), null, Set.of(), null, "a session"));
    }

    private static void verified(ImportResult.Finished finished) {
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
    }

    private static long held(Comparison.Result result, String table) {
        return result.tables().stream()
                .filter(each -> each.table().equals("practice." + table))
                .findFirst()
                .orElseThrow()
                .count(RowClass.HELD);
    }
}
