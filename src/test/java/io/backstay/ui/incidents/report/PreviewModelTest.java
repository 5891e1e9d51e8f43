package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.incident.print.Page;
import io.backstay.incident.report.Variant;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PreviewModelTest {
    private final FakeReports reports = new FakeReports(new FakeIncidents());
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private final ReportModel model = new ReportModel(
            reports,
            new Background(
                    work -> {
                        if (slow) {
                            waiting.add(work);
                        } else {
                            work.run();
                        }
                    },
                    Runnable::run,
                    AssertionError::new),
            new Allowed(Role.RESPONDER));

    private void on() {
        model.show("INC-0031");
        model.preview().onProperty().set(true);
        model.look();
    }

    @Test
    void whatIsTypedAndNotSavedCanBeSeen() {
        on();
        assertTrue(words().contains("412 invoices with their lines"), this::words);
        model.typed("next", "Ask **us**.");
        model.look();
        assertTrue(words().contains("Ask us."), this::words);
        assertEquals(0, reports.done.size(), "nothing was saved for it");
    }

    @Test
    void nobodyLooksWhileItIsPutAway() {
        model.show("INC-0031");
        model.look();
        assertEquals(0, reports.looks);
        on();
        assertEquals(1, reports.looks);
        model.preview().onProperty().set(false);
        assertNull(model.preview().lookProperty().get());
        model.look();
        assertEquals(1, reports.looks);
    }

    @Test
    void aHundredChangesDuringOneLookAreOneMoreLook() {
        on();
        slow = true;
        for (int i = 0; i < 100; i++) {
            model.typed("next", "Number " + i + ".");
            model.look();
        }
        assertEquals(1, waiting.size(), "one is under way");
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        assertEquals(3, reports.looks, "the first, the one under way, and one for all others");
        assertTrue(words().contains("Number 99."), this::words);
    }

    @Test
    void anotherReportIsNeverSeenUnderThisOnesName() {
        on();
        slow = true;
        model.typed("next", "For the customer alone.");
        model.look();
        Runnable late = waiting.remove();
        slow = false;
        model.show(Variant.INTERNAL);
        late.run();
        model.look();
        assertFalse(words().contains("For Customer"), this::words);
        assertTrue(words().contains("For Internal"), this::words);
    }

    @Test
    void nothingIsSeenWhileAnotherReportIsReadOrCannotBe() {
        on();
        slow = true;
        model.show(Variant.INTERNAL);
        assertNull(model.preview().lookProperty().get(), "the customer's went with its name");
        waiting.remove().run();
        slow = false;
        waiting.forEach(Runnable::run);
        model.look();
        assertNotNull(model.preview().lookProperty().get());
        reports.failure = new Failure.NotFound("The intake", "Open a new case.");
        model.show("INC-0030");
        assertNull(model.preview().lookProperty().get(), "the one before is of another case");
    }

    @Test
    void aFailureIsSaidAndTheNextLookMendsIt() {
        on();
        reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        model.look();
        assertTrue(model.preview().problemProperty().get().contains("page 7"));
        assertNotNull(model.preview().lookProperty().get(), "what was seen stays");
        reports.failure = null;
        model.look();
        assertEquals("", model.preview().problemProperty().get());
    }

    private String words() {
        PreviewModel.Look look =
                Objects.requireNonNull(model.preview().lookProperty().get());
        return look.page().parts().stream()
                .flatMap(part -> part.blocks().stream())
                .map(PreviewModelTest::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(Page.Block block) {
        return switch (block) {
            case Page.Heading heading ->
                heading.runs().stream().map(Page.Run::text).collect(Collectors.joining());
            case Page.Words words -> words.runs().stream().map(Page.Run::text).collect(Collectors.joining());
            case Page.Rows rows ->
                rows.rows().stream()
                        .map(row -> row.stream()
                                .map(cell -> cell.stream().map(Page.Run::text).collect(Collectors.joining()))
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("\n"));
            case Page.Code code -> code.runs().stream().map(Page.Run::text).collect(Collectors.joining());
            case Page.Shown shown -> shown.words();
            case Page.Rule _ -> "";
        };
    }
}
