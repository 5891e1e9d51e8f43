package io.backstay.ui.points;

import io.backstay.base.AssetId;
import io.backstay.estate.Asset;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.estate.WalGap;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.draw.PointShape;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import io.backstay.ui.shell.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Recovery points: assets on the left, timeline and table in the middle, the chosen point on the right.
public final class PointsView implements Screen {
    private static final double ASSETS_WIDTH = 228;
    private static final double ASSET_ROW = 32;
    private static final double NARROW = 1020;
    private static final double BELOW = 240;

    private final PointsModel model;
    private final @Nullable BackUpModel backUp;
    private final BorderPane root = new BorderPane();
    private final PaneStack whole;
    private final Label name = Texts.title("");
    private final Label provider = Texts.muted("");
    private final HBox window = new HBox(10);
    private final HBox facets = new HBox(8);
    private final Label total = Texts.secondary("");
    private final TableView<RecoveryPoint> table = Tables.table(Tables.POINT_ROW);
    private final ListView<PointsModel.AssetItem> assets = new ListView<>();
    private final DetailPane detail;

    /// A view of the model.
    public PointsView(PointsModel model, Workbench bench) {
        this(model, null, bench);
    }

    /// The same where backups can be made.
    ///
    /// @param backUp makes them, null where none are made from here
    public PointsView(PointsModel model, @Nullable BackUpModel backUp, Workbench bench) {
        this.model = model;
        this.backUp = backUp;
        detail = new DetailPane(bench.times(), bench.clock(), model::restore, () -> model.choose((RecoveryPoint) null));
        columns();
        root.setLeft(assets());
        root.setCenter(middle());
        whole = new PaneStack(root, model.stateProperty(), model::act);
        model.assetProperty().subscribe(this::show);
        model.countsProperty().addListener(_ -> facets());
        model.kindsProperty().addListener(_ -> facets());
        model.pointsProperty().subscribe(points -> {
            table.setItems(points);
            total.setText(
                    String.format(Locale.ROOT, "%,d", points.size()) + (points.size() == 1 ? " point" : " points"));
        });
        model.chosenProperty().subscribe(this::show);
        // A point stays chosen when its asset is read again, and what is known of the asset may be other then.
        model.circumstancesProperty()
                .subscribe(_ -> detail(model.chosenProperty().get()));
        root.widthProperty().addListener(_ -> place());
        facets();
    }

    @Override
    public Section section() {
        return Section.POINTS;
    }

    @Override
    public Node node() {
        return whole;
    }

    @Override
    public void onShown(Place place) {
        if (place instanceof Place.Points(var asset)) {
            model.show(
                    asset == null && model.assetProperty().get() != null
                            ? Objects.requireNonNull(model.assetProperty().get())
                                    .id()
                            : asset);
        }
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public boolean escape() {
        boolean open = model.chosenProperty().get() != null;
        model.choose((RecoveryPoint) null);
        return open;
    }

    /// Puts the details on the right, or below where the window is narrow.
    private void place() {
        if (model.chosenProperty().get() == null) {
            return;
        }
        boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW;
        root.setRight(narrow ? null : detail);
        root.setBottom(narrow ? detail : null);
        detail.setMaxHeight(narrow ? BELOW : Double.MAX_VALUE);
        detail.setPrefHeight(narrow ? BELOW : Region.USE_COMPUTED_SIZE);
    }

    private Node assets() {
        assets.setItems(model.assets());
        assets.setFixedCellSize(ASSET_ROW);
        assets.getStyleClass().add("bs-list");
        assets.setId("points-assets");
        assets.setAccessibleText("Assets");
        assets.setCellFactory(_ -> new AssetCell());
        assets.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> {
            if (item != null && !item.asset().equals(model.assetProperty().get())) {
                model.choose(item);
            }
        });
        VBox.setVgrow(assets, Priority.ALWAYS);
        Label head = Texts.caption("Assets");
        head.getStyleClass().add("bs-rail-head");
        var rail = new VBox(head, assets);
        rail.getStyleClass().add("bs-rail");
        rail.setPrefWidth(ASSETS_WIDTH);
        rail.setMinWidth(ASSETS_WIDTH);
        return rail;
    }

