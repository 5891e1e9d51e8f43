package io.backstay.ui.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.estate.PointKind;
import io.backstay.ui.kit.draw.ExposureBar;
import io.backstay.ui.kit.draw.PointShape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every part of the kit on one sheet, in both looks.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KitSheetTest {
    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void theWholeKitCanBeSeenInBothLooks(Theme.Look look) throws Exception {
        VBox sheet = Fx.on(KitSheetTest::sheet);
        var stage = Fx.show(sheet, look, 683, 900);
        Fx.live(javafx.util.Duration.millis(500));
        WritableImage picture = Fx.shoot(stage, "kit-" + look);
        Fx.run(stage::close);
        assertTrue(Fx.colours(picture) > 40, "the sheet looks blank");
    }

    private static VBox sheet() {
        var sheet = new VBox(10);
        sheet.setStyle("-fx-padding: 24; -fx-background-color: -color-bg-default");
        sheet.getChildren().add(Texts.title("Kit"));
        sheet.getChildren()
                .add(row(List.of(Surroundings.values()).stream()
                        .map(KitSheetTest::framed)
                        .toList()));
        sheet.getChildren()
                .add(row(List.of(Mark.values()).stream()
                        .<Node>map(MarkIcon::withWord)
                        .toList()));
        sheet.getChildren()
                .add(row(List.of(
                        new MarkIcon(Mark.HOLDS, 24),
                        new MarkIcon(Mark.PARTLY, 24),
                        new MarkIcon(Mark.BREACH, 24),
                        new MarkIcon(Mark.UNKNOWN, 24),
                        Texts.verdict("Verdict"),
                        Texts.figure("Figure"),
                        Texts.section("Section"),
                        Texts.name("Name"),
                        Texts.body("Body"),
                        Texts.secondary("Secondary"),
                        Texts.caption("Caption"))));
        sheet.getChildren()
                .add(row(List.of(PointKind.values()).stream()
                        .<Node>map(kind -> new PointShape(kind, true))
                        .toList()));
        sheet.getChildren()
                .add(row(List.of(
                        new PointShape(PointKind.SNAPSHOT, false),
                        Texts.mono("snap-0c41e9a7d2b6f8813"),
                        Texts.clock("02:41:07"),
                        Texts.key("Ctrl K"),
                        facet("Full 4", true),
                        facet("Snapshot 30", false))));
        sheet.getChildren()
                .add(row(List.of(
                        Buttons.primary("Primary", null, () -> {}),
                        Buttons.plain("Default", null, () -> {}),
                        Buttons.danger("Undo...", null, () -> {}),
                        Buttons.flat("Flat", null, () -> {}),
                        Buttons.small("Small", "fth-refresh-cw", () -> {}),
                        disabled(),
                        Buttons.icon("fth-copy", "Copy", () -> {}))));
        sheet.getChildren()
                .add(row(List.of(Buttons.segments(List.of(
                        new ToggleButton("All 12"), new ToggleButton("Breach 4"), new ToggleButton("Holds 2"))))));
        sheet.getChildren()
                .add(new VBox(
                        8,
                        new ExposureBar(Duration.ofHours(31), Duration.ofHours(24)),
                        new ExposureBar(Duration.ofHours(10), Duration.ofHours(24)),
                        new ExposureBar(Duration.ofSeconds(10), Duration.ofHours(24)),
                        new ExposureBar(Duration.ofHours(500), Duration.ofHours(24)),
                        new ExposureBar(null, null)));
        sheet.getChildren()
                .add(row(List.of(
                        pane(new PaneState.Empty(
                                "No drill yet",
                                "Five kinds are promised. Start with the one that is due.",
                                "Start a drill")),
                        pane(new PaneState.Loading("Listing points")),
                        pane(new PaneState.Failed(
                                new Failure.Refused("Azure", "the key lacks list backups", "Ask for the right."),
                                "Nothing was changed.",
                                null)))));
        sheet.getChildren()
                .add(row(List.of(
                        pane(new PaneState.Stale("Facts are 31 h old", "Nothing here holds.", "Sync")),
                        pane(new PaneState.Unknown("Not observed", "The provider does not say if this is encrypted.")),
                        pane(new PaneState.NotAllowed(
                                "Needs an approver", "Another person signs it.", "Copy the request")))));
        return sheet;
    }

    private static Node disabled() {
        var button = Buttons.plain("Not now", null, () -> {});
        button.setDisable(true);
        return button;
    }

    private static ToggleButton facet(String word, boolean on) {
        ToggleButton facet = Buttons.facet(word);
        facet.setSelected(on);
        return facet;
    }

    private static Node pane(PaneState state) {
        var pane = new PaneStack(Texts.body("content"), new SimpleObjectProperty<>(state), () -> {});
        var card = new Card();
        card.getChildren().add(pane);
        card.setPrefSize(205, 170);
        return card;
    }

    private static Node framed(Surroundings surroundings) {
        var box = new StackPane(new EnvironmentTag(surroundings));
        EnvironmentTag.frame(box, surroundings);
        box.setPrefSize(120, 40);
        return box;
    }

    private static HBox row(List<? extends Node> nodes) {
        var row = new HBox(10);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().addAll(nodes);
        return row;
    }
}
