package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.incident.report.Variant;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.prose.ProseArea;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The report can be seen in each of its states, and is written by keys alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportPaneTest {
    private final FakeIncidents incidents = new FakeIncidents();
    private final FakeReports reports = new FakeReports(incidents);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private final Background background = new Background(
            work -> {
                if (slow) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            },
            Runnable::run,
            AssertionError::new);

    enum What {
        DRAFT,
        REVIEW,
        FINAL,
        OVERDUE,
        NO_POLICY,
        CONFLICT,
        VIEWER,
        ERROR
    }

    static Stream<Arguments> shots() {
        return Stream.of(Theme.Look.values())
                .flatMap(look -> Stream.of(What.values()).map(what -> Arguments.of(look, what)));
    }

    @ParameterizedTest
    @MethodSource("shots")
    void eachStateCanBeSeen(Theme.Look look, What what) throws Exception {
        if (what == What.NO_POLICY) {
            incidents.unchecked = new Failure.NotFound("The policy of INC-0031", "Give the case its policy.");
        } else if (what == What.ERROR) {
            reports.failure = new Failure.Corrupt("cases.db", "page 7 cannot be read");
        }
        ReportModel model = model(what == What.VIEWER ? Role.VIEWER : Role.RESPONDER);
        Stage stage = show(model, look);
        Fx.run(() -> {
            switch (what) {
                case REVIEW -> {
                    without(model);
                    model.review();
                }
                case FINAL -> {
                    without(model);
                    model.finish();
                }
                case OVERDUE -> {
                    without(model);
                    model.overdue(true);
                }
                case CONFLICT -> {
                    reports.elsewhere("Theirs.");
                    model.typed("next", "Mine.");
                    model.save();
                }
                default -> {
                    // As it is.
                }
            }
        });
        var picture = Fx.shoot(stage, "report-" + (what + "-" + look).toLowerCase(Locale.ROOT));
        String words = what == What.ERROR ? everything(stage) : text(stage, "#report-words");
        Fx.run(stage::close);
        assertTrue(Fx.colours(picture) > 10, "the pane looks blank");
        assertTrue(
                words.contains(
                        switch (what) {
                            case DRAFT -> "1 unclaimed promise blocks the export";
                            case REVIEW -> "In review";
                            case FINAL -> "Final";
                            case OVERDUE -> "overdue";
                            case NO_POLICY -> "not checked";
                            case CONFLICT -> "Somebody else";
                            case VIEWER -> "1 unclaimed";
                            case ERROR -> "page 7";
                        }),
                words);
    }

    private static void without(ReportModel model) {
        model.typed("restored", "{{rows}} came back.");
        model.check();
        model.save();
    }

    @Test
    void aReportIsFreedOfItsPromiseAndWrittenByKeysAlone() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        ProseArea area = (ProseArea) Objects.requireNonNull(stage.getScene().lookup("#prose-restored"));
        assertEquals("11 locked facts", text(stage, "#locked-facts"));
        press(stage, KeyCode.E, true);
        assertEquals(List.of(), reports.done, "nothing is written while a promise stands in the way");
        press(stage, KeyCode.F8, false);
        assertTrue(Fx.on(area::isFocused), "F8 goes to the words");
        Fx.run(() -> ((Button) lookup(stage, "#claim-instead")).fire());
        assertTrue(
                area.source().contains("We restored what the backups held, and checked what came back."), area::source);
        assertFalse(area.source().contains("We give you"), area::source);
        assertEquals(0, model.claims().flagged().size());
        press(stage, KeyCode.S, true);
        press(stage, KeyCode.E, true);
        assertEquals(List.of("save", "write CUSTOMER"), reports.done);
        assertTrue(text(stage, "#report-words").contains("customer.pdf"));
        Fx.run(() -> area.fireEvent(key(KeyCode.Z, true)));
        assertTrue(area.source().contains("guaranteed recovery"), area::source);
        Fx.run(stage::close);
        assertEquals("save", reports.done.getLast(), "what was typed last is saved on leaving");
    }

    @Test
    void theSentenceIsTakenAwayAsAWhole() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        Fx.run(() -> ((Button) lookup(stage, "#claim-without")).fire());
        ProseArea area = Fx.on(() -> (ProseArea) lookup(stage, "#prose-restored"));
        assertTrue(area.source().endsWith("typed again were kept. "), area::source);
        assertEquals(
                8 + 3,
                Fx.on(() -> stage.getScene().getRoot().lookupAll(".pr-chip").size()));
        Fx.run(stage::close);
    }

    @Test
    void anApproverKeepsAClaimForAReason() throws Exception {
        Stage stage = show(model(Role.APPROVER), Theme.Look.LIGHT);
        Fx.run(() -> ((Button) lookup(stage, "#claim-keep")).fire());
        Fx.run(() -> {
            var field = (TextField) lookup(stage, "#claim-reason");
            field.setText("Agreed in writing");
            field.fireEvent(new ActionEvent());
        });
        Fx.run(stage::close);
        assertEquals("keep guaranteed-recovery: Agreed in writing", reports.done.getFirst());
    }

    @Test
    void aFinalReportTakesNoLetter() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        Fx.run(() -> {
            without(model);
            model.finish();
        });
        ProseArea area = Fx.on(() -> (ProseArea) lookup(stage, "#prose-next"));
        assertFalse(Fx.on(area::isEditable));
        Fx.run(area::bold);
        assertTrue(area.source().startsWith("Your administrators"), area::source);
        Fx.run(stage::close);
    }

    @Test
    void aSectionOfTheReportBeforeIsTypedIntoNoMore() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        ProseArea before = Fx.on(() -> (ProseArea) lookup(stage, "#prose-next"));
        Fx.run(before::requestFocus);
        String was = before.source();
        slow = true;
        Fx.run(() -> model.show(Variant.INTERNAL));
        Fx.run(() -> {
            before.replace(new ProseArea.Claim(0, 0), "Of the other one. ");
            bold(stage).fire();
        });
        assertEquals(was, before.source());
        Fx.run(() -> {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        });
        Fx.run(() -> {
            before.setEditable(true);
            before.replace(new ProseArea.Claim(0, 0), "Of the other one. ");
        });
        assertEquals(Saving.SAVED, model.status().savingProperty().get());
        slow = false;
        Fx.run(stage::close);
        assertEquals(List.of(), reports.done);
    }

    private static Button bold(Stage stage) {
        return stage.getScene().getRoot().lookupAll(".rp-tool").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(each ->
                        each.getTooltip() != null && each.getTooltip().getText().startsWith("Bold"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCardActsOnlyOnTheWordsThatWereChecked() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        ProseArea area = Fx.on(() -> (ProseArea) lookup(stage, "#prose-restored"));
        String was = area.source();
        Fx.run(() -> {
            area.replace(new ProseArea.Claim(0, 0), "Now: ");
            ((Button) lookup(stage, "#claim-instead")).fire();
        });
        assertEquals("Now: " + was, area.source(), "the places were those of other words");
        Fx.run(() -> ((Button) lookup(stage, "#claim-instead")).fire());
        assertEquals(
                "Now: "
                        + was.replaceFirst(
                                "We give you a guaranteed recovery[^.]*[.]",
                                "We restored what the backups held, and checked what came back."),
                area.source(),
                "the first click looked again");
        Fx.run(stage::close);
    }

    @Test
    void aHalfTypedReasonOutlivesACheck() throws Exception {
        ReportModel model = model(Role.APPROVER);
        Stage stage = show(model, Theme.Look.LIGHT);
        Fx.run(() -> ((Button) lookup(stage, "#claim-keep")).fire());
        TextField field = Fx.on(() -> (TextField) lookup(stage, "#claim-reason"));
        Fx.run(() -> {
            ((ProseArea) lookup(stage, "#prose-restored")).replace(new ProseArea.Claim(0, 0), "Now: ");
            field.requestFocus();
            field.setText("Agreed in");
            model.check();
            model.check();
        });
        assertSame(field, Fx.on(() -> lookup(stage, "#claim-reason")));
        assertTrue(Fx.on(field::isFocused), "the focus stays");
        Fx.run(stage::close);
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void aCardIsWholeBesideATimelineWhateverTheSizeOfText(Theme.Look look) throws Exception {
        Stage stage = show(model(Role.APPROVER), look);
        for (double size : new double[] {13, 26}) {
            // In a window of 1280 there is that much beside the timeline; large text has the tools ask for more.
            double width = size > 13 ? 1060 : 664;
            Fx.run(() -> {
                stage.setWidth(width);
                stage.getScene().getRoot().setStyle("-fx-font-size: " + size + "px");
            });
            Fx.shoot(stage, "report-card-" + (int) size + "-" + look.name().toLowerCase(Locale.ROOT));
            Bounds area = Fx.on(() -> bounds(lookup(stage, "#prose-restored")));
            for (String part : List.of(".rp-claim", "#claim-instead", "#claim-without", "#claim-keep")) {
                Bounds is = Fx.on(() -> bounds(lookup(stage, part)));
                assertTrue(
                        is.getMaxX() <= Math.min(area.getMaxX(), width) + 0.5, part + " ends at " + is + " in " + area);
            }
        }
        Fx.run(stage::close);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    @Test
    void aCardStandsUnderItsSentenceAndTheWordsBelowGoOnUnderIt() throws Exception {
        ReportModel model = model(Role.APPROVER);
        Stage stage = show(model, Theme.Look.LIGHT);
        ProseArea area = Fx.on(() -> (ProseArea) lookup(stage, "#prose-restored"));
        Fx.run(() -> area.replace(
                new ProseArea.Claim(area.source().length(), area.source().length()), "\nA line below.\nAnd another."));
        Fx.run(model::check);
        for (double size : new double[] {13, 26}) {
            Fx.run(() -> stage.getScene().getRoot().setStyle("-fx-font-size: " + size + "px"));
            Fx.until("the card has its room", () -> {
                layout(stage);
                return between(area);
            });
        }
        Fx.run(() -> stage.getScene().getRoot().setStyle(""));
        Fx.until("as before", () -> between(area));
        Fx.run(() -> ((Button) lookup(stage, "#claim-keep")).fire());
        Fx.shoot(stage, "report-card-under");
        assertTrue(Fx.on(() -> between(area)));
        Fx.run(stage::close);
    }

    /// Whether the card lies below the words that it is about, as high as it has to be, and above the next line.
    private static boolean between(ProseArea area) {
        if (!(area.lookup(".rp-claim") instanceof Region card
                && card.getParent().getParent() instanceof TextFlow line)) {
            return false;
        }
        Bounds place = card.localToScene(card.getBoundsInLocal());
        double words = line.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .mapToDouble(each -> each.localToScene(each.getBoundsInLocal()).getMaxY())
                .max()
                .orElseThrow();
        double next = area.lookupAll("TextFlow").stream()
                .filter(each -> !each.equals(line))
                .mapToDouble(each -> each.localToScene(each.getBoundsInLocal()).getMinY())
                .min()
                .orElseThrow();
        return words <= place.getMinY()
                && place.getMaxY() <= next
                && place.getHeight() >= card.prefHeight(place.getWidth()) - 1;
    }

    @Test
    void manyClaimsCountButFiftyAreShown() throws Exception {
        ReportModel model = model(Role.RESPONDER);
        Stage stage = show(model, Theme.Look.LIGHT);
        Fx.run(() -> {
            ProseArea area = (ProseArea) lookup(stage, "#prose-next");
            area.replace(new ProseArea.Claim(0, area.source().length()), "{{nobody}} ".repeat(70));
            model.check();
        });
        Fx.live(javafx.util.Duration.millis(100));
        assertEquals("71 unclaimed promises block the export", text(stage, "#report-words"));
        assertEquals(
                50,
                Fx.on(() -> stage.getScene().getRoot().lookupAll(".rp-claim").size()));
        assertTrue(everything(stage).contains("and 21 more"));
        Fx.run(stage::close);
    }

    private static String everything(Stage stage) throws Exception {
        return Fx.on(() -> stage.getScene().getRoot().lookupAll(".label").stream()
                .map(each -> ((Labeled) each).getText())
                .collect(Collectors.joining("\n")));
    }

    private ReportModel model(Role role) {
        return new ReportModel(reports, background, new Allowed(role));
    }

    private static Stage show(ReportModel model, Theme.Look look) throws Exception {
        ReportPane pane = Fx.on(() -> new ReportPane(model));
        Stage stage = Fx.show(new BorderPane(pane), look, 664, 690);
        Fx.run(() -> {
            pane.title("Loss of invoices at Harrow & Finch");
            model.show("INC-0031");
            layout(stage);
            pane.begin();
        });
        return stage;
    }

    private static void layout(Stage stage) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    private static void press(Stage stage, KeyCode code, boolean control) throws Exception {
        Fx.run(() -> {
            layout(stage);
            Node owner = stage.getScene().getFocusOwner();
            (owner == null ? stage.getScene().getRoot() : owner).fireEvent(key(code, control));
        });
    }

    private static KeyEvent key(KeyCode code, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false);
    }

    private static Node lookup(Stage stage, String id) {
        layout(stage);
        return Objects.requireNonNull(stage.getScene().lookup(id), id);
    }

    private static String text(Stage stage, String id) throws Exception {
        return Fx.on(() -> ((Labeled) lookup(stage, id)).getText());
    }
}
