package io.backstay.ui.points;

import io.backstay.act.check.Facts;
import io.backstay.act.check.Facts.PointPage;
import io.backstay.act.check.Facts.PointQuery;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.find.LogHistory;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.table.PagedList;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which moments one can go back to: the assets, the points of one of them, and the chosen point.
public final class PointsModel {
    /// How many rows are read at once.
    static final int PAGE = 200;
    /// How many points the timeline draws; more cannot be told apart.
    static final int DRAWN_MAX = 1000;

    private static final PaneState NOTHING = new PaneState.Empty(
            "No asset is known yet",
            "Recovery points appear here once something was observed. The practice lab brings its own database and"
                    + " object store.",
            "Open the practice lab");
    private static final PaneState NO_POINTS =
            new PaneState.Empty("No points", "No recovery point of this asset matches.", "Show all kinds");

    private final Facts facts;
    private final @Nullable Log log;
    private final Background background;
    private final Navigation navigation;
    private final Timescale timescale;
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the assets"));
    private final ReadOnlyObjectWrapper<PaneState> listState = new ReadOnlyObjectWrapper<>(PaneState.READY);
    private final ObservableList<AssetItem> assets = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Asset> asset = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<ObservableList<@Nullable RecoveryPoint>> points =
            new ReadOnlyObjectWrapper<>(FXCollections.observableArrayList());
    private final ReadOnlyObjectWrapper<@Nullable RecoveryPoint> chosen = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<List<Circumstance>> circumstances = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<PointKind, Long>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Set<PointKind>> kinds = new ReadOnlyObjectWrapper<>(Set.of());
    private final StringProperty text = new SimpleStringProperty("");
    private @Nullable AssetId wanted;
    private @Nullable Activity readingAssets;
    private @Nullable Activity readingPoints;
    private @Nullable Activity readingLog;
    private @Nullable PagedList<RecoveryPoint> paged;

    /// Looks into the archived log of a database.
    @FunctionalInterface
    public interface Log {
        /// How busy it was, and which moments have a name.
        LogHistory of(AssetId database) throws BackstayException, InterruptedException;
    }

    /// A model over these facts.
    ///
    /// @param log null where no log can be looked into
    public PointsModel(
            Facts facts, @Nullable Log log, Background background, InstantSource clock, Navigation navigation) {
        this.facts = facts;
        this.log = log;
        this.background = background;
        this.navigation = navigation;
        this.timescale = new Timescale(clock);
        text.addListener(_ -> list());
        kinds.addListener(_ -> list());
    }

    /// Whether there is any asset.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether there is any point in the list.
    public ReadOnlyObjectProperty<PaneState> listStateProperty() {
        return listState.getReadOnlyProperty();
    }

    /// All assets, by name.
    public ObservableList<AssetItem> assets() {
        return assets;
    }

    /// The asset that is looked at, or null before any is.
    public ReadOnlyObjectProperty<@Nullable Asset> assetProperty() {
        return asset.getReadOnlyProperty();
    }

    /// The points that match, newest first; those not read yet are null.
    public ReadOnlyObjectProperty<ObservableList<@Nullable RecoveryPoint>> pointsProperty() {
        return points.getReadOnlyProperty();
    }

    /// The point whose details are shown, or null.
    public ReadOnlyObjectProperty<@Nullable RecoveryPoint> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// What else was said of the asset, each with its moment.
    public ReadOnlyObjectProperty<List<Circumstance>> circumstancesProperty() {
        return circumstances.getReadOnlyProperty();
    }

    /// How many points of each kind the asset has.
    public ReadOnlyObjectProperty<Map<PointKind, Long>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// The kinds that the list is narrowed to; empty means all.
    public ReadOnlyObjectProperty<Set<PointKind>> kindsProperty() {
        return kinds.getReadOnlyProperty();
    }

    /// Part of an id that the list is narrowed to.
    public StringProperty textProperty() {
        return text;
    }

    /// The timeline.
    Timescale timescale() {
        return timescale;
    }

    /// Goes to an asset; null keeps the one that was looked at last, or takes the first.
    public void show(@Nullable AssetId id) {
        wanted = id;
        refresh();
    }

    /// Reads everything again.
    public void refresh() {
        if (readingAssets != null) {
            readingAssets.cancel();
        }
        if (assets.isEmpty()) {
            state.set(new PaneState.Loading("Reading the assets"));
        }
        readingAssets = background.call(_ -> readAssets(), this::showAssets, failure -> state.set(failed(failure)));
    }

