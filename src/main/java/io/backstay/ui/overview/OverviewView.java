package io.backstay.ui.overview;

import io.backstay.act.check.OwnCheck;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.estate.RestorableWindow;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.RuleWords;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.draw.ExposureBar;
import io.backstay.ui.kit.draw.PointShape;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The first screen: one row per asset, the worst first, with deadlines and findings beside it.
public final class OverviewView implements Screen {
    private static final int UNJUDGED_MAX = 4;
    private static final double SIDE = 288;
    private static final double NARROW = 1020;
    private static final double BELOW = 220;
    private static final List<Mark> FILTERS =
            List.of(Mark.BREACH, Mark.UNKNOWN, Mark.WARNING, Mark.ACCEPTED, Mark.HOLDS, Mark.EXEMPT);

    private final OverviewModel model;
    private final BorderPane root = new BorderPane();
    private final StackPane filters = new StackPane();
    private final Button refresh;
    private final VBox side = new VBox(12);
    private final ScrollPane sideScroll = new ScrollPane(side);

    /// A view of the model.
    public OverviewView(OverviewModel model) {
        this.model = model;
        Label title = Texts.title("");
        title.textProperty().bind(model.titleProperty());
        title.setMinWidth(Region.USE_PREF_SIZE);
        refresh = Buttons.plain("Refresh", "fth-refresh-cw", model::refresh);
        var head = new HBox(12, title, Card.spring(), filters, refresh);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(32);
        TableView<AssetRow> table = table();
        var box = new StackPane(table);
        box.getStyleClass().add("bs-card");
        VBox.setVgrow(box, Priority.ALWAYS);
        var pane = new PaneStack(box, model.stateProperty(), model::act, model::cancel);
        pane.getStyleClass().add("bs-first");
        VBox.setVgrow(pane, Priority.ALWAYS);
        var page = new VBox(head, pane);
        page.getStyleClass().addAll("bs-page", "bs-page-tight");
        side.getStyleClass().add("bs-side-content");
        sideScroll.setFitToWidth(true);
        sideScroll.setPrefWidth(SIDE);
        sideScroll.setMinWidth(SIDE);
        sideScroll.getStyleClass().add("bs-side");
        root.setCenter(page);
        model.countsProperty().subscribe(this::filters);
        model.stateProperty().subscribe(this::settle);
        model.overdue().addListener((ListChangeListener<String>) _ -> side());
        model.deadlines().addListener((ListChangeListener<OverviewModel.Deadline>) _ -> side());
        model.findings().addListener((ListChangeListener<Finding>) _ -> side());
        model.unjudged().addListener((ListChangeListener<OwnCheck.Unjudged>) _ -> side());
        root.widthProperty().addListener(_ -> place());
        side();
    }

    @Override
    public Section section() {
        return Section.OVERVIEW;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.refresh();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    /// Puts deadlines and findings on the right, or below where the window is narrow.
    private void place() {
        boolean ready = model.stateProperty().get() instanceof PaneState.Ready;
        boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW;
        root.setRight(null);
        root.setBottom(null);
        sideScroll.setPrefHeight(narrow ? BELOW : Region.USE_COMPUTED_SIZE);
        if (ready && narrow) {
            root.setBottom(sideScroll);
        } else if (ready) {
            root.setRight(sideScroll);
        }
    }

    private void settle(PaneState state) {
        place();
        boolean ready = state instanceof PaneState.Ready;
        filters.setVisible(ready);
        refresh.setVisible(!(state instanceof PaneState.Empty));
    }

    private void filters(Map<Mark, Integer> counts) {
        List<ToggleButton> toggles = new ArrayList<>();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        toggles.add(filter(null, "All", all));
        FILTERS.stream()
                .filter(counts::containsKey)
                .forEach(mark -> toggles.add(filter(mark, mark.word(), counts.getOrDefault(mark, 0))));
        filters.getChildren().setAll(Buttons.segments(toggles));
    }

    private ToggleButton filter(@Nullable Mark mark, String word, int count) {
        var toggle = new ToggleButton(word + "  " + count);
        if (mark != null) {
            toggle.setGraphic(new MarkIcon(mark));
        }
        toggle.setSelected(model.filterProperty().get() == mark);
        toggle.setOnAction(_ -> model.filterProperty().set(mark));
        return toggle;
    }

    private TableView<AssetRow> table() {
        TableView<AssetRow> table = Tables.table(Tables.TALL_ROW);
        table.setItems(model.rows());
        table.setId("overview-assets");
        table.setAccessibleText("Assets, the worst first");
        table.getColumns().add(Tables.nodes("Status", 104, row -> MarkIcon.withWord(row.mark())));
        table.getColumns().add(Tables.nodes("Asset", 216, OverviewView::asset));
        table.getColumns().add(Tables.nodes("Last good point (UTC)", 140, OverviewView::lastGood));
        table.getColumns().add(Tables.nodes("Exposure now against the promise", 216, OverviewView::exposure));
        table.getColumns().add(Tables.nodes("Restorable window", 160, OverviewView::window));
        table.getColumns().add(Tables.number("Points", 72, row -> String.format("%,d", row.points())));
        table.setOnKeyPressed(press -> {
            AssetRow row = table.getSelectionModel().getSelectedItem();
            if (press.getCode() == KeyCode.ENTER && row != null) {
                model.open(row);
                press.consume();
            } else if (press.getCode() == KeyCode.R && !press.isShortcutDown()) {
                model.restore();
                press.consume();
            }
        });
        table.setOnMouseClicked(click -> {
            AssetRow row = table.getSelectionModel().getSelectedItem();
            if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2 && row != null) {
                model.open(row);
            }
        });
        return table;
    }

