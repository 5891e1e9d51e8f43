package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.incident.report.Variant;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What was typed into reports when the process ends.
class ReportAtTheEndTest {
    private final FakeReports reports = new FakeReports(new FakeIncidents());
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Runnable> untold = new ArrayDeque<>();
    private boolean slow;
    private boolean silent;
    private final Background background = new Background(
            work -> {
                if (slow) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            },
            told -> {
                if (silent) {
                    untold.add(told);
                } else {
                    told.run();
                }
            },
            AssertionError::new);
    private final ReportModel model = new ReportModel(reports, background, new Allowed(Role.RESPONDER));

    @Test
    void whatIsTypedIsSavedByAProcessThatEndsWithoutItsWindow() throws Exception {
        model.show("INC-0031");
        model.typed("next", "Ask us.");
        model.typed("lost", "Nothing.");
        background.end();
        assertEquals(List.of("save"), reports.done);
        assertEquals("Ask us.", reports.sections.getLast().prose());
        assertEquals("Nothing.", reports.sections.get(2).prose());
        background.end();
        assertEquals(List.of("save"), reports.done, "once");
    }

    @Test
    void aProcessThatEndsSavesNothingTwiceAndWritesOverNobody() throws Exception {
        model.show("INC-0031");
        model.typed("next", "Ask us.");
        model.save();
        background.end();
        assertEquals(List.of("save"), reports.done, "it was saved already");
        model.typed("happened", "Mine.");
        reports.elsewhere("Theirs.");
        background.end();
        assertEquals("Theirs.", reports.sections.getFirst().prose());
        assertEquals("aside INC-0031 CUSTOMER [Mine.]", reports.done.getLast(), "nothing that was typed is lost");
        model.typed("happened", "Mine again.");
        model.read();
        background.end();
        assertEquals("Theirs.", reports.sections.getFirst().prose(), "it was given up for theirs");
    }

    @Test
    void whatWasLeftInAnotherReportIsSavedAtTheEndToo() throws Exception {
        model.show("INC-0031");
        model.typed("next", "For the customer.");
        slow = true;
        model.show(Variant.INTERNAL);
        // The save under way is interrupted by the end, before it has written.
        waiting.clear();
        background.end();
        assertEquals("For the customer.", reports.sections.getLast().prose());
    }

    @Test
    void aSaveThatFailsAtTheEndIsNoReasonToHang() throws Exception {
        model.show("INC-0031");
        model.typed("next", "Ask us.");
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        background.end();
        assertEquals(List.of("aside INC-0031 CUSTOMER [Ask us.]"), reports.done);
    }

    @Test
    void aSaveWhoseEndingWasNotToldIsNobodyElses() throws Exception {
        model.show("INC-0031");
        model.typed("next", "a");
        silent = true;
        model.save();
        model.typed("next", "ab");
        background.end();
        assertEquals(List.of("save", "save"), reports.done);
        assertEquals("ab", reports.sections.getLast().prose());
    }

    @Test
    void aDefectOrAFailureOfOneReportIsNoReasonToLoseAnother() throws Exception {
        model.show("INC-0031");
        model.typed("next", "For the customer.");
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.show(Variant.INTERNAL);
        reports.failure = null;
        model.read();
        model.typed("next", "For us.");
        reports.defect = true;
        background.end();
        assertEquals(
                Set.of("aside INC-0031 CUSTOMER [For the customer.]", "aside INC-0031 INTERNAL [For us.]"),
                Set.copyOf(reports.done));
    }
}
