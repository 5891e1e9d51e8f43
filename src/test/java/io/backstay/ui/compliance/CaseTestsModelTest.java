package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.Background;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTestsModelTest {
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);

    @Test
    void onlyRestoreTestsOfCasesAreListedWhatIsDueFirst() {
        TestsModel model = FakeTests.model(background);
        model.open("agentic-labs");
        assertEquals(
                List.of("INC-0029 A1 overdue", "INC-0031 A2 due again", "INC-0012 A4 done"),
                model.cases().rows().stream()
                        .map(each -> each.caseId() + " " + each.action().id() + " "
                                + each.state(model.cases().now()))
                        .toList());
    }

    @Test
    void casesThatCannotBeReadAreSaidAndHideNoPromisedTest() {
        var aftermath = new FakeWaiting(FakeTests.ofCases());
        TestsModel model = FakeTests.model(new FakeTests(), aftermath, background, () -> {});
        model.open("agentic-labs");
        assertEquals(3, model.cases().rows().size());
        assertEquals(3, model.waiting().size(), "nothing, and the two that are not done for good");
        aftermath.unreadable = true;
        model.open("agentic-labs");
        String problem = model.cases().problemProperty().get();
        assertTrue(problem.contains("page 7"), problem);
        assertEquals(List.of(), model.cases().rows(), "what may be old is not shown as if it were known");
        assertEquals(List.of(TestsModel.Finishes.NOTHING), model.waiting(), "nor offered");
        assertEquals(5, model.rows().size());
        aftermath.unreadable = false;
        model.open("agentic-labs");
        assertEquals("", model.cases().problemProperty().get());
    }
}
