package io.backstay.ui.overview;

import io.backstay.act.check.Facts;
import io.backstay.act.check.Facts.PointPage;
import io.backstay.act.check.Facts.PointQuery;
import io.backstay.act.check.OwnCheck;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is broken, what is unknown, what is due; the title is the answer.
public final class OverviewModel {
    /// Enough points to draw a row's little timeline.
    static final int NEWEST_MAX = 12;

    private static final int DEADLINES_MAX = 4;
    private static final int FINDINGS_MAX = 6;
    private static final PaneState NOTHING = new PaneState.Empty(
            "Nothing observed yet",
            "No estate is known on this computer. The practice lab runs a real PostgreSQL and an object store here,"
                    + " loses one firm\u2019s data by mistake, and lets you bring it back.",
            "Start the practice lab");

    private final Facts facts;
    private final Background background;
    private final InstantSource clock;
    private final Navigation navigation;
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the catalogue"));
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Overview");
    private final ReadOnlyIntegerWrapper breaches = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Map<Mark, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ObjectProperty<@Nullable Mark> filter = new SimpleObjectProperty<>(null);
    private final ObservableList<AssetRow> rows = FXCollections.observableArrayList();
    private final ObservableList<Deadline> deadlines = FXCollections.observableArrayList();
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ObservableList<String> overdue = FXCollections.observableArrayList();
    private final ObservableList<OwnCheck.Unjudged> unjudged = FXCollections.observableArrayList();
    private List<AssetRow> all = List.of();
    private @Nullable Activity reading;

    /// A model that has read nothing yet. Each asset is held against the policy that its connection names.
    public OverviewModel(Facts facts, Background background, InstantSource clock, Navigation navigation) {
        this.facts = facts;
        this.background = background;
        this.clock = clock;
        this.navigation = navigation;
        filter.addListener(_ -> narrow());
    }

    /// Whether there is something to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The answer, such as `4 breaches, 2 unknown`.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// How many assets break a promise.
    public ReadOnlyIntegerProperty breachesProperty() {
        return breaches.getReadOnlyProperty();
    }

    /// How many assets have each mark.
    public ReadOnlyObjectProperty<Map<Mark, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Shows only assets with this mark; null shows all.
    public ObjectProperty<@Nullable Mark> filterProperty() {
        return filter;
    }

    /// The assets, the worst first.
    public ObservableList<AssetRow> rows() {
        return rows;
    }

    /// The points that go next.
    public ObservableList<Deadline> deadlines() {
        return deadlines;
    }

    /// What follows from cases and is overdue, in sentences; the longest overdue first, and how many more there are.
    ObservableList<String> overdue() {
        return overdue;
    }

    /// What is wrong or unknown, in the policy's order.
    public ObservableList<Finding> findings() {
        return findings;
    }

    /// The assets that no policy judges, and why.
    ObservableList<OwnCheck.Unjudged> unjudged() {
        return unjudged;
    }

    /// By what it is judged: the policy's id, or how many there are.
    String policies() {
        List<String> all = this.all.stream()
                .map(AssetRow::policy)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        return all.size() == 1 ? all.getFirst() : "by " + all.size() + " policies";
    }

    /// An asset's name, or its id while it is not known.
    String name(AssetId id) {
        return all.stream()
                .map(AssetRow::asset)
                .filter(asset -> asset.id().equals(id))
                .map(Asset::name)
                .findFirst()
                .orElse(id.value());
    }

    /// Reads the facts again; what is shown stays until they are there.
    public void refresh() {
        if (reading != null) {
            reading.cancel();
        }
        if (all.isEmpty()) {
            state.set(new PaneState.Loading("Reading the catalogue"));
        }
        reading = background.call(_ -> read(), this::show, this::failed);
    }

    /// Stops reading.
    public void cancel() {
        if (reading != null) {
            reading.cancel();
            state.set(new PaneState.Empty("Not read", "The reading was cancelled.", "Read again"));
        }
    }

    /// Does what the pane's state offers.
    public void act() {
        if (state.get().equals(NOTHING)) {
            navigation.go(new Place.Lab());
        } else {
            refresh();
        }
    }

    /// Opens an asset's points.
    public void open(AssetRow row) {
        navigation.go(new Place.Points(row.asset().id()));
    }