    /// Looks at an asset.
    public void choose(AssetItem item) {
        Asset before = asset.get();
        wanted = item.asset().id();
        asset.set(item.asset());
        counts.set(item.counts());
        if (before == null || !before.id().equals(item.asset().id())) {
            chosen.set(null);
            kinds.set(Set.of());
        }
        list();
        readLog(item.asset());
    }

    /// The log is read beside the list: it takes longer, and where it cannot be read nothing is drawn of it.
    private void readLog(Asset of) {
        if (readingLog != null) {
            readingLog.cancel();
            readingLog = null;
        }
        Log source = log;
        if (source != null && of.kind() == AssetKind.DATABASE) {
            readingLog = background.call(
                    _ -> source.of(of.id()),
                    found -> timescale.show(of.id(), found),
                    _ -> timescale.show(of.id(), null));
        }
    }

    /// Shows the details of a point, or of none.
    public void choose(@Nullable RecoveryPoint point) {
        chosen.set(point);
        timescale.choose(point == null ? null : point.id());
    }

    /// Narrows the list to a kind, or no longer.
    public void toggle(PointKind kind) {
        var now = EnumSet.noneOf(PointKind.class);
        now.addAll(kinds.get());
        if (!now.remove(kind)) {
            now.add(kind);
        }
        kinds.set(Set.copyOf(now));
    }

    /// Does what an empty or failed pane offers.
    public void act() {
        if (state.get().equals(NOTHING)) {
            navigation.go(new Place.Lab());
        } else if (state.get() instanceof PaneState.Failed) {
            refresh();
        } else {
            text.set("");
            kinds.set(Set.of());
        }
    }

    /// Opens the guided restore.
    public void restore() {
        navigation.go(new Place.Restore(null));
    }

    private List<AssetItem> readAssets() throws BackstayException, InterruptedException {
        List<AssetItem> read = new ArrayList<>();
        for (Asset one : facts.assets()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("these assets are no longer wanted");
            }
            var kindCounts = new EnumMap<PointKind, Long>(PointKind.class);
            kindCounts.putAll(facts.pointCounts(one.id()));
            read.add(new AssetItem(one, kindCounts));
        }
        read.sort(Comparator.comparing(item -> item.asset().name()));
        return read;
    }

    private void showAssets(List<AssetItem> read) {
        assets.setAll(read);
        state.set(read.isEmpty() ? NOTHING : PaneState.READY);
        AssetId id = wanted;
        read.stream()
                .filter(item -> item.asset().id().equals(id))
                .findFirst()
                .or(() -> read.stream().max(Comparator.comparingLong(AssetItem::total)))
                .ifPresent(this::choose);
    }

    private void list() {
        Asset of = asset.get();
        if (of == null) {
            return;
        }
        if (readingPoints != null) {
            readingPoints.cancel();
        }
        if (paged != null) {
            paged.cancel();
        }
        Set<PointKind> only = kinds.get();
        String part = text.get().strip();
        readingPoints = background.call(
                _ -> new Read(
                        facts.points(new PointQuery(of.id(), only, part, null, PAGE)),
                        facts.points(new PointQuery(of.id(), Set.of(), "", null, DRAWN_MAX)),
                        Circumstance.newest(facts.circumstances(of.id()))),
                read -> show(of, only, part, read),
                failure -> listState.set(failed(failure)));
    }

    private void show(Asset of, Set<PointKind> only, String part, Read read) {
        PagedList.Source<RecoveryPoint> source = (after, limit) -> facts.points(
                        new PointQuery(of.id(), only, part, after == null ? null : after.id(), limit))
                .points();
        PointPage first = read.list();
        var list = new PagedList<>(
                source,
                background,
                first.points(),
                Math.toIntExact(first.total()),
                failure -> listState.set(failed(failure)));
        paged = list;
        points.set(list);
        listState.set(first.points().isEmpty() ? NO_POINTS : PaneState.READY);
        timescale.show(of, read.drawn().points());
        circumstances.set(read.circumstances());
        RecoveryPoint before = chosen.get();
        boolean kept = before != null && first.points().stream().anyMatch(point -> Objects.equals(point, before));
        if (!kept) {
            choose(first.points().isEmpty() ? null : first.points().getFirst());
        }
    }

    private static PaneState failed(Failure failure) {
        return new PaneState.Failed(failure, "Nothing was changed.", "Read again");
    }

    /// An asset in the list, with how many points it has.
    public record AssetItem(Asset asset, Map<PointKind, Long> counts) {
        /// All kinds together.
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Read(PointPage list, PointPage drawn, List<Circumstance> circumstances) {}
}
