package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the report's bars say of its signature, and that they stay in a window however narrow it is.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportBarTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeReports reports = new FakeReports(incidents);
    private final ReportModel model = new ReportModel(
            reports, new Background(Runnable::run, Runnable::run, AssertionError::new), new Allowed(Role.RESPONDER));

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> Window.getWindows().stream().toList().forEach(Window::hide));
    }

    @Test
    void aSignedReportSaysWhereItsSignatureIs() throws Exception {
        reports.signs = true;
        assertEquals("Written: customer.pdf, HTML and Markdown; the signature is in report.signed.json", written(true));
    }

    @Test
    void aFinalReportWithoutAKeySaysThatItIsNotSigned() throws Exception {
        assertEquals("Written, not signed: customer.pdf, HTML and Markdown", written(true));
    }

    @Test
    void aDraftSaysNothingOfASignature() throws Exception {
        reports.signs = true;
        assertEquals("Written: customer.pdf, HTML and Markdown", written(false));
    }

    private String written(boolean finished) throws Exception {
        Stage stage = show(664, 13);
        Fx.run(() -> {
            free();
            if (finished) {
                model.finish();
            }
            ((Button) lookup(stage, "#report-pdf")).fire();
        });
        return Fx.on(() -> ((Labeled) lookup(stage, "#report-words")).getText());
    }

    private void free() {
        model.typed("restored", "{{rows}} came back.");
        model.check();
        model.save();
    }

    @ParameterizedTest
    @CsvSource({"664, 13", "480, 13", "1060, 26", "620, 26", "520, 26"})
    void nothingOfTheReportLeavesANarrowWindow(int width, int size) throws Exception {
        reports.signs = true;
        Stage stage = show(width, size);
        inside(stage, width, "a claim blocks");
        Fx.run(this::free);
        inside(stage, width, "a draft");
        Fx.run(() -> {
            model.finish();
            model.write(null);
        });
        inside(stage, width, "written and signed");
        Fx.shoot(stage, "report-narrow-" + width + "-" + size);
        for (String whole : new String[] {"#report-words", "#report-pdf", "#locked-facts", "#variant-auditor"}) {
            Labeled shown = Fx.on(() -> (Labeled) lookup(stage, whole));
            double wanted = Fx.on(() -> shown.prefHeight(shown.getWidth()));
            assertTrue(shown.getHeight() >= wanted - 1, whole + " has " + shown.getHeight() + " of " + wanted);
        }
    }

    @Test
    void whatFitsIntoALineStandsInOne() throws Exception {
        Stage stage = show(664, 13);
        double review = Fx.on(() -> bounds(lookup(stage, "#report-review")).getMinY());
        double finish = Fx.on(() -> bounds(lookup(stage, "#report-finish")).getMinY());
        double words = Fx.on(() -> bounds(lookup(stage, "#report-words")).getCenterY());
        assertEquals(review, finish, 0.5);
        assertEquals(words, Fx.on(() -> bounds(lookup(stage, "#report-finish")).getCenterY()), 2);
        double tools = Fx.on(() -> bounds(lookup(stage, "#variant-auditor")).getCenterY());
        assertEquals(tools, Fx.on(() -> bounds(lookup(stage, "#report-pdf")).getCenterY()), 2);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static void inside(Stage stage, int width, String when) throws Exception {
        Fx.run(() -> {
            layout(stage);
            layout(stage);
            check(stage.getScene().getRoot(), width, when);
        });
    }

    private static void check(Node node, int width, String when) {
        if (!node.isVisible()) {
            return;
        }
        Bounds is = bounds(node);
        boolean bar = node instanceof Labeled && within(node, TwoEnds.class);
        if (bar || node instanceof TwoEnds || node instanceof SplitPane) {
            double height = node.getScene().getHeight();
            assertTrue(
                    is.getMinY() >= -0.5 && is.getMaxY() <= height + 0.5,
                    () -> when + ": " + node + " lies at " + is.getMinY() + " to " + is.getMaxY() + " of " + height);
            assertTrue(
                    is.getMinX() >= -0.5 && is.getMaxX() <= width + 0.5,
                    () -> when + ": " + node + " lies at " + is.getMinX() + " to " + is.getMaxX() + " of " + width);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(each -> check(each, width, when));
        }
    }

    private static boolean within(Node node, Class<?> kind) {
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
            if (kind.isInstance(up)) {
                return true;
            }
        }
        return false;
    }

    private Stage show(int width, int size) throws Exception {
        ReportPane pane = Fx.on(() -> new ReportPane(model));
        var root = Fx.on(() -> new BorderPane(pane));
        Stage stage = Fx.show(root, Theme.Look.LIGHT, width, 690);
        Fx.run(() -> {
            root.setStyle("-fx-font-size: " + size + "px");
            pane.title("Loss of invoices at Harrow & Finch");
            model.show("INC-0031");
            layout(stage);
        });
        return stage;
    }

    private static void layout(Stage stage) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    private static Node lookup(Stage stage, String id) {
        layout(stage);
        return Objects.requireNonNull(stage.getScene().lookup(id), id);
    }
}
