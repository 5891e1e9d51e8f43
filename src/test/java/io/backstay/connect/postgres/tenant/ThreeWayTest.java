package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// What the last good moment, the damaged one and live say together about each row, and what is done by each
/// choice.
final class ThreeWayTest {
    private static final String[] INCIDENT = {
        "update practice.clients set name = 'GARBAGE' where id in (1, 2, 3)",
        "delete from practice.payments where firm_id = 1 and id not in (select last_payment_id from practice.invoices"
                + " where last_payment_id is not null)",
        "delete from practice.doc_links where a = 11",
        "delete from practice.events where ctid in (select ctid from practice.events where firm_id = 1 limit 2)"
    };

    private static final String[] LIFE = {
        "update practice.clients set name = 'Edited after it' where id in (3, 4)",
        "delete from practice.doc_links where a = 12",
        "delete from practice.events where ctid in (select ctid from practice.events where firm_id = 1 limit 1)",
        "insert into practice.documents values (900, 1, 'new')"
    };

    @Test
    void whatTheIncidentDamagedIsToldFromWhatTheFirmEditedSince()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        Comparison.Result found = practice.compare(happened(practice), Choices.DEFAULT);
        assertEquals(
                Map.of(RowClass.DAMAGED, 2L, RowClass.RETYPED, 2L, RowClass.UNCHANGED, 6L), rows(found, "clients"));
        assertEquals(Map.of(RowClass.LOST, 1L, RowClass.REMOVED, 1L, RowClass.UNCHANGED, 1L), rows(found, "doc_links"));
        assertEquals(Map.of(RowClass.LOST, 2L, RowClass.REMOVED, 1L, RowClass.UNCHANGED, 2L), rows(found, "events"));
        assertEquals(Map.of(RowClass.ADDED, 1L, RowClass.UNCHANGED, 4L), rows(found, "documents"));
        assertEquals(new Effect(0, 2, 0), found.expected().effects().get(Practice.table("clients")));
        assertEquals(new Effect(1, 0, 0), found.expected().effects().get(Practice.table("doc_links")));
        assertEquals(new Effect(2, 0, 0), found.expected().effects().get(Practice.table("events")));
        SampleRow damaged = sample(found, RowClass.DAMAGED);
        assertEquals("•••", damaged.damaged());
        assertEquals(SampleRow.Write.UPDATE, damaged.write());
        SampleRow plain = found.plain().of(damaged).orElseThrow();
        assertEquals("GARBAGE", plain.live());
        assertTrue(String.valueOf(plain.lastGood()).startsWith("Client"), plain::toString);
        assertTrue(found.plain().toString().matches("\\[\\d+ rows]"), found.plain()::toString);
    }

    @Test
    void damagedRowsAreMendedAndEveryLaterEditIsKept() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        Login damaged = happened(practice);
        SortedMap<String, String> others = practice.contents(practice.live, 2);
        ImportResult.Finished finished = practice.restore(damaged, Choices.DEFAULT, "mended");
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(
                "Client 1,Client 2,Edited after it,Edited after it",
                practice.ask("select string_agg(name, ',' order by id) from practice.clients where id <= 4"));
        assertEquals("30", practice.ask("select count(*) from practice.payments where firm_id = 1"));
        assertEquals("0", practice.ask("select count(*) from practice.doc_links where a = 12"));
        assertEquals("4", practice.ask("select count(*) from practice.events where firm_id = 1"));
        assertEquals(others, practice.contents(practice.live, 2));
        assertEquals(
                Map.of(RowClass.RETYPED, 2L, RowClass.UNCHANGED, 8L),
                rows(practice.compare(damaged, Choices.DEFAULT), "clients"));
    }

    @Test
    void aPersonMayChooseByClassByTableAndByRow() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        Login damaged = happened(practice);
        Choices choices = Choices.DEFAULT
                .with(RowClass.REMOVED, Choice.LAST_GOOD)
                .with(Practice.table("events"), RowClass.REMOVED, Choice.LIVE)
                .with(Practice.table("clients"), RowClass.RETYPED, Choice.LAST_GOOD)
                .with(Practice.table("clients"), "(4)", Choice.LIVE)
                .with(Practice.table("clients"), "(1)", Choice.LIVE);
        ImportResult.Finished finished = practice.restore(damaged, choices, "chosen");
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(
                "GARBAGE,Client 2,Client 3,Edited after it",
                practice.ask("select string_agg(name, ',' order by id) from practice.clients where id <= 4"));
        assertEquals("1", practice.ask("select count(*) from practice.doc_links where a = 12"));
        assertEquals("4", practice.ask("select count(*) from practice.events where firm_id = 1"));
    }

    @Test
    void aConflictWaitsForAChoiceAndTheRowThatTookTheKeyKeepsItsNumber()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live(
                "set session_replication_role = replica; delete from practice.users where id = 104",
                "insert into practice.users select 904, 1, team_id, 'u4@f1', '2001-01-01', 1 from practice.users"
                        + " where id = 101");
        Comparison.Result open = practice.compare();
        assertEquals(1, open.undecided());
        assertEquals(SampleRow.Write.UNDECIDED, sample(open, RowClass.CONFLICT).write());
        Login now = practice.freeze();
        Choices keep = Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE);
        assertEquals(0, practice.compare(now, keep).undecided());
        Choices back = Choices.DEFAULT.with(Practice.table("users"), "(104)", Choice.LAST_GOOD);
        ImportResult.Finished finished = practice.restore(now, back, "conflict");
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(
                "904 1980-02-03", practice.ask("select id || ' ' || born from practice.users where email = 'u4@f1'"));
    }

    @Test
    void damagedColumnsAreMendedValueByValueAndTheRestOfTheRowIsLeft()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live(
                "update practice.clients set name = 'GARBAGE' where id in (1, 2, 3)",
                "update practice.clients set email = 'moved-' || id || '@example.org' where id in (1, 4)");
        Login damaged = practice.freeze();
        practice.live(
                "update practice.clients set name = 'Put right' where id = 2",
                "update practice.clients set email = 'later@example.org' where id = 3");
        Choices choices =
                Choices.DEFAULT.with(RowClass.DAMAGED, Choice.LIVE).mending(Practice.table("clients"), Set.of("name"));
        Comparison.Result found = practice.compare(damaged, choices);
        assertEquals(Map.of("practice.clients", Map.of("name", 2L, "email", 2L)), found.columns());
        assertEquals(
                Map.of("practice.clients", Map.of("name", 3L, "email", 3L)),
                practice.compare().columns());
        assertEquals(new Effect(0, 2, 0), found.expected().effects().get(Practice.table("clients")));
        ImportResult.Finished finished = practice.restore(damaged, choices, "columns");
        assertTrue(finished.proof().verified(), () -> finished.proof().claims().toString());
        assertEquals(
                "Client 1 moved-1@example.org,Put right C2@F1,Client 3 later@example.org,Client 4 moved-4@example.org",
                practice.ask("select string_agg(name || ' ' || email, ',' order by id) from practice.clients"
                        + " where id <= 4"));
    }

    @Test
    void aRowThatTheIncidentTookAndTheFirmTypedAgainKeepsWhatWasLeftEmpty()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        practice.live(
                "update practice.clients set email = null where id = 2",
                "set session_replication_role = replica; delete from practice.clients where id = 1");
        Login damaged = practice.freeze();
        practice.live("insert into practice.clients (id, firm_id, name) values (1, 1, 'Typed again')");
        Choices choices = Choices.DEFAULT.mending(Practice.table("clients"), Set.of("email"));
        Comparison.Result found = practice.compare(damaged, choices);
        assertEquals(Map.of("practice.clients", Map.of("email", 1L)), found.columns());
        assertEquals(new Effect(0, 1, 0), found.expected().effects().get(Practice.table("clients")));
    }

    @Test
    void aColumnThatNoMendingCouldReachIsRefused() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        Login now = practice.freeze();
        refused(practice, now, Choices.DEFAULT.mending(Practice.table("clients"), Set.of("nmae")), "no column nmae");
        refused(practice, now, Choices.DEFAULT.mending(Practice.table("clients"), Set.of("id")), "no column id");
        refused(practice, now, Choices.DEFAULT.mending(Practice.table("cleints"), Set.of("name")), "no table");
    }

    private static void refused(Practice practice, Login now, Choices choices, String words) {
        var refused = assertThrows(BackstayException.class, () -> practice.compare(now, choices));
        assertTrue(refused.failure().message().contains(words), refused.failure()::message);
    }

    @Test
    void aKeyThatIsPersonalIsMaskedAndTheRowIsFoundAllTheSame()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                "create table practice.contacts (email text primary key, firm_id bigint not null, name text)",
                "insert into practice.contacts values ('ann@f1', 1, 'Ann'), ('bob@f1', 1, 'Bob')");
        practice.live("delete from practice.contacts");
        Comparison.Result found =
                practice.hiding(Practice.table("contacts"), "email").compare();
        List<SampleRow> masked = found.samples().stream()
                .filter(each -> each.table().equals("practice.contacts"))
                .toList();
        assertEquals(List.of("•••", "•••"), masked.stream().map(SampleRow::key).toList());
        assertFalse(masked.toString().contains("@f1"), masked::toString);
        Comparison.Result kept = practice.hiding(Practice.table("contacts"), "email")
                .compare(
                        practice.freeze(),
                        Choices.DEFAULT.with(
                                Practice.table("contacts"), masked.getFirst().id(), Choice.LIVE));
        assertEquals(new Effect(1, 0, 0), kept.expected().effects().get(Practice.table("contacts")));
        assertEquals(
                List.of("ann@f1 Ann", "bob@f1 Bob"),
                masked.stream()
                        .map(each -> found.plain().of(each).orElseThrow())
                        .map(each -> each.key() + " "
                                + String.valueOf(each.lastGood()).split(" · ", -1)[0])
                        .sorted()
                        .toList());
    }

    @Test
    void rowsWhoseKeyTheServerWritesInTwoWaysAreToldApartInOneOrder()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                "create table practice.hosts (ip inet primary key, firm_id bigint not null)",
                "insert into practice.hosts values ('10.0.0.1/24', 1), ('10.0.0.1', 1), ('10.0.0.2', 1)");
        practice.live("delete from practice.hosts where ip = '10.0.0.1/24'");
        assertEquals(Map.of(RowClass.LOST, 1L, RowClass.UNCHANGED, 2L), rows(practice.compare(), "hosts"));
    }

    private static Login happened(Practice practice) throws BackstayException {
        practice.live(INCIDENT);
        Login damaged = practice.freeze();
        practice.live(LIFE);
        return damaged;
    }

    private static Map<RowClass, Long> rows(Comparison.Result result, String table) {
        return result.tables().stream()
                .filter(each -> each.table().equals("practice." + table))
                .map(TableDiff::rows)
                .findFirst()
                .orElseThrow();
    }

    private static SampleRow sample(Comparison.Result result, RowClass rows) {
        return result.samples().stream()
                .filter(each -> each.finding() == rows)
                .findFirst()
                .orElseThrow();
    }
}
