package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.AfterCheck;
import io.backstay.connect.postgres.tenant.load.ImportPlan;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.mapping.Link;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.rows.Territory;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Comments belong to whom the invoice belongs that they speak of, and no foreign key says so: when the invoice is
/// deleted they stay, and only the last good moment knows whose they are.
final class OrphansTest {
    private static final Link[] LINKS = {link("invoices", "invoice"), link("clients", "client")};

    /// Comments 1 to 4 on invoices of firm 1 and 5 on its client 3; 9 on an invoice of firm 2.
    private static final String[] MORE = {
        "create table practice.comments (id int primary key, entity_type text, entity_id bigint, body text)",
        "create table practice.remarks (comment_id int references practice.comments, body text)",
        "insert into practice.comments select row_number() over (order by id), 'invoice', id, 'good'"
                + " from (select id from practice.invoices where firm_id = 1 order by id limit 4) i",
        "insert into practice.comments values (5, 'client', 3, 'good'),"
                + " (9, 'invoice', (select max(id) from practice.invoices where firm_id = 2), 'theirs')",
        "insert into practice.remarks values (1, 'a'), (1, 'a'), (2, 'b'), (9, 'theirs')",
        "grant select, insert, update, delete on practice.comments, practice.remarks to practice_writer"
    };

    private static final TenantUndo.Order ORDER =
            new TenantUndo.Order("orphans", Practice.FIRM, TriggerMode.SUPPRESS, SchemaChoices.NONE, Map.of());

    private static final String COMMENTS =
            "select string_agg(id || ' ' || body, ', ' order by id) from practice.comments";

    private static final String REMARKS =
            "select string_agg(comment_id || ' ' || body, ', ' order by comment_id, body)" + " from practice.remarks";

