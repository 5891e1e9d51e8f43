package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Timelines;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.incident.ReportText;
import io.backstay.incident.past.CaseQuery;
import io.backstay.incident.past.Found;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.Picture;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.PaneState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What happened, when, and where the report lies.
public final class IncidentsModel {
    private static final PaneState NONE_YET = new PaneState.Empty(
            "No incident yet",
            "Open one while the customer is on the phone: its clocks run and the verdict is asked for at once. A guided"
                    + " restore opens its case by itself.",
            "New incident");

    private final Cases cases;
    private final Incidents incidents;
    private final Background background;
    private final PastModel past;
    private final ObservableList<Cases.Summary> list = FXCollections.observableArrayList();
    private final ObservableList<TimelineItem> timeline = FXCollections.observableArrayList();
    // Held here, because a view of a list dies with its last owner, and its listeners with it.
    private final ObservableList<Cases.Summary> listSeen = FXCollections.unmodifiableObservableList(list);
    private final ObservableList<TimelineItem> timelineSeen = FXCollections.unmodifiableObservableList(timeline);
    private final ObjectProperty<Cases.@Nullable Summary> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the cases"));
    private final ReadOnlyObjectWrapper<PaneState> timelineState = new ReadOnlyObjectWrapper<>(PaneState.READY);
    private final ReadOnlyIntegerWrapper open = new ReadOnlyIntegerWrapper(0);
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper searched = new ReadOnlyStringWrapper("");
    private List<Cases.Summary> known = List.of();
    private @Nullable Map<String, String> found;
    private @Nullable Activity reading;
    private @Nullable Activity searching;
    private @Nullable String wanted;

    /// A model that has read nothing yet.
    public IncidentsModel(Cases cases, Incidents incidents, Background background) {
        this.cases = cases;
        this.incidents = incidents;
        this.background = background;
        this.past = new PastModel(incidents, background);
        selected.subscribe(this::read);
        search.subscribe(this::search);
    }

    /// All cases in numbers.
    PastModel past() {
        return past;
    }

    /// The words that the listed cases have somewhere; empty for all cases.
    StringProperty searchProperty() {
        return search;
    }

    /// What the search came to, or the taking of a file, in words; empty while there is nothing to say.
    ReadOnlyStringProperty searchedProperty() {
        return searched.getReadOnlyProperty();
    }

    /// The cases that fit the search, newest first.
    public ObservableList<Cases.Summary> list() {
        return listSeen;
    }

    /// The chosen case's timeline, oldest first.
    ObservableList<TimelineItem> timeline() {
        return timelineSeen;
    }

    /// The case that is looked at; null while there is none.
    public ObjectProperty<Cases.@Nullable Summary> selectedProperty() {
        return selected;
    }

    /// What the screen has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What the timeline has to show.
    public ReadOnlyObjectProperty<PaneState> timelineStateProperty() {
        return timelineState.getReadOnlyProperty();
    }

    /// How many cases are open.
    public ReadOnlyIntegerProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Reads the cases and shows one.
    ///
    /// @param caseId null for the one that was looked at last, or else the newest
    public void open(@Nullable String caseId) {
        wanted = caseId;
        refresh();
    }

    /// Takes a case from a file of another workstation and shows it.
    void take(Path file) {
        searched.set("");
        background.call(
                _ -> incidents.take(file),
                taken -> {
                    search.set("");
                    searched.set(taken.caseId() + (taken.opened() ? " is open here" : " was here already")
                            + "; its timeline got " + Counts.of(taken.entries(), "line") + ".");
                    open(taken.caseId());
                },
                failure -> searched.set(Foreign.of(failure)));
    }

    /// Reads everything again.
    public void refresh() {
        if (known.isEmpty()) {
            state.set(new PaneState.Loading("Reading the cases"));
        }
        background.call(_ -> cases.list(), this::show, this::failed);
    }

    /// Reads the chosen case's timeline again.
    public void refreshTimeline() {
        read(selected.get());
    }

    /// The timeline as text, to be pasted elsewhere; empty when no case is chosen.
    public String copyTimeline() {
        Cases.Summary chosen = selected.get();
        if (chosen == null) {
            return "";
        }
        var text = new StringBuilder(chosen.id()).append(", ").append(chosen.title());
        timeline.forEach(item -> text.append('\n')
                .append(item.line().at())
                .append("  ")
                .append(item.about())
                .append("  ")
                .append(item.line().what()));
        return text.toString();
    }

    private void search(String typed) {
        if (searching != null) {
            searching.cancel();
        }
        if (typed.isBlank()) {
            found = null;
            searched.set("");
            filter();
            return;
        }
        searching = background.call(
                _ -> incidents.past().search(CaseQuery.of(typed, null, null, null, null)), this::found, failure -> {
                    found = Map.of();
                    searched.set(Foreign.of(failure));
                    filter();
                });
    }

    private void found(Found result) {
        found = result.hits().stream().collect(Collectors.toUnmodifiableMap(Found.Hit::caseId, IncidentsModel::places));
        int count = result.hits().size();
        searched.set((count == 0 ? "No case has all these words" : count == 1 ? "1 case" : count + " cases")
                + (result.more() ? ", of the " + result.looked() + " newest." : "."));
        filter();
    }

    private static String places(Found.Hit hit) {
        return hit.spots().stream()
                .filter(spot -> !spot.in().equals("title"))
                .map(spot -> (spot.in().equals("action") ? "In an action" : "In the " + spot.in()) + ": "
                        + ReportText.plain(spot.text()))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /// Where the words stand that a case was found by, a line for each; empty where its title has them, and while
    /// nothing is looked for.
    String places(String caseId) {
        Map<String, String> hits = found;
        return hits == null ? "" : hits.getOrDefault(caseId, "");
    }

    private void filter() {
        Map<String, String> only = found;
        list.setAll(
                only == null
                        ? known
                        : known.stream()
                                .filter(one -> only.containsKey(one.id()))
                                .toList());
    }

    private void show(List<Cases.Summary> all) {
        Cases.Summary was = selected.get();
        String id = wanted != null ? wanted : was == null ? null : was.id();
        wanted = null;
        known = List.copyOf(all);
        filter();
        open.set((int) all.stream().filter(one -> one.state().equals("open")).count());
        Cases.Summary next = all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
        state.set(all.isEmpty() ? NONE_YET : PaneState.READY);
        if (next != null && next.equals(was)) {
            read(next);
        } else {
            selected.set(next);
        }
    }

    private void read(Cases.@Nullable Summary chosen) {
        if (reading != null) {
            reading.cancel();
        }
        if (chosen == null) {
            timeline.clear();
            return;
        }
        timelineState.set(new PaneState.Loading("Reading the timeline"));
        reading = background.call(
                _ -> lines(chosen.id()),
                entries -> {
                    timeline.setAll(entries);
                    timelineState.set(PaneState.READY);
                },
                failure -> timelineState.set(failure(failure)));
    }

    private List<TimelineItem> lines(String caseId) throws BackstayException {
        Timelines timelines = incidents.timelines();
        List<TimelineItem> items = new ArrayList<>();
        for (Line line : timelines.lines(caseId)) {
            Picture picture = line.picture();
            items.add(new TimelineItem(line, picture == null ? null : timelines.shown(caseId, picture)));
        }
        return items;
    }

    private void failed(Failure failure) {
        state.set(failure(failure));
    }

    private static PaneState failure(Failure failure) {
        return new PaneState.Failed(failure, "Nothing was changed: the record was only read.", "Try again");
    }
}
