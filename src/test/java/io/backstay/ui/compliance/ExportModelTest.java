package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.backstay.act.check.ComplianceExports;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.policy.check.CheckResult;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportModelTest {
    private static final CheckResult SHOWN =
            new CheckResult("expansive", FakePolicies.NOW, CheckResult.Verdict.BREACH, List.of());

    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);

    @Test
    void whatIsShownIsWrittenAsOfItsInstant() {
        List<ComplianceExports.Order> orders = new ArrayList<>();
        var model = new ExportModel((order, _) -> orders.add(order), background);
        assertEquals("compliance-expansive-2026-03-16.pdf", ExportModel.fileName(SHOWN));
        model.write(SHOWN, Path.of("out.pdf"));
        assertEquals(List.of(new ComplianceExports.Order("expansive", List.of(), FakePolicies.NOW)), orders);
        assertEquals(
                new Said(Mark.HOLDS, "Written to out.pdf."),
                model.saidProperty().get());
        assertFalse(model.runningProperty().get());
    }

    @Test
    void aFailureIsSaidAndAnotherExportCanBegin() {
        var model = new ExportModel(
                (_, file) -> {
                    throw new BackstayException(new Failure.BadInput(file + " is of no form.", "Name another."));
                },
                background);
        model.write(SHOWN, Path.of("out.doc"));
        assertEquals(
                new Said(Mark.BREACH, "out.doc is of no form. Name another."),
                model.saidProperty().get());
        assertFalse(model.runningProperty().get());
    }
}
