package io.backstay.ui.record;

import io.backstay.act.record.Records;
import io.backstay.act.record.Records.Check;
import io.backstay.act.record.Records.Entry;
import io.backstay.act.record.Records.Filter;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The newest entries of the record that match, and whether the record holds.
public final class RecordModel {
    /// How many entries are shown at first, and how many more with each press.
    static final int PAGE = 500;
    /// No more are shown at once; a narrower filter finds the others.
    static final int SHOWN_MAX = 10_000;

    private static final PaneState NOTHING_YET = new PaneState.Empty(
            "Nothing is recorded yet", "Every act writes its intent before it begins and its outcome after.", null);
    private static final PaneState NO_MATCH =
            new PaneState.Empty("No entry matches", "Nothing in the record has all of these.", "Show every entry");

    private final Records records;
    private final Background background;
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty caseId = new SimpleStringProperty("");
    private final StringProperty tenant = new SimpleStringProperty("");
    private final StringProperty run = new SimpleStringProperty("");
    private final BooleanProperty following = new SimpleBooleanProperty(false);
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObservableList<Entry> entriesSeen = FXCollections.unmodifiableObservableList(entries);
    private final ObjectProperty<@Nullable Entry> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<PaneState> state =
            new ReadOnlyObjectWrapper<>(new PaneState.Loading("Reading the record"));
    private final ReadOnlyObjectWrapper<@Nullable Check> check = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> checkFailure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(false);
    private final Set<Long> ended = new HashSet<>();
    private @Nullable Activity reading;
    private int limit = PAGE;
    private @Nullable Long wanted;

    /// A model that has read nothing yet.
    public RecordModel(Records records, Background background) {
        this.records = records;
        this.background = background;
        List.of(text, caseId, tenant, run).forEach(field -> field.addListener(_ -> narrowed()));
    }

    /// Part of an act, a target or an actor.
    public StringProperty textProperty() {
        return text;
    }

    /// The case, empty for all.
    public StringProperty caseProperty() {
        return caseId;
    }

    /// The tenant, empty for all.
    public StringProperty tenantProperty() {
        return tenant;
    }

    /// The run, empty for all.
    public StringProperty runProperty() {
        return run;
    }

    /// Whether new entries are shown as they come.
    public BooleanProperty followingProperty() {
        return following;
    }

    /// The entries that match, newest first.
    public ObservableList<Entry> entries() {
        return entriesSeen;
    }

    /// The one that is looked at.
    public ObjectProperty<@Nullable Entry> selectedProperty() {
        return selected;
    }

    /// What the screen has to show.
    public ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Whether there are older entries that match.
    public ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    /// What checking found; null before.
    public ReadOnlyObjectProperty<@Nullable Check> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /// Why it could not be checked; null when it could.
    public ReadOnlyObjectProperty<@Nullable Failure> checkFailureProperty() {
        return checkFailure.getReadOnlyProperty();
    }

    /// Whether the record is being checked.
    public ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /// Shows the record.
    ///
    /// @param filter narrows it; null leaves it as it was
    public void open(@Nullable Filter filter) {
        if (filter != null) {
            text.set(filter.text());
            caseId.set(words(filter.caseId()));
            tenant.set(words(filter.tenant()));
            run.set(words(filter.run()));
        }
        refresh();
    }

    /// Reads again.
    public void refresh() {
        if (reading != null) {
            reading.cancel();
        }
        if (entries.isEmpty()) {
            state.set(new PaneState.Loading("Reading the record"));
        }
        Filter filter = filter();
        int most = limit;
        reading = background.call(_ -> records.newest(filter, most), this::show, this::failed);
    }

    /// Does the one act that an empty or failed screen offers.
    public void act() {
        if (state.get().equals(NO_MATCH)) {
            open(Filter.ALL);
        } else {
            refresh();
        }
    }

    /// A second or two have passed; while following, new entries are read.
    public void tick() {
        if (following.get() && (reading == null || !reading.running())) {
            refresh();
        }
    }

    /// Shows older ones too.
    public void showMore() {
        limit = Math.min(SHOWN_MAX, limit + PAGE);
        refresh();
    }