    private Node middle() {
        name.setMinWidth(Region.USE_PREF_SIZE);
        var head = new HBox(12, name, provider, Card.spring(), spans());
        head.setAlignment(Pos.CENTER_LEFT);
        window.setAlignment(Pos.BASELINE_LEFT);
        window.setMinHeight(20);
        var top = new VBox(8, head, window, new TimelineView(model.timescale()));
        if (backUp != null) {
            top.getChildren().add(2, new BackUpBar(backUp, this::shown));
        }
        top.getStyleClass().add("bs-points-top");
        var search = new TextField();
        search.setPromptText("Id");
        search.setAccessibleText("Part of an id");
        search.getStyleClass().addAll("bs-field", "bs-small");
        search.setPrefWidth(144);
        search.textProperty().bindBidirectional(model.textProperty());
        facets.setAlignment(Pos.CENTER_LEFT);
        var bar = new HBox(8, search, facets, Card.spring(), total);
        bar.getStyleClass().add("bs-points-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        var list = new PaneStack(table, model.listStateProperty(), model::act);
        VBox.setVgrow(list, Priority.ALWAYS);
        return new VBox(top, bar, list);
    }

    private @Nullable AssetId shown() {
        Asset asset = model.assetProperty().get();
        return asset == null ? null : asset.id();
    }

    private Node spans() {
        List<ToggleButton> toggles = new ArrayList<>();
        for (Span span : Span.values()) {
            var toggle = new ToggleButton(span.word());
            toggle.setOnAction(_ -> model.timescale().spanProperty().set(span));
            model.timescale().spanProperty().subscribe(now -> toggle.setSelected(now == span));
            toggles.add(toggle);
        }
        HBox box = Buttons.segments(toggles);
        box.getStyleClass().add("bs-small");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        return box;
    }

    private void columns() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setId("points-table");
        table.setAccessibleText("Recovery points, newest first");
        table.getColumns()
                .add(Tables.fixed(Tables.text("Taken (UTC)", 164, point -> Times.utcSeconds(point.takenAt()))));
        table.getColumns().add(Tables.fixed(Tables.nodes("Kind", 120, PointsView::kind)));
        table.getColumns().add(Tables.text("Id", 150, point -> point.id().value(), "bs-mono"));
        table.getColumns()
                .add(Tables.number(
                        "Size", 78, point -> point.size() == null ? "unknown" : String.valueOf(point.size())));
        table.getColumns().add(Tables.text("Expires", 100, PointsView::expires));
        table.getColumns()
                .add(Tables.nodes(
                        "State",
                        108,
                        point -> MarkIcon.withWord(DetailPane.mark(point.status()), DetailPane.word(point.status()))));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, point) -> {
            if (point != null) {
                model.choose(point);
            }
        });
    }

    private static String expires(RecoveryPoint point) {
        return point.expiresAt() == null ? "unknown" : Times.utcDay(Objects.requireNonNull(point.expiresAt()));
    }

    private static Node kind(RecoveryPoint point) {
        Label label = Texts.body(PointShape.word(point.kind()));
        label.setGraphic(new PointShape(point.kind(), true));
        label.setGraphicTextGap(8);
        return label;
    }

    private void facets() {
        facets.getChildren().clear();
        for (PointKind kind : PointKind.values()) {
            long count = model.countsProperty().get().getOrDefault(kind, 0L);
            if (count > 0) {
                ToggleButton facet =
                        Buttons.facet(PointShape.word(kind) + " " + String.format(Locale.ROOT, "%,d", count));
                facet.setSelected(model.kindsProperty().get().contains(kind));
                facet.setOnAction(_ -> model.toggle(kind));
                facets.getChildren().add(facet);
            }
        }
    }

    private void show(@Nullable Asset asset) {
        window.getChildren().clear();
        if (asset == null) {
            return;
        }
        name.setText(asset.name());
        provider.setText(asset.provider());
        RestorableWindow pitr = asset.pitr();
        if (pitr == null) {
            window.getChildren().add(Texts.muted("Points only: no restorable window is known"));
        } else {
            window.getChildren()
                    .addAll(
                            Texts.muted("Restorable"),
                            Texts.name(Times.utcSeconds(pitr.earliest()) + " to " + Times.utcSeconds(pitr.latest())),
                            Texts.muted("UTC"));
        }
        for (WalGap gap : asset.walGaps()) {
            Label except = Texts.body("except " + Times.utcSeconds(gap.from()) + " to " + Times.utcClock(gap.to()));
            except.getStyleClass().add("bs-danger-text");
            window.getChildren().add(except);
        }
        model.assets().stream()
                .filter(item -> item.asset().equals(asset))
                .findFirst()
                .ifPresent(item -> assets.getSelectionModel().select(item));
    }

    private void show(@Nullable RecoveryPoint point) {
        if (point == null) {
            root.setRight(null);
            root.setBottom(null);
            table.getSelectionModel().clearSelection();
            return;
        }
        detail(point);
        place();
        if (!point.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(point);
        }
    }

    private void detail(@Nullable RecoveryPoint point) {
        if (point != null) {
            detail.show(point, model.circumstancesProperty().get());
        }
    }

    /// An asset with its kind and how many points it has.
    private static final class AssetCell extends ListCell<PointsModel.AssetItem> {
        @Override
        protected void updateItem(PointsModel.@Nullable AssetItem item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Label label = Texts.body(item.asset().name());
            label.setGraphic(Icons.of(item.asset().kind()));
            label.setGraphicTextGap(8);
            label.setMinWidth(0);
            Label count = Texts.secondary(String.format(Locale.ROOT, "%,d", item.total()));
            count.setMinWidth(Region.USE_PREF_SIZE);
            var row = new HBox(8, label, Card.spring(), count);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