    private static Node asset(AssetRow row) {
        var words = new VBox(Texts.name(row.asset().name()), Texts.caption(place(row)));
        words.setAlignment(Pos.CENTER_LEFT);
        var cell = new HBox(8, Icons.of(row.asset().kind()), words);
        cell.setAlignment(Pos.CENTER_LEFT);
        return cell;
    }

    private static String place(AssetRow row) {
        String region = row.asset().region();
        return row.asset().provider() + (region == null ? "" : ", " + region);
    }

    private static Node lastGood(AssetRow row) {
        Instant last = row.lastGood();
        return last == null
                ? two(Texts.muted("No point"), "none available")
                : two(Texts.body(Times.ago(last, row.judgedAt())), Times.utc(last));
    }

    private static Node exposure(AssetRow row) {
        Duration exposure = row.exposure();
        String promise = row.promise();
        Duration limit = promise == null ? null : PromiseWords.duration(promise);
        Label measured = exposure == null ? Texts.muted("Unknown") : Texts.body(Durations.words(exposure));
        if (exposure != null && limit != null && exposure.compareTo(limit) > 0) {
            measured.getStyleClass().setAll("label", "bs-danger-text");
        }
        Label promised = Texts.caption(
                row.policy() == null
                        ? "judged by no policy"
                        : promise == null ? "no promise" : "promised \u2264 " + promise);
        measured.setMinWidth(Region.USE_PREF_SIZE);
        var words = new HBox(6, measured, Card.spring(), promised);
        words.setAlignment(Pos.BASELINE_LEFT);
        return column(words, promise == null ? null : new ExposureBar(exposure, limit));
    }

    private static Node window(AssetRow row) {
        RestorableWindow window = row.asset().pitr();
        if (window == null) {
            String points = row.newest().isEmpty() ? "Unknown" : "Points only";
            return column(Texts.secondary(points), new WindowStrip(row));
        }
        int gaps = row.asset().walGaps().size();
        Label words = Texts.secondary(
                gaps == 0
                        ? Durations.words(window.length()) + ", any instant"
                        : Durations.words(window.length()) + ", " + gaps + (gaps == 1 ? " gap" : " gaps"));
        words.getStyleClass().add(gaps == 0 ? "bs-plain-text" : "bs-danger-text");
        return column(words, new WindowStrip(row));
    }

    private static Node two(Label first, String second) {
        var box = new VBox(first, Texts.caption(second));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Node column(Node words, @Nullable Region drawing) {
        var box = new VBox(1, words);
        if (drawing != null) {
            box.getChildren().add(drawing);
        }
        box.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void side() {
        side.getChildren().clear();
        if (!model.findings().isEmpty()) {
            Card wrong = new Card("fth-check-square", "Not as promised", model.policies());
            for (Finding finding : model.findings()) {
                wrong.getChildren().add(finding(finding));
            }
            side.getChildren().add(wrong);
        }
        if (!model.unjudged().isEmpty()) {
            side.getChildren().add(unjudged());
        }
        if (!model.overdue().isEmpty()) {
            Card overdue = new Card("fth-alert-circle", "Overdue", "because of cases");
            overdue.setId("overview-overdue");
            model.overdue().forEach(each -> overdue.with(Texts.wrapped(Texts.secondary(each))));
            side.getChildren().add(overdue);
        }
        Card deadlines = new Card("fth-clock", "Deadlines", "points that go next");
        for (OverviewModel.Deadline deadline : model.deadlines()) {
            deadlines.row(
                    null,
                    PointShape.word(deadline.point().kind()) + " expires",
                    deadline.asset(),
                    Texts.secondary(Times.utc(deadline.at())));
        }
        if (model.deadlines().isEmpty()) {
            deadlines.with(Texts.wrapped(Texts.secondary("No known point has an expiry that is still to come.")));
        }
        side.getChildren().add(deadlines);
    }

    /// What no policy judges, the first of it.
    private Node unjudged() {
        List<OwnCheck.Unjudged> all = model.unjudged();
        Card none = new Card("fth-help-circle", "Judged by no policy", Counts.of(all.size(), "asset"));
        none.setId("overview-unjudged");
        for (OwnCheck.Unjudged each : all.subList(0, Math.min(UNJUDGED_MAX, all.size()))) {
            Label name = Texts.name(model.name(each.asset()));
            name.setGraphic(new MarkIcon(Mark.UNKNOWN));
            none.with(new VBox(name, Texts.wrapped(Texts.secondary(each.why()))));
        }
        if (all.size() > UNJUDGED_MAX) {
            none.with(Texts.wrapped(
                    Texts.secondary("And " + (all.size() - UNJUDGED_MAX) + " more; 'backstay check' names them.")));
        }
        return none;
    }

    private Node finding(Finding finding) {
        Mark mark = finding.status() == Finding.Status.BREACH ? Mark.BREACH : Mark.UNKNOWN;
        Label name = Texts.name(RuleWords.of(finding.rule()));
        name.setGraphic(new MarkIcon(mark));
        name.setMinWidth(Region.USE_PREF_SIZE);
        Button open = Buttons.icon("fth-arrow-right", "Open the finding", () -> model.openFinding(finding));
        var head = new HBox(8, name, Card.spring(), open);
        head.setAlignment(Pos.CENTER_LEFT);
        Label line = Texts.wrapped(Texts.secondary(model.name(finding.asset()) + ": " + PromiseWords.brief(finding)));
        line.setTooltip(new Tooltip(finding.message()));
        var row = new VBox(0, head, line);
        row.getStyleClass().add("bs-card-row");
        return row;
    }
}