    @Test
    void rowsWhoseParentWasDeletedAreComparedAndMendedAndNobodyElsesIsTakenForOne()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = lost();
        Choices choices = Choices.DEFAULT.with(Practice.table("comments"), "(2)", Choice.LAST_GOOD);
        Comparison.Result found = compare(practice, choices);
        assertEquals(
                Map.of(
                        RowClass.UNCHANGED, 1L,
                        RowClass.RETYPED, 1L,
                        RowClass.LOST, 2L,
                        RowClass.BLOCKED, 1L),
                rows(found, "comments"));
        assertEquals(Map.of(RowClass.UNCHANGED, 3L, RowClass.ADDED, 1L), rows(found, "remarks"));
        assertEquals(new Effect(2, 1, 0), found.expected().effects().get(Practice.table("comments")));
        ImportResult.Finished finished = restore(practice, choices);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        try (Connection prover = practice.prover()) {
            assertTrue(AfterCheck.run(prover, mapping(practice), Practice.FIRM, SchemaChoices.NONE, finished)
                    .holds());
        }
        assertEquals("1 good, 2 good, 3 good, 4 stranger, 5 good, 9 theirs", practice.ask(COMMENTS));
        assertEquals("1 a, 1 a, 1 new, 2 b, 9 theirs", practice.ask(REMARKS));
        assertEquals(
                Map.of(RowClass.UNCHANGED, 4L, RowClass.BLOCKED, 1L), rows(compare(practice, choices), "comments"));
    }

    @Test
    void theyComeBackUnderTheirParentsWhileTriggersFireAsWell()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = lost();
        practice.live(
                "create function practice.signed() returns trigger language plpgsql as $$ begin"
                        + " new.body := new.body || '!'; return new; end $$",
                "create trigger signed before insert or update on practice.comments"
                        + " for each row execute function practice.signed()");
        Choices choices = Choices.DEFAULT.with(Practice.table("comments"), "(2)", Choice.LAST_GOOD);
        Expected measured;
        try (TenantRows rows = practice.rows();
                Connection prover = practice.prover()) {
            measured = practice.importer()
                    .rehearse(prover, new Question(rows, null, choices), TriggerMode.FIRE, Progress.NONE)
                    .measured();
        }
        ImportResult.Finished finished = restore(practice, choices, TriggerMode.FIRE, measured);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals("1 good, 2 good!, 3 good!, 4 stranger, 5 good!, 9 theirs", practice.ask(COMMENTS));
        assertEquals("1 a, 1 a, 1 new, 2 b, 9 theirs", practice.ask(REMARKS));
    }

    @Test
    void aRowWhoseParentStaysAwayIsNotWrittenAndHidesNothingOfAnotherTenant()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = lost();
        practice.live("insert into practice.comments values (5, 'client', 3, 'edited')");
        Choices choices = Choices.DEFAULT
                .with(Practice.table("invoices"), RowClass.LOST, Choice.LIVE)
                .with(Practice.table("comments"), "(2)", Choice.LAST_GOOD)
                .with(Practice.table("comments"), "(5)", Choice.LAST_GOOD);
        Map<RowClass, Long> found = rows(compare(practice, choices), "comments");
        assertEquals(Map.of(RowClass.UNCHANGED, 1L, RowClass.RETYPED, 1L, RowClass.BLOCKED, 3L), found);
        practice.plant("trigger planted after insert", "delete from practice.comments where id = 9;");
        ImportResult.Finished finished = restore(practice, choices);
        assertFalse(finished.proof().verified());
        assertEquals(1, finished.proof().otherTenantsChanged());
        practice.live("drop trigger planted on practice.firms");
        assertTrue(restore(practice, choices).proof().verified());
        assertEquals("1 good, 2 edited, 4 stranger, 5 good, 9 theirs", practice.ask(COMMENTS));
    }

    @Test
    void anImportThatGaveOrphansTheirParentsBackIsUndoneToTheByteAndLeavesThemOrphansAgain()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = lost();
        String before = practice.ask(COMMENTS) + practice.ask(REMARKS);
        Choices choices = Choices.DEFAULT.with(Practice.table("comments"), "(2)", Choice.LAST_GOOD);
        assertTrue(restore(practice, choices).proof().verified());
        practice.live("insert into practice.comments select 6, 'invoice', entity_id, 'since' from practice.comments"
                + " where id = 1");
        var refused = assertThrows(BackstayException.class, () -> undo(practice));
        assertTrue(refused.failure().message().contains("1 row of practice.comments"), refused.failure()::message);
        practice.live("delete from practice.comments where id = 6");
        practice.plant("trigger planted after delete", "update practice.comments set body = 'worse' where id = 9;");
        assertEquals(1, undo(practice).proof().otherTenantsChanged());
        practice.live("drop trigger planted on practice.firms");
        ImportResult.Finished back = undone(practice);
        assertEquals(before, practice.ask(COMMENTS) + practice.ask(REMARKS));
        practice.live("delete from practice.remarks", "delete from practice.comments where id = 1");
        assertTrue(readAgain(practice, back).holds(), "what was put back is there, and life goes on");
        practice.live("update practice.comments set body = 'again' where id = 2");
        assertFalse(readAgain(practice, back).holds());
        assertEquals("0", practice.ask("select count(*) from practice.invoices where firm_id = 1"));
    }

    @Test
    void whatAnEnforcedKeyHadLostBeforeTheImportLeadsNowhereAgainAndIsCounted()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                        "create table practice.stamps (invoice_id bigint references practice.invoices, what text)",
                        "insert into practice.stamps select id, 'same' from practice.invoices where id < 40",
                        "grant select, insert, update, delete on practice.stamps to practice_writer")
                .linking();
        practice.live(
                "set session_replication_role = replica; delete from practice.invoices where firm_id = 1 and id < 40");
        String before = everything(practice);
        ImportResult.Finished finished = restore(practice, Choices.DEFAULT);
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        ImportResult.Finished back = undone(practice);
        assertTrue(
                back.proof().claims().stream().anyMatch(claim -> claim.how().endsWith("lead nowhere again")),
                () -> back.proof().claims().toString());
        assertEquals(before, everything(practice));
    }

    @Test
    void whatTheIncidentDamagedUnderAParentThatItTookIsToldFromWhatWasEditedSince()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(Stream.concat(
                                Stream.of(MORE),
                                Stream.of(
                                        "create table practice.replies (id int primary key, comment_id int"
                                                + " references practice.comments, body text)",
                                        "insert into practice.replies values (1, 1, 'good'), (2, 2, 'good'),"
                                                + " (9, 9, 'theirs')",
                                        "grant select, insert, update, delete on practice.replies"
                                                + " to practice_writer"))
                        .toArray(String[]::new))
                .linking(LINKS);
        practice.accident();
        practice.live(
                "update practice.comments set body = 'damaged' where id in (1, 2)",
                "update practice.replies set body = 'damaged' where id in (1, 2)",
                "update practice.comments set entity_id = 1 where id = 3");
        Login damaged = practice.freeze();
        practice.live(
                "update practice.comments set body = 'edited' where id = 2",
                "update practice.replies set body = 'edited' where id = 2");
        Comparison.Result found = practice.compare(damaged, Choices.DEFAULT);
        assertEquals(
                Map.of(RowClass.DAMAGED, 1L, RowClass.RETYPED, 1L, RowClass.UNCHANGED, 2L, RowClass.BLOCKED, 1L),
                rows(found, "comments"));
        assertEquals(Map.of(RowClass.DAMAGED, 1L, RowClass.RETYPED, 1L), rows(found, "replies"));
        assertTrue(practice.restore(damaged, Choices.DEFAULT, "three").proof().verified());
    }

    @Test
    void aKeyIsNotFollowedWhereTheColumnIsLeftOutThatSaysToWhichRowsItApplies()
            throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = Practice.create(MORE).linking(LINKS).rows()) {
            assertEquals(
                    rows.territory().owned().stream().map(Table::name).toList(),
                    List.copyOf(rows.counts().keySet()),
                    "parents come first");
            Territory whole = rows.territory();
            Territory less = whole.shapedAs(
                    whole.model().tables().stream().map(OrphansTest::untyped).toList());
            List<ForeignKey> links =
                    whole.foreignKeys().stream().filter(key -> !key.enforced()).toList();
            assertEquals(2, links.size());
            assertTrue(links.stream().allMatch(whole::isShaped));
            assertTrue(links.stream().noneMatch(less::isShaped));
        }
    }

    private static Table untyped(Table table) {
        return new Table(
                table.name(),
                table.partitioned(),
                table.columns().stream()
                        .filter(column -> !column.name().equals("entity_type"))
                        .toList(),
                table.uniqueKeys(),
                table.sequences(),
                table.security());
    }

    private static String everything(Practice practice) throws BackstayException {
        return practice.contents(practice.live, 1)
                + practice.ask("select string_agg(s::text, ' ' order by s::text)" + " from practice.stamps s")
                + practice.ask("select string_agg(l::text, ' ' order by l::text)" + " from practice.invoice_lines l");
    }

    private static ImportResult.Finished undone(Practice practice)
            throws BackstayException, InterruptedException, SQLException {
        ImportResult.Finished back = undo(practice);
        assertTrue(back.proof().verified(), () -> back.proof().claims().toString());
        AfterCheck.Result after = readAgain(practice, back);
        assertTrue(after.holds(), () -> after.lines().toString());
        return back;
    }

    private static AfterCheck.Result readAgain(Practice practice, ImportResult.Finished back)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection prover = practice.prover()) {
            return AfterCheck.ofUndo(prover, mapping(practice), ORDER, back);
        }
    }

    private static ImportResult.Finished undo(Practice practice)
            throws BackstayException, InterruptedException, SQLException {
        try (Connection prover = practice.prover()) {
            return (ImportResult.Finished) new TenantUndo(practice::prover, InstantSource.system())
                    .run(prover, mapping(practice), ORDER, Progress.NONE);
        }
    }

    /// The invoice of comment 9 is deleted too. Comment 2 was edited, 3 and 5 deleted, and somebody of firm 2 wrote
    /// another comment 4.
    private static Practice lost() throws BackstayException, InterruptedException {
        Practice practice = Practice.create(MORE).linking(LINKS);
        practice.accident();
        practice.live(
                "update practice.comments set body = 'edited' where id = 2",
                "delete from practice.comments where id in (3, 4, 5)",
                "insert into practice.comments select 4, 'invoice', entity_id, 'stranger'"
                        + " from practice.comments where id = 9",
                "insert into practice.remarks values (1, 'new')",
                "set session_replication_role = replica; delete from practice.invoices i"
                        + " using practice.comments c where c.id = 9 and i.id = c.entity_id");
        return practice;
    }

    private static Link link(String parent, String kind) {
        return new Link(
                Practice.table("comments"),
                List.of("entity_id"),
                Practice.table(parent),
                List.of("id"),
                new ForeignKey.When("entity_type", kind));
    }

    private static TenantMapping mapping(Practice practice) throws BackstayException, InterruptedException {
        try (TenantRows rows = practice.rows()) {
            return rows.territory().mapping();
        }
    }

    private static Comparison.Result compare(Practice practice, Choices choices)
            throws BackstayException, InterruptedException, SQLException {
        try (TenantRows rows = practice.rows();
                Connection prover = practice.prover()) {
            return Comparison.run(new Question(rows, null, choices), prover, Progress.NONE);
        }
    }

    private static ImportResult.Finished restore(Practice practice, Choices choices)
            throws BackstayException, InterruptedException, SQLException {
        return restore(
                practice,
                choices,
                TriggerMode.SUPPRESS,
                compare(practice, choices).expected());
    }

    private static ImportResult.Finished restore(
            Practice practice, Choices choices, TriggerMode mode, Expected expected)
            throws BackstayException, InterruptedException, SQLException {
        ImportPlan plan = new ImportPlan("orphans", Practice.FIRM, mode, expected);
        try (TenantRows rows = practice.rows();
                Connection prover = practice.prover()) {
            return (ImportResult.Finished)
                    practice.importer().run(prover, new Question(rows, null, choices), plan, Progress.NONE);
        }
    }

    private static Map<RowClass, Long> rows(Comparison.Result result, String table) {
        return result.tables().stream()
                .filter(each -> each.table().equals("practice." + table))
                .findFirst()
                .orElseThrow()
                .rows();
    }
}