    /// Opens the findings of the policy.
    public void openFinding(Finding finding) {
        all.stream()
                .filter(row -> row.asset().id().equals(finding.asset()))
                .map(AssetRow::policy)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .ifPresent(policy -> navigation.go(new Place.Compliance(policy, finding.asset())));
    }

    /// Opens the guided restore.
    public void restore() {
        navigation.go(new Place.Restore(null));
    }

    /// What was read.
    private record Read(List<AssetRow> rows, List<OwnCheck.Unjudged> unjudged, List<String> overdue) {}

    private Read read() throws BackstayException, InterruptedException {
        List<Asset> assets = facts.assets();
        if (assets.isEmpty()) {
            return new Read(List.of(), List.of(), List.of());
        }
        OwnCheck check = facts.checkOwn(null);
        Instant now = clock.instant();
        List<AssetRow> read = new ArrayList<>();
        for (Asset asset : assets) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the overview is no longer wanted");
            }
            PointPage page = facts.points(new PointQuery(asset.id(), Set.of(), "", null, NEWEST_MAX));
            List<Finding> own = check.held().stream()
                    .filter(held -> held.assets().contains(asset.id()))
                    .flatMap(held -> held.result().findings().stream())
                    .filter(finding -> finding.asset().equals(asset.id()))
                    .toList();
            read.add(new AssetRow(asset, check.policy(asset.id()), own, page.points(), page.total(), now));
        }
        read.sort(Comparator.comparingInt(AssetRow::severity)
                .thenComparing(row -> row.asset().name()));
        return new Read(List.copyOf(read), check.unjudged(), facts.overdue());
    }

    private void show(Read now) {
        List<AssetRow> read = now.rows();
        all = read;
        List<String> due = now.overdue();
        overdue.setAll(due.subList(0, Math.min(due.size(), DEADLINES_MAX)));
        if (due.size() > DEADLINES_MAX) {
            overdue.add(due.size() - DEADLINES_MAX + " more; 'incident actions' names them.");
        }
        unjudged.setAll(now.unjudged());
        if (read.isEmpty()) {
            title.set("Overview");
            state.set(NOTHING);
        } else {
            state.set(PaneState.READY);
        }
        var byMark = new EnumMap<Mark, Integer>(Mark.class);
        read.forEach(row -> byMark.merge(row.mark(), 1, Integer::sum));
        counts.set(Map.copyOf(byMark));
        breaches.set(byMark.getOrDefault(Mark.BREACH, 0));
        if (!read.isEmpty()) {
            title.set(answer(byMark));
        }
        deadlines.setAll(next(read));
        findings.setAll(read.stream()
                .flatMap(row -> row.findings().stream())
                .filter(finding ->
                        finding.status() == Finding.Status.BREACH || finding.status() == Finding.Status.UNKNOWN)
                .sorted(Comparator.comparing(Finding::status))
                .limit(FINDINGS_MAX)
                .toList());
        narrow();
    }

    private List<Deadline> next(List<AssetRow> read) {
        Instant now = clock.instant();
        List<Deadline> found = new ArrayList<>();
        for (AssetRow row : read) {
            for (RecoveryPoint point : row.newest()) {
                Instant end = point.expiresAt();
                if (end != null && end.isAfter(now)) {
                    found.add(new Deadline(row.asset().name(), point, end));
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(Deadline::at))
                .limit(DEADLINES_MAX)
                .toList();
    }

    private void failed(Failure failure) {
        title.set("The catalogue cannot be read");
        state.set(new PaneState.Failed(failure, "Nothing was changed.", "Read again"));
    }

    private void narrow() {
        Mark only = filter.get();
        rows.setAll(
                all.stream().filter(row -> only == null || row.mark() == only).toList());
    }

    private static String answer(Map<Mark, Integer> counts) {
        List<String> words = new ArrayList<>();
        int broken = counts.getOrDefault(Mark.BREACH, 0);
        int unknown = counts.getOrDefault(Mark.UNKNOWN, 0);
        if (broken > 0) {
            words.add(broken + (broken == 1 ? " breach" : " breaches"));
        }
        if (unknown > 0) {
            words.add(unknown + " unknown");
        }
        return words.isEmpty() ? "Everything observed holds" : String.join(", ", words);
    }

    /// A point that goes.
    public record Deadline(String asset, RecoveryPoint point, Instant at) {}
}