    /// Goes to an entry by its number, when it is among those shown; widens the filter when it is not.
    public void goTo(long seq) {
        Entry found = find(seq);
        if (found != null) {
            selected.set(found);
            return;
        }
        wanted = seq;
        limit = SHOWN_MAX;
        if (filter().equals(Filter.ALL)) {
            refresh();
        } else {
            open(Filter.ALL);
        }
    }

    /// What the last check says of one entry.
    enum Standing {
        /// There was no check, or it could not tell.
        NOT_CHECKED,
        HOLDS,
        /// The first that is not what it was.
        BROKEN,
        /// It comes after a broken one, so nothing is known of it.
        AFTER_BROKEN
    }

    /// What the last check says of it.
    Standing standing(Entry entry) {
        Check found = check.get();
        if (found == null || found.verdict() == Records.Verdict.UNVERIFIABLE) {
            return Standing.NOT_CHECKED;
        }
        Long broken = found.firstBroken();
        if (broken == null) {
            return found.verdict() == Records.Verdict.VERIFIED && entry.seq() < found.signedSize()
                    ? Standing.HOLDS
                    : Standing.NOT_CHECKED;
        }
        return entry.seq() == broken
                ? Standing.BROKEN
                : entry.seq() > broken ? Standing.AFTER_BROKEN : Standing.NOT_CHECKED;
    }

    /// Whether it is an intent without an outcome among what is shown; an outcome is always newer than its intent.
    boolean isOpen(Entry entry) {
        return entry.kind().equals("intent") && !ended.contains(entry.seq());
    }

    /// Goes from an outcome to its intent, or from an intent to its outcome.
    public void goToPartner() {
        Entry entry = selected.get();
        if (entry == null) {
            return;
        }
        Long intent = entry.intent();
        if (intent != null) {
            goTo(intent);
        } else {
            entries.stream()
                    .filter(other -> other.intent() != null && other.intent() == entry.seq())
                    .findFirst()
                    .ifPresent(selected::set);
        }
    }

    /// Recomputes every hash and checks every checkpoint.
    public void verify() {
        if (checking.get()) {
            return;
        }
        checking.set(true);
        check.set(null);
        checkFailure.set(null);
        background.call(
                _ -> records.verify(),
                found -> {
                    checking.set(false);
                    check.set(found);
                    if (found.firstBroken() != null) {
                        goTo(found.firstBroken());
                    }
                },
                trouble -> {
                    checking.set(false);
                    checkFailure.set(trouble);
                });
    }

    private Filter filter() {
        return new Filter(
                orNull(caseId), orNull(tenant), orNull(run), text.get().strip());
    }

    private void narrowed() {
        limit = PAGE;
        refresh();
    }

    private void show(List<Entry> read) {
        Entry was = selected.get();
        Long target = wanted != null ? wanted : was == null ? null : Long.valueOf(was.seq());
        wanted = null;
        ended.clear();
        read.forEach(entry -> {
            if (entry.intent() != null) {
                ended.add(entry.intent());
            }
        });
        List<Entry> newestFirst = new ArrayList<>(read);
        Collections.reverse(newestFirst);
        if (!newestFirst.equals(entries)) {
            entries.setAll(newestFirst);
        }
        more.set(read.size() >= limit && limit < SHOWN_MAX);
        state.set(!read.isEmpty() ? PaneState.READY : filter().equals(Filter.ALL) ? NOTHING_YET : NO_MATCH);
        selected.set(target == null ? null : find(target));
    }

    private @Nullable Entry find(long seq) {
        return entries.stream().filter(entry -> entry.seq() == seq).findFirst().orElse(null);
    }

    private void failed(Failure failure) {
        state.set(new PaneState.Failed(failure, "Nothing was changed: the record was only read.", "Try again"));
    }

    private static String words(@Nullable String word) {
        return word == null ? "" : word;
    }

    private static @Nullable String orNull(StringProperty field) {
        String typed = field.get().strip();
        return typed.isEmpty() ? null : typed;
    }
}
