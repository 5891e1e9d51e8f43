package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.act.record.Records.Filter;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.util.Locale;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The record as a table, newest first, with the chosen entry beside it.
public final class RecordView implements Screen {
    private static final double NARROW = 900;
    /// The part of a narrow window's height that the chosen one takes.
    private static final double BELOW = 0.3;
    /// The acts stand in one line where there is room.
    private static final double ACTS = 400;
    private static final double TITLE_PX = 20;
    private static final Duration FOLLOW = Duration.seconds(2);

    private final RecordModel model;
    private final BorderPane root = new BorderPane();
    private final EntryPane entry;
    private final RecordTable table;
    private final StackPane card;
    private final Label title = Texts.title("Record");
    private final TextField text = field("record-text", "Act, target or actor", 190);
    private final HandOnPane handing;
    private final Timeline ticker;

    /// Shows the record, in the times of both sides.
    public RecordView(RecordModel model, HandOnModel handOn, Times times) {
        this.model = model;
        this.entry = new EntryPane(model, times);
        this.handing = new HandOnPane(handOn);
        this.table = new RecordTable(model, times);
        card = new StackPane(table.node());
        card.getStyleClass().addAll("bs-card", "re-table");
        var page = new BorderPane(new PaneStack(card, model.stateProperty(), model::act));
        page.setTop(new VBox(head(), handing, new VerdictCard(model), filters()));
        page.getTop().getStyleClass().add("re-top");
        page.setBottom(more());
        page.getStyleClass().add("re-page");
        root.setCenter(Tables.scrolling(page));
        root.getStylesheets()
                .add(Objects.requireNonNull(RecordView.class.getResource("record.css"), "record.css")
                        .toExternalForm());
        model.selectedProperty().subscribe(this::show);
        model.entries().addListener((ListChangeListener<Entry>) _ -> count());
        root.widthProperty().addListener(_ -> place());
        title.fontProperty().addListener(_ -> place());
        model.moreProperty().subscribe(_ -> count());
        ticker = new Timeline(new KeyFrame(FOLLOW, _ -> model.tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        PaneStack.onScreen(root).subscribe(seen -> {
            if (seen) {
                ticker.play();
            } else {
                ticker.pause();
            }
        });
        root.setOnKeyPressed(press -> {
            if (new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN).match(press)) {
                text.requestFocus();
                press.consume();
            }
        });
    }

    @Override
    public Section section() {
        return Section.RECORD;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.open(place instanceof Place.Acts(var filter) ? filter : null);
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public boolean escape() {
        if (handing.isVisible()) {
            handing.show(false, "");
            return true;
        }
        boolean open = model.selectedProperty().get() != null;
        model.selectedProperty().set(null);
        return open;
    }

    private Node head() {
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setId("record-title");
        Button verify = Buttons.primary("Verify", "fth-shield", model::verify);
        verify.setId("record-verify");
        verify.disableProperty().bind(model.checkingProperty());
        Button export = Buttons.plain(
                "Hand on",
                "fth-upload",
                () -> handing.show(!handing.isVisible(), model.tenantProperty().get()));
        export.setId("record-hand-on");
        export.setAccessibleText("Hand on the entries of one tenant");
        var follow = new ToggleButton("Follow", Icons.of("fth-play"));
        follow.setId("record-follow");
        follow.getStyleClass().addAll("bs-button", "bs-plain");
        follow.setTooltip(new Tooltip("Shows new entries as they come"));
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        follow.selectedProperty().subscribe(on -> follow.setText(on ? "Following" : "Follow"));
        var acts = new FlowPane(follow, export, verify);
        acts.getStyleClass().add("bs-acts");
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.setPrefWrapLength(ACTS);
        HBox.setHgrow(acts, Priority.ALWAYS);
        var line = new HBox(title, acts);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        return line;
    }

    private Node filters() {
        var bar = new FlowPane(
                bound(text, model.textProperty(), "Part of an act, a target or an actor"),
                bound(field("record-case", "Case", 110), model.caseProperty(), "Case"),
                bound(field("record-tenant", "Tenant id", 130), model.tenantProperty(), "Tenant id"),
                bound(field("record-run", "Run", 100), model.runProperty(), "Run"),
                Buttons.small("Clear", "fth-x", () -> model.open(Filter.ALL)));
        bar.getStyleClass().add("re-filters");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node more() {
        Button more = Buttons.small("Show older ones", "fth-chevron-down", model::showMore);
        more.setId("record-more");
        var line = new HBox(more);
        line.setAlignment(Pos.CENTER);
        line.getStyleClass().add("re-more");
        line.visibleProperty().bind(model.moreProperty());
        line.managedProperty().bind(model.moreProperty());
        return line;
    }

    private void count() {
        int shown = model.entries().size();
        title.setText(
                shown == 0
                        ? "Record"
                        : String.format(Locale.ROOT, "%,d %s", shown, shown == 1 ? "entry" : "entries")
                                + (model.moreProperty().get() ? " of more" : ""));
    }

    private void show(@Nullable Entry chosen) {
        entry.show(chosen);
        place();
        table.choose(chosen);
    }

    private void place() {
        boolean any =
                model.selectedProperty().get() != null && model.stateProperty().get() instanceof PaneState.Ready;
        double scale = title.getFont().getSize() / TITLE_PX;
        boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW * scale;
        table.fit(scale, narrow);
        card.setMinHeight(narrow ? Tables.someRows(scale) : 0);
        root.setRight(any && !narrow ? entry : null);
        root.setBottom(any && narrow ? entry : null);
        entry.setPrefHeight(narrow ? root.getHeight() * BELOW : Region.USE_COMPUTED_SIZE);
    }

    /// A small field to type into.
    static TextField field(String id, String prompt, double width) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().addAll("bs-field", "bs-small");
        field.setPrefWidth(width);
        return field;
    }

    private static TextField bound(TextField field, StringProperty to, String name) {
        field.textProperty().bindBidirectional(to);
        field.setAccessibleText(name);
        return field;
    }
}
