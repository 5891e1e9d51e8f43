package io.backstay.ui.incidents.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is asked for from what was typed. The act itself is shown on real databases by `SetDeskTest`, and through this
/// model by `SetsJourneyTest`.
class SetsModelTest {
    private static final Instant AT = Instant.parse("2026-11-20T17:00:00Z");

    private final List<Object> asked = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private boolean late;
    private boolean defect;
    private final List<Throwable> defects = new ArrayList<>();
    private @Nullable Failure failure;
    private long missing;
    private List<String> undecided = List.of();

    private final DataSets sets = new DataSets() {
        @Override
        public List<Described> list(
                String connection, @Nullable TenantId tenant, @Nullable Path mapping, Progress progress)
                throws BackstayException {
            refuse();
            asked.add(connection + " " + tenant);
            return List.of(described("invoices", List.of()), described("jobs", List.of("No column paid_at.")));
        }

        @Override
        public Exported export(Order order, Progress progress) throws BackstayException, InterruptedException {
            refuse();
            if (Thread.interrupted() && !late) {
                throw new InterruptedException();
            }
            if (defect) {
                throw new IllegalStateException("a defect");
            }
            progress.step("Recovering the backup");
            asked.add(order);
            return new Exported(
                    "crm", "f1", "live", AT, "/out", List.of(new SetFile("invoices", "t", "i.csv", 2, "ab")));
        }

        @Override
        public Compared compare(Question question, Progress progress) throws BackstayException {
            refuse();
            asked.add(question);
            return new Compared(
                    "crm",
                    "f1",
                    "base-1",
                    AT,
                    List.of(new SetDifference("invoices", 1, 3, missing, 0, 0, List.of(), List.of(), undecided)),
                    List.of("jobs"),
                    List.of(),
                    question.out() == null ? null : question.out().toString());
        }

        private void refuse() throws BackstayException {
            if (failure != null) {
                throw new BackstayException(failure);
            }
        }
    };

    private final SetsModel model = model(Role.APPROVER);

    private SetsModel model(Role role) {
        return new SetsModel(
                sets,
                () -> List.of("crm"),
                new Background(
                        work -> {
                            if (slow) {
                                waiting.add(work);
                            } else {
                                work.run();
                            }
                        },
                        Runnable::run,
                        defects::add),
                new Allowed(role));
    }

    private static DataSets.Described described(String name, List<String> problems) {
        return new DataSets.Described(name, "app." + name, name, List.of(), List.of(), List.of(), 7L, problems);
    }

    private static SetsModel.OfCase firm(String key) {
        return new SetsModel.OfCase("INC-00" + key, "Firm " + key, key);
    }

    private String said() {
        return Objects.requireNonNull(model.saidProperty().get()).sentence();
    }

    @Test
    void theFirmOfTheCaseIsFilledInAndItsSetsAreListed() {
        model.begin(firm("f1"));
        assertTrue(model.openProperty().get());
        assertEquals(List.of("crm", "lab"), model.connections());
        model.form().connectionProperty().set("crm");
        model.list();
        assertEquals(List.of("crm f1"), asked);
        assertEquals(
                List.of(true, false),
                model.choices().stream().map(each -> each.chosen().get()).toList(),
                "what cannot be read is not chosen");
        assertTrue(said().contains("1 data set cannot be read"), this::said);
        model.begin(firm("f2"));
        assertEquals(List.of(), model.choices(), "those were of another firm");
    }

    @Test
    void theRowsThatTheCopyIsMissingAreWrittenWhereSomebodyMayHandThemOn() {
        model.begin(firm("f1"));
        model.form().copyProperty().set("/theirs");
        missing = 2;
        model.compare();
        model.form().missingProperty().set("/new/missing.csv");
        model.compare();
        assertEquals(
                Arrays.asList(null, Path.of("/new/missing.csv")),
                asked.stream().map(each -> ((DataSets.Question) each).out()).toList());
        assertTrue(said().contains("They are in /new/missing.csv, unmasked."), this::said);
        model.form().missingProperty().set("missing.csv");
        model.compare();
        assertTrue(said().contains("Give the whole path"), this::said);
        model.begin(firm("f2"));
        assertEquals("", model.form().missingProperty().get());
        SetsModel viewer = model(Role.RESPONDER);
        viewer.begin(firm("f1"));
        viewer.form().copyProperty().set("/theirs");
        viewer.form().missingProperty().set("/new/missing.csv");
        assertNotNull(viewer.exportRefusal());
        viewer.compare();
        assertEquals(2, asked.size(), "who may not hand rows on compares alone");
    }

    @Test
    void nothingOfAnotherCaseStaysInTheForm() {
        model.begin(firm("f1"));
        model.list();
        model.form().folderProperty().set("/out");
        model.form().copyProperty().set("/theirs");
        model.export();
        model.begin(firm("f1"));
        assertEquals("/out", model.form().folderProperty().get(), "whoever comes back goes on");
        assertNotNull(model.exportedProperty().get());
        for (SetsModel.OfCase other : Arrays.asList(new SetsModel.OfCase("INC-0002", "Firm f2", null), null)) {
            model.begin(firm("f1"));
            model.form().folderProperty().set("/out");
            model.begin(other);
            assertEquals("", model.form().tenantProperty().get());
            assertEquals("", model.form().folderProperty().get());
            assertEquals("", model.form().copyProperty().get());
            assertNull(model.exportedProperty().get());
            assertEquals(List.of(), model.choices());
            assertEquals(other, model.aboutProperty().get());
        }
    }

