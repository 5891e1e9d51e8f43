package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.lab.Lab;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.FoundMoment.Outcome;
import io.backstay.restore.find.LogHistory;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The practised job with a search in it: "some time today" becomes one transaction of the real lab, and the
/// restore goes back to the microsecond before it.
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FindMomentTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    @Test
    void theAccidentIsNarrowedToItsTransactionAndTheRestoreGoesBackToJustBeforeIt() throws Exception {
        DeskHome home = new DeskHome(folder);
        try (LocalDesk desk = home.open()) {
            Intake call = desk.practice().start(DeskHome.quiet());
            LogHistory log = desk.searches().history(Lab.DATABASE);
            assertTrue(log.commits().stream().mapToInt(Integer::intValue).sum() > 60, log::toString);
            withoutARestore(desk, call);
            FoundMoment found = insideARestore(desk, call);
            assertEquals(List.of(), looksOutOfPlace(found));
            desk.practice().stop();
        }
        assertEquals(List.of(), home.running());
        inTheBooks(home);
    }

    /// Searches as the terminal does: one data set, nothing to lose, a tenant that is not there, a time without
    /// work.
    private void withoutARestore(LocalDesk desk, Intake call) throws Exception {
        FoundMoment byInvoices =
                find(desk, call.tenant(), new MomentQuestion(call.about(), HALF_AN_HOUR, "Invoices", null));
        assertEquals(Outcome.FOUND, byInvoices.outcome());
        // A row that was deleted differs, too; the first example is one of the accident's.
        String key = change(byInvoices, "practice.invoices").examples().getFirst();
        FoundMoment byRow =
                find(desk, call.tenant(), new MomentQuestion(call.about(), HALF_AN_HOUR, "practice.invoices", key));
        assertEquals(byInvoices.commit(), byRow.commit());
        assertEquals(byInvoices.changes(), byRow.changes());

        FoundMoment early = find(
                desk, call.tenant(), new MomentQuestion(call.about().minus(HALF_AN_HOUR), HALF_AN_HOUR, null, null));
        assertEquals(Outcome.NOTHING_LOST, early.outcome(), early::toString);

        FoundMoment nobody = find(
                desk,
                new Tenant(new TenantId("987654"), "nobody"),
                new MomentQuestion(call.about(), HALF_AN_HOUR, null, null));
        assertEquals(Outcome.UNDECIDABLE, nobody.outcome());
        assertEquals(1, nobody.looks().size());

        FoundMoment later = find(
                desk,
                call.tenant(),
                new MomentQuestion(call.about().plus(Duration.ofDays(2)), HALF_AN_HOUR, null, null));
        assertEquals(Outcome.UNDECIDABLE, later.outcome());
        assertEquals(0, later.effort().commits());

        for (MomentQuestion wrong : List.of(
                new MomentQuestion(call.about(), HALF_AN_HOUR, "Unicorns", null),
                new MomentQuestion(call.about(), HALF_AN_HOUR, "practice.unicorns", null),
                new MomentQuestion(call.about(), HALF_AN_HOUR, null, "7"))) {
            var refused = assertThrows(BackstayException.class, () -> find(desk, call.tenant(), wrong));
            assertInstanceOf(Failure.BadInput.class, refused.failure());
        }
        var outside = assertThrows(
                BackstayException.class,
                () -> find(
                        desk,
                        call.tenant(),
                        new MomentQuestion(call.about().minus(Duration.ofDays(2)), HALF_AN_HOUR, null, null)));
        assertInstanceOf(Failure.OutOfWindow.class, outside.failure());
    }

    private FoundMoment insideARestore(LocalDesk desk, Intake call) throws Exception {
        try (GuidedRestore restore = desk.restores().begin(call)) {
            MomentQuestion question = MomentQuestion.around(call.about(), call.uncertainty());
            for (String step : List.of("Reading the log", "Look 2")) {
                assertThrows(
                        InterruptedException.class,
                        () -> restore.find(question, Look.Watch.NONE, DeskHome.at(step, FindMomentTest::interrupt)));
            }
            List<Look> heard = new ArrayList<>();
            FoundMoment found = restore.find(question, (look, _) -> heard.add(look), DeskHome.quiet());
            assertEquals(found.looks(), heard);
            isTheAccident(call, found);
            Instant lastGood = Objects.requireNonNull(found.lastGood());
            restore.choose(lastGood);
            assertEquals(lastGood, restore.restoreTo());

            GuidedRestore.Staged staged = restore.stage(DeskHome.quiet());
            assertFalse(staged.stoppedAt().isAfter(lastGood));
            assertThrows(BackstayException.class, () -> restore.choose(call.about()));
            restore.choose(Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
            List<TableDiff> tables = restore.compare(DeskHome.quiet()).tables();
            for (TenantCensus.Change change : found.changes()) {
                TableDiff table = tables.stream()
                        .filter(each -> each.table().equals(change.table().toString()))
                        .findFirst()
                        .orElseThrow();
                assertEquals(change.gone(), table.lost(), change.table()::toString);
            }
            restore.plan();
            restore.approveAlone("Practised by one person");
            Proof proof = restore.run(DeskHome.quiet());
            assertTrue(proof.verified(), proof::toString);
            assertTrue(restore.verify(DeskHome.quiet()).verified());
            return found;
        }
    }

    /// The search was told nothing but about when; what it found is what the lab did.
    private static void isTheAccident(Intake call, FoundMoment found) {
        assertEquals(Outcome.FOUND, found.outcome());
        WalEvent.Commit commit = Objects.requireNonNull(found.commit());
        assertTrue(commit.at().isAfter(call.about()));
        assertEquals(commit.at().minus(1, ChronoUnit.MICROS), found.lastGood());
        assertTrue(found.rowsGone() > 1000, found::toString);
        assertEquals(0, found.rowsChanged());
        for (String table : List.of("clients", "jobs", "invoices", "invoice_lines", "messages", "time_entries_raw")) {
            assertEquals(0, change(found, "practice." + table).after(), table);
        }
        assertTrue(found.effort().commits() > 60, found::toString);
        assertTrue(found.effort().recoveries() <= found.effort().recoveriesMax(), found::toString);
        assertTrue(found.looks().size() <= found.effort().recoveriesMax() + 1, found::toString);
    }

    /// The last good look and the first bad one are neighbours.
    private static List<Look> looksOutOfPlace(FoundMoment found) {
        Instant commit = Objects.requireNonNull(found.commit()).at();
        return found.looks().stream()
                .filter(look -> look.good()
                        ? !look.before() && !look.at().isBefore(commit)
                        : look.at().isBefore(commit))
                .toList();
    }

    private static void inTheBooks(DeskHome home) throws Exception {
        try (RestoreJournal journal = RestoreJournal.open(home.home().resolve("restores.db"), InstantSource.system());
                CaseBook cases = CaseBook.open(home.home().resolve("cases.db"))) {
            assertEquals(List.of(), journal.unfinished());
            List<String> searches = journal.steps("R-0001").stream()
                    .filter(entry -> entry.step() == RestoreStep.FIND)
                    .map(entry -> Objects.requireNonNull(entry.outcome()))
                    .toList();
            assertEquals(3, searches.size());
            assertEquals("Find the moment was cancelled", searches.getFirst());
            assertTrue(searches.getLast().startsWith("Transaction "), searches::toString);
            Map<Boolean, Long> told = cases.timeline(cases.list().getFirst().id()).stream()
                    .collect(Collectors.partitioningBy(
                            entry -> entry.sentence().startsWith("Transaction "), Collectors.counting()));
            assertNotNull(told);
            assertEquals(1, told.get(true));
        }
    }

    private static FoundMoment find(LocalDesk desk, Tenant tenant, MomentQuestion question) throws Exception {
        return desk.searches().find(Lab.DATABASE, tenant, question, Look.Watch.NONE, DeskHome.quiet());
    }

    private static TenantCensus.Change change(FoundMoment found, String table) {
        return found.changes().stream()
                .filter(each -> each.table().toString().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static void interrupt() {
        Thread.currentThread().interrupt();
    }
}
