package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.act.undo.Undos;
import io.backstay.audit.AuditEntry;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.fixture.Child;
import io.backstay.fixture.CuttingProxy;
import io.backstay.incident.CaseState;
import io.backstay.incident.report.Recovery;
import io.backstay.lab.Lab;
import io.backstay.restore.journal.Run;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/// A restore on a real lab is taken back to the byte, once, by any process, not over what the tenant did since.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UndosTest {
    private static final long SEED = 20_261_129L;

    private RunLab lab;
    private Tenant firm;
    private RestorePlan plan;
    private List<String> before;

    @BeforeAll
    void begin() throws Exception {
        lab = new RunLab("backstay-undos-", SEED);
        Lab.Story story = lab.lab().happen(Progress.NONE);
        firm = story.accident().firm();
        Choices choices = Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE);
        plan = lab.plan(firm, story.accident().justBefore(), null, choices);
        assertTrue(plan.rowsToInsert() > 100, "there is too little to bring back");
        before = contents();
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void whatARestoreWroteIsTakenBackToTheByteAndOnce() throws Exception {
        Path home = lab.home();
        String run = restored(home);
        int unreachable = unreachable();
        try (var ground = lab.ground(home, unreachable)) {
            // Looking needs the login that reads, and no other.
            Undos.Outlook found = ground.undos(Role.RESPONDER).look(run, Map.of());
            assertTrue(found.clear(), found::toString);
            assertNull(found.undoneAt());
            assertTrue(found.names(firm.name()), found::toString);
            assertEquals(
                    plan.rowsToInsert(),
                    found.tables().stream().mapToLong(Undos.Table::deleted).sum());
            assertTrue(
                    found.tables().stream()
                            .anyMatch(table -> table.table().equals("practice.invoices")
                                    && table.label().equals("Invoices")),
                    found::toString);
        }
        assertNotEquals(before, contents(), "looking has undone it");
        try (var ground = lab.ground(home, 0)) {
            Undos undos = ground.undos(Role.RESPONDER);
            Undos.Outcome done = undos.run(run, Map.of(), Progress.NONE);
            assertTrue(done.undone(), done::toString);
            assertNotNull(done.proof());
            assertTrue(done.proof().claims().stream().allMatch(Claim::holds), done::toString);
            assertEquals(plan.rowsToInsert(), done.deleted());
            assertEquals(before, contents());

            Runs.View view = ground.runs().status(run);
            assertEquals("UNDONE", view.state());
            assertEquals("Undo", view.steps().getLast().step());
            assertTrue(String.valueOf(view.steps().getLast().outcome()).startsWith("Undone: "), view::toString);
            assertTrue(
                    ground.cases().timeline(view.caseId()).getLast().sentence().startsWith("Undone: "));
            // What is undone is not back: neither the case nor its papers say so any more.
            assertEquals(CaseState.OPEN, ground.cases().find(view.caseId()).state());
            Recovery recovery = Recovery.of(
                    ground.cases().find(view.caseId()), ground.cases().papers().all(view.caseId()));
            assertNull(recovery.restoredAt());
            assertEquals(done.undoneAt(), recovery.undoneAt());
            assertNotNull(recovery.undone());
            assertEquals(done.deleted(), recovery.undone().deleted());
            assertEquals(done.putBack(), recovery.undone().putBack());
            List<AuditEntry> acts = ground.audit().entries(view.caseId()).stream()
                    .filter(entry -> entry.act().equals("restore.undo"))
                    .toList();
            assertEquals(2, acts.size(), acts::toString);
            assertEquals(AuditEntry.Outcome.DONE, acts.getLast().outcome());
            assertEquals(view.planHash(), acts.getLast().planHash());

            assertRefused("UNDO-DONE", () -> undos.run(run, Map.of(), Progress.NONE));
            assertRefused("UNDO-DONE", () -> undos.look(run, Map.of()));
            assertRefused("UNDO-DONE", () -> ground.runs().resume(run, Progress.NONE));
            assertRefused("UNDO-DONE", () -> ground.runs().run(ground.runs().plan(run), List.of(), Progress.NONE));
            assertEquals(before, contents());
        }
    }

    @Test
    void whatTheFirmHasTouchedSinceIsNotTakenBackUntilItIsChosen() throws Exception {
        Path home = lab.home();
        String run = restored(home);
        String client = string("select min(id)::text from practice.clients where firm_id::text = '" + firm.id() + "'");
        execute("update practice.clients set name = 'Edited since' where id = " + client);
        List<String> edited = contents();
        try (var ground = lab.ground(home, 0)) {
            Undos undos = ground.undos(Role.RESPONDER);
            Undos.Outlook found = undos.look(run, Map.of());
            assertEquals("Clients", found.touched().getFirst().label(), found::toString);
            assertRefused("UNDO-TOUCHED", found::requireClear);
            Undos.TouchedRow masked = found.touched().getFirst().rows().getFirst();
            assertTrue(masked.masked() && !found.toString().contains("Edited since"), found::toString);
            assertRefused("SOLO-REASON", () -> undos.reveal(found, "practice.clients", masked, "no"));
            assertRefused(
                    "refused",
                    () -> ground.undos(Role.VIEWER).reveal(found, "practice.clients", masked, "The firm asks who"));
            Undos.TouchedRow plain = undos.reveal(found, "practice.clients", masked, "The firm asks who it was");
            assertTrue(String.valueOf(plain.now()).contains("Edited since"), plain::toString);
            assertTrue(ground.audit().entries(ground.runs().status(run).caseId()).stream()
                    .anyMatch(entry -> entry.act().equals("restore.undo-reveal")
                            && entry.target().equals("practice.clients " + client)
                            && entry.detail().toString().contains("The firm asks who it was")));
            assertRefused("UNDO-TOUCHED", () -> undos.run(run, Map.of(), Progress.NONE));
            assertRefused("bad-input", () -> undos.run(run, Map.of("practice.cleints", Chosen.ALL), Progress.NONE));
            assertRefused("refused", () -> ground.undos(Role.VIEWER).run(run, Map.of(), Progress.NONE));
            assertEquals(edited, contents());

            execute("insert into practice.jobs (firm_id, client_id, title, status, due_on) values (" + firm.id() + ", "
                    + client + ", 'Since then', 'planned', '2027-01-01')");
            Map<String, Chosen> chosen = Map.of("practice.clients", Chosen.of(Set.of(client)));
            Undos.Outlook needed = undos.look(run, chosen);
            assertEquals(List.of(), needed.touched());
            assertEquals(List.of("1 row of practice.jobs"), needed.needed());
            assertRefused("UNDO-NEEDED", () -> undos.run(run, chosen, Progress.NONE));
            execute("delete from practice.jobs where title = 'Since then'");
            assertEquals(edited, contents());

            assertTrue(undos.run(run, chosen, Progress.NONE).undone());
            assertEquals(before, contents());
        }
    }

    @Test
    void twoWorkstationsThatUndoTheSameRestoreAtOnceHaveOneEffect() throws Exception {
        PlanFile file = lab.next();
        List<Path> homes = List.of(lab.home(), lab.home());
        List<String> runs = new ArrayList<>();
        for (Path home : homes) {
            String run = lab.approved(home, file);
            try (var ground = lab.ground(home, 0)) {
                PlanFile plan = ground.runs().plan(run);
                if (runs.isEmpty()) {
                    assertTrue(ground.runs().run(plan, List.of(), Progress.NONE).holds());
                } else {
                    assertRefused("RUN-DONE", () -> ground.runs().run(plan, List.of(), Progress.NONE));
                }
            }
            runs.add(run);
        }
        try (Child one = lab.child(homes.getFirst(), runs.getFirst(), "0", "undo");
                Child other = lab.child(homes.getLast(), runs.getLast(), "0", "undo")) {
            one.begin();
            other.begin();
            List<String> said = List.of(String.valueOf(one.line()), String.valueOf(other.line()));
            assertTrue(said.contains("holds true"), said::toString);
            assertTrue(
                    said.stream()
                            .allMatch(line -> List.of("holds true", "refused conflict", "refused UNDO-UNDECIDED")
                                    .contains(line)),
                    said::toString);
        }
        assertEquals(before, contents());
        int effects = 0;
        for (int i = 0; i < homes.size(); i++) {
            try (var ground = lab.ground(homes.get(i), 0)) {
                Runs.View view = ground.runs().status(runs.get(i));
                if (!view.state().equals("UNDONE")) {
                    // It came while the other one was at it; live has the last word.
                    assertTrue(ground.undos(Role.RESPONDER)
                            .run(runs.get(i), Map.of(), Progress.NONE)
                            .undone());
                    view = ground.runs().status(runs.get(i));
                }
                assertEquals("UNDONE", view.state());
                String said = String.valueOf(view.steps().getLast().outcome());
                assertTrue(said.startsWith("Undone: ") || said.startsWith("Had been undone at "), said);
                effects += said.startsWith("Undone: ") ? 1 : 0;
            }
        }
        assertEquals(1, effects, "both say that they undid it");
        assertEquals(before, contents());
        assertEquals(
                "1",
                string("select count(*)::text from backstay.restore_runs where rows_inserted = 0 and recorded_at >"
                        + " (select recorded_at from backstay.restore_runs where plan_hash = '" + file.hash() + "')"));
    }

    @Test
    void anUndoWhoseProcessIsKilledIsDecidedByItsRowInLive() throws Exception {
        // Intended but not begun; proven but not committed; committed, but neither journal nor record know it.
        for (String boundary : List.of("1+", "2+", "3")) {
            boolean committed = boundary.equals("3");
            Path home = lab.home();
            String run = restored(home);
            try (Child child = lab.child(home, run, boundary, "undo")) {
                child.begin();
                child.expect("at " + boundary);
                try (var ground = lab.ground(home, 0)) {
                    assertRefused(
                            "RUN-ELSEWHERE", () -> ground.undos(Role.RESPONDER).run(run, Map.of(), Progress.NONE));
                }
                child.kill();
            }
            assertEquals(committed, before.equals(contents()), boundary);
            try (var ground = lab.ground(home, 0)) {
                assertEquals(
                        "backstay restore undo " + run,
                        ground.runs().status(run).nextAct(),
                        boundary);
                Undos undos = ground.undos(Role.RESPONDER);
                assertEquals(committed, undos.look(run, Map.of()).undoneAt() != null, boundary);
                Undos.Outcome done = undos.run(run, Map.of(), Progress.NONE);
                assertTrue(done.undone(), boundary);
                assertEquals(!committed, done.now(), boundary);
                assertTrue(done.verified() && done.deleted() > 100, boundary);
                Proof proof = Objects.requireNonNull(done.proof(), boundary);
                assertTrue(proof.verified() && proof.claims().stream().allMatch(Claim::holds), boundary);
                assertEquals("UNDONE", ground.runs().status(run).state());
                assertTrue(ground.runs().status(run).steps().stream().allMatch(step -> step.outcome() != null));
                assertEquals(List.of(), ground.audit().unfinished(), boundary);
            }
            assertEquals(before, contents(), boundary);
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsDecidedByItsRowInLive() throws Exception {
        for (CuttingProxy.Cut cut :
                List.of(CuttingProxy.Cut.BEFORE_THE_SERVER_HEARS, CuttingProxy.Cut.BEFORE_THE_ANSWER)) {
            Path home = lab.home();
            String run = restored(home);
            int port = lab.site(0).writer().port();
            try (var proxy = new CuttingProxy(port, cut);
                    var ground = lab.ground(home, proxy.port())) {
                Undos undos = ground.undos(Role.RESPONDER);
                if (cut == CuttingProxy.Cut.BEFORE_THE_SERVER_HEARS) {
                    List<String> restored = contents();
                    assertThrows(BackstayException.class, () -> undos.run(run, Map.of(), Progress.NONE));
                    assertEquals(restored, contents());
                }
                assertTrue(undos.run(run, Map.of(), Progress.NONE).undone(), cut::toString);
                assertTrue(proxy.hasCut(), "nothing was cut");
                assertEquals(before, contents(), cut::toString);
            }
        }
    }

    @Test
    void whatWasNeverCommittedOrIsNotFinishedIsRefused() throws Exception {
        Path home = lab.home();
        try (var ground = lab.ground(home, 0)) {
            Undos undos = ground.undos(Role.RESPONDER);
            assertRefused("RUN-UNKNOWN", () -> undos.run("R-0099", Map.of(), Progress.NONE));
            String run = ground.desk().takeIn(lab.next()).restore();
            assertRefused("UNDO-NOTHING", () -> undos.run(run, Map.of(), Progress.NONE));
            assertRefused("UNDO-NOTHING", () -> undos.look(run, Map.of()));
            assertTrue(ground.journal().runs().start(run));
            assertRefused("UNDO-UNFINISHED", () -> undos.run(run, Map.of(), Progress.NONE));
            ground.journal().runs().ended(run, Run.End.NEEDS_HUMAN, "somebody must look");
            // The journal does not know whether it was committed; live does.
            assertRefused("UNDO-NOTHING", () -> undos.look(run, Map.of()));
            ground.journal().runs().ended(run, Run.End.NOT_RESTORED, "rolled back");
            assertRefused("UNDO-NOTHING", () -> undos.run(run, Map.of(), Progress.NONE));
            assertFalse(ground.audit().entries(null).stream()
                    .anyMatch(entry -> entry.act().equals("restore.undo")));
        }
        assertEquals(before, contents());
    }

    private String restored(Path home) throws Exception {
        String run = lab.approved(home, lab.next());
        try (var ground = lab.ground(home, 0)) {
            assertTrue(ground.runs()
                    .run(ground.runs().plan(run), List.of(), Progress.NONE)
                    .holds());
            assertNotEquals(before, contents());
            assertEquals(List.of(ground.runs().status(run).caseId()), ground.asked(), "asked once, at the end");
            return run;
        }
    }

    /// A port at which nothing listens.
    private static int unreachable() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Every row of every firm, a hash for each table.
    private List<String> contents() throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection session = lab.owner();
                Statement statement = session.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var rows = statement.executeQuery("select relname from pg_class c join pg_namespace n on n.oid ="
                    + " c.relnamespace where n.nspname = 'practice' and c.relkind in ('r', 'p')"
                    + " and not c.relispartition order by 1")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (var rows = statement.executeQuery("select count(*) || ' ' || coalesce(md5(string_agg(t::text, ','"
                        + " order by t::text)), '') from practice." + table + " t")) {
                    rows.next();
                    found.add(table + " " + rows.getString(1));
                }
            }
        }
        return found;
    }

    private void execute(String sql) throws Exception {
        try (Connection session = lab.owner();
                Statement statement = session.createStatement()) {
            // What triggers would write is no part of what is compared here.
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    private String string(String sql) throws Exception {
        try (Connection session = lab.owner();
                Statement statement = session.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void assertRefused(String code, Executable act) {
        assertEquals(code, assertThrows(BackstayException.class, act).failure().code());
    }
}