    @Test
    void whatGoesOnStaysInItsCase() {
        model.begin(firm("f1"));
        model.form().folderProperty().set("/out");
        slow = true;
        model.export();
        model.begin(firm("f2"));
        assertEquals(firm("f1"), model.aboutProperty().get());
        assertEquals("f1", model.form().tenantProperty().get());
        slow = false;
        waiting.forEach(Runnable::run);
        model.begin(firm("f2"));
        assertEquals("f2", model.form().tenantProperty().get());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', Live[]",
        "'', 2026-11-20T18:00+01:00, 'Then[point=null, at=2026-11-20T17:00:00Z]'",
        "base-1, '', 'Then[point=base-1, at=null]'"
    })
    void emptyMeansLiveAndAMomentOrABackupMeansThen(String point, String moment, String from) {
        model.begin(firm("f1"));
        model.form().pointProperty().set(point);
        model.form().momentProperty().set(moment);
        model.form().folderProperty().set("/out");
        model.export();
        assertEquals(from, ((DataSets.Order) asked.getFirst()).from().toString());
        assertTrue(said().startsWith("2 rows as of 2026-11-20 17:00:00 UTC, from live, in /out"), this::said);
        assertNotNull(model.exportedProperty().get());
    }

    @Test
    void whatIsMissingOrWrongIsSaidBeforeAnythingIsDone() {
        model.begin(null);
        model.form().folderProperty().set("/out");
        model.export();
        assertTrue(said().contains("which firm"), this::said);
        model.form().tenantProperty().set("f1");
        model.form().folderProperty().set(" ");
        model.export();
        assertTrue(said().contains("folder"), this::said);
        model.form().folderProperty().set("/out");
        model.form().momentProperty().set("Friday");
        model.export();
        assertTrue(said().contains("Friday"), this::said);
        model.form().momentProperty().set("");
        model.list();
        model.choices().forEach(each -> each.chosen().set(false));
        model.export();
        assertTrue(said().contains("No data set is chosen"), this::said);
        model.compare();
        assertTrue(said().contains("what the customer has"), this::said);
        assertEquals(
                List.of("lab f1"),
                asked.stream().filter(String.class::isInstance).toList());
        assertEquals(1, asked.size());
    }

    @Test
    void whatACopyIsMissingIsSaid() {
        model.begin(firm("f1"));
        model.form().copyProperty().set("/theirs");
        missing = 2;
        model.compare();
        assertTrue(said().startsWith("The copy is missing 2 rows. Compared with base-1"), this::said);
        assertTrue(said().contains("No file of: jobs."), this::said);
        assertEquals(
                Mark.WARNING, Objects.requireNonNull(model.saidProperty().get()).mark());
        undecided = List.of("It has no key.");
        model.compare();
        assertEquals(
                Mark.UNKNOWN, Objects.requireNonNull(model.saidProperty().get()).mark());
        missing = 0;
        undecided = List.of();
        model.compare();
        assertTrue(said().startsWith("The copy is missing no row."), this::said);
        model.form().folderProperty().set("/out");
        model.export();
        assertNull(model.comparedProperty().get(), "two results would be read as one");
    }

    @Test
    void itCanBeStoppedAndNothingElseBeginsMeanwhile() {
        model.begin(firm("f1"));
        model.form().folderProperty().set("/out");
        slow = true;
        model.export();
        assertEquals("Beginning to write", model.doingProperty().get());
        model.compare();
        assertEquals(1, waiting.size());
        model.cancel();
        waiting.remove().run();
        waiting.remove().run();
        assertEquals("", model.doingProperty().get());
        assertTrue(said().startsWith("Stopped."), this::said);
        assertEquals(List.of(), asked);
        slow = false;
        model.export();
        assertEquals(1, asked.size());
    }

    @Test
    void aStopThatCameTooLateAndADefectSayWhereToLook(@TempDir Path folder) {
        model.begin(firm("f1"));
        model.form().folderProperty().set(folder.toString());
        slow = true;
        late = true;
        model.export();
        model.cancel();
        waiting.remove().run();
        waiting.remove().run();
        assertTrue(said().contains("but " + folder + " is there"), this::said);
        slow = false;
        defect = true;
        model.export();
        assertEquals(1, defects.size());
        assertTrue(said().startsWith("It ended by a defect. Look in " + folder), this::said);
    }

    @Test
    void aPathThatWouldDependOnWhereTheProcessBeganIsRefused() {
        model.begin(firm("f1"));
        model.form().folderProperty().set("out");
        model.export();
        assertTrue(said().contains("from the root on"), this::said);
        assertEquals(List.of(), asked);
    }

    @Test
    void aFailureIsSaidAndWhoeverMayNotHandOnDoesNot() {
        model.begin(firm("f1"));
        model.form().folderProperty().set("/out");
        failure = new Failure.Corrupt("crm.yaml", "line 7 cannot be read");
        model.export();
        assertTrue(said().contains("line 7"), this::said);
        failure = null;
        SetsModel viewer = model(Role.RESPONDER);
        viewer.begin(firm("f1"));
        viewer.form().folderProperty().set("/out");
        viewer.export();
        assertEquals(List.of(), asked);
        assertNotNull(viewer.exportRefusal());
        assertNull(viewer.compareRefusal());
    }
}
