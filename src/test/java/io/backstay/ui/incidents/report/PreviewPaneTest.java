package io.backstay.ui.incidents.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Role;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.prose.ProseArea;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How a report will look, beside what is written, by keys alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PreviewPaneTest {
    private final FakeReports reports = new FakeReports(new FakeIncidents());
    private final ReportModel model = new ReportModel(
            reports, new Background(Runnable::run, Runnable::run, AssertionError::new), new Allowed(Role.RESPONDER));

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    /// As wide as between timeline and clocks in a window of 1366 by 768, wider, and with text at 200 %.
    enum Room {
        USUAL(686, 600, 13),
        WIDE(1200, 640, 13),
        LARGE(1100, 600, 26);

        private final int width;
        private final int height;
        private final int text;

        Room(int width, int height, int text) {
            this.width = width;
            this.height = height;
            this.text = text;
        }
    }

    static Stream<Arguments> shots() {
        return Stream.of(Theme.Look.values())
                .flatMap(look -> Stream.of(Room.values()).map(room -> Arguments.of(look, room)));
    }

    private Stage show(Theme.Look look, Room room) throws Exception {
        ReportPane pane = Fx.on(() -> new ReportPane(model));
        var frame = Fx.on(() -> new BorderPane(pane));
        Fx.run(() -> frame.setStyle("-fx-font-size: " + room.text + "px"));
        Stage stage = Fx.show(frame, look, room.width, room.height);
        Fx.run(() -> {
            pane.title("Loss of invoices at Harrow & Finch");
            model.show("INC-0031");
            layout(stage);
            pane.begin();
            layout(stage);
        });
        return stage;
    }

    private static void layout(Stage stage) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
    }

    private static void preview(Stage stage) throws Exception {
        Fx.run(() -> {
            Node owner = stage.getScene().getFocusOwner();
            owner.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.P, true, true, false, false));
            layout(stage);
        });
    }

    private void rich() {
        model.typed("happened", """
                On {{deleted-at}} a **bulk** clean-up in the firm’s own *ledger sync* removed {{rows-lost}}:

                1. invoices
                2. payments
                   - of November

                > We do not claim *guaranteed recovery*.

                See [our page](https://example.org) and `/app/export` for שלום עולם,
                \u202Egnp.exe <script>alert(1)</script>.
                """);
    }

    @ParameterizedTest
    @MethodSource("shots")
    void howItWillLookCanBeSeenWhileItIsWritten(Theme.Look look, Room room) throws Exception {
        Stage stage = show(look, room);
        Fx.run(this::rich);
        preview(stage);
        var picture = Fx.shoot(stage, ("preview-" + room + "-" + look).toLowerCase(Locale.ROOT));
        assertTrue(Fx.colours(picture) > 30, "the preview looks blank");
        int shown = Fx.on(() -> stage.getScene().getRoot().lookupAll(".rp-split").stream()
                .map(SplitPane.class::cast)
                .mapToInt(split -> split.getItems().size())
                .sum());
        assertEquals(room == Room.LARGE ? 1 : 2, shown);
        assertTrue(said(stage).contains("[U+202E]gnp.exe <script>alert(1)</script>"), () -> said(stage));
        preview(stage);
        assertNull(Fx.on(() -> stage.getScene().lookup("#preview")), "put away by the same keys");
        assertTrue(Fx.on(() -> stage.getScene().getFocusOwner() instanceof ProseArea), "and typing goes on");
    }

    @Test
    void aChangeOfOneSectionLeavesTheOthersAndThePlace() throws Exception {
        Stage stage = show(Theme.Look.LIGHT, Room.USUAL);
        Fx.run(this::rich);
        preview(stage);
        ScrollPane scroll = Fx.on(() -> (ScrollPane) stage.getScene().lookup("#preview-scroll"));
        Fx.run(() -> scroll.setVvalue(0.4));
        Node before = Fx.on(() -> part(stage, 2));
        double was = Fx.on(scroll::getVvalue);
        Fx.run(() -> {
            model.typed("next", "Ask us.");
            model.look();
            layout(stage);
        });
        assertSame(before, Fx.on(() -> part(stage, 2)), "an unchanged section is not built again");
        assertTrue(said(stage).contains("Ask us."), () -> said(stage));
        assertTrue(Math.abs(was - Fx.on(scroll::getVvalue)) < 0.1, "it does not jump");
    }

    @Test
    void thePreviewGoesAlongWithTheSection() throws Exception {
        Stage stage = show(Theme.Look.LIGHT, Room.USUAL);
        Fx.run(this::rich);
        preview(stage);
        Fx.run(() -> {
            stage.getScene().lookup("#prose-next").requestFocus();
            layout(stage);
        });
        ScrollPane scroll = Fx.on(() -> (ScrollPane) stage.getScene().lookup("#preview-scroll"));
        assertTrue(Fx.on(scroll::getVvalue) > 0.3, "the last section is in sight");
        Fx.run(() -> {
            stage.getScene().lookup("#prose-happened").requestFocus();
            layout(stage);
        });
        assertTrue(Fx.on(scroll::getVvalue) < 0.3, "and the first one again");
    }

    @Test
    void aHundredThousandHostileCharactersAreCutAndSoTold() throws Exception {
        Stage stage = show(Theme.Look.LIGHT, Room.USUAL);
        preview(stage);
        Fx.run(() -> {
            model.typed("next", "{{rows}} \u202E\u0007<b>**_x_**\n\n".repeat(5_000));
            model.typed("lost", "{{gap}}".repeat(12_000));
            model.look();
            layout(stage);
        });
        int nodes =
                Fx.on(() -> stage.getScene().lookup("#preview").lookupAll("*").size());
        assertTrue(nodes < 8_000, () -> nodes + " nodes");
        assertEquals(
                "and 4801 more paragraphs, which the files have",
                Fx.on(() -> ((Labeled) stage.getScene().lookup(".pv-cut")).getText()));
        assertNotNull(Fx.on(() -> stage.getScene().lookup(".pv-fact")));
    }

    @Test
    void wideTablesAndSlantedWordsWithoutEndAreCutOrPlain() throws Exception {
        Stage stage = show(Theme.Look.LIGHT, Room.USUAL);
        preview(stage);
        String row = "| a ".repeat(900) + "|\n";
        Fx.run(() -> {
            model.typed("next", row + "|---".repeat(900) + "|\n" + row.repeat(60));
            model.typed("lost", ("*" + "a ".repeat(1_000) + "a*\n\n").repeat(40));
            model.look();
            layout(stage);
        });
        int nodes =
                Fx.on(() -> stage.getScene().lookup("#preview").lookupAll("*").size());
        assertTrue(nodes < 8_000, () -> nodes + " nodes");
        assertTrue(Fx.on(() -> stage.getScene().getRoot().lookupAll(".pv-cut").stream()
                .anyMatch(each -> ((Labeled) each).getText().equals("and 880 more columns, which the files have"))));
    }

    private static Node part(Stage stage, int at) {
        return ((VBox) stage.getScene().lookup(".pv-page")).getChildren().get(at);
    }

    private static String said(Stage stage) {
        var words = new StringBuilder();
        for (Node each :
                Objects.requireNonNull(stage.getScene().lookup("#preview")).lookupAll("Text")) {
            if (each instanceof Text text) {
                words.append(text.getText()).append(' ');
            }
        }
        return words.toString();
    }
}
