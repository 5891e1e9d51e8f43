package io.backstay.ui.restore;

import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.FoundMoment.Outcome;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.entry.LocalMoment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The search for the moment: what is asked, what was looked at so far, what came of it, and what is taken.
///
/// Looks are heard on the thread that searches and shown when the screen asks for them.
public final class FindModel {
    /// How far around the customer's time can be searched.
    public static final List<Duration> SPANS = List.of(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7));

    private record Heard(Look look, int recoveriesMax) {}

    private final StringProperty dataset = new SimpleStringProperty("");
    private final StringProperty key = new SimpleStringProperty("");
    private final StringProperty other = new SimpleStringProperty("");
    private final ObjectProperty<Duration> within = new SimpleObjectProperty<>(MomentQuestion.USUAL);
    private final ObservableList<Look> looks = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper recoveriesMax = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyObjectWrapper<@Nullable FoundMoment> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Instant> chosen = new ReadOnlyObjectWrapper<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final ObjectBinding<Act> act;
    private Instant around = Instant.EPOCH;
    private ZoneId zone = ZoneOffset.UTC;

    FindModel() {
        act = Bindings.createObjectBinding(this::decide, dataset, key, other, found, chosen);
    }

    /// The table that is watched, as a person names it; empty for every table.
    public StringProperty datasetProperty() {
        return dataset;
    }

    /// The key of the one row that is watched; empty to watch how many rows there are.
    public StringProperty keyProperty() {
        return key;
    }

    /// A moment that is typed instead of the one that was found, in the customer's time.
    public StringProperty otherProperty() {
        return other;
    }

    /// How far around the customer's time is searched.
    public ObjectProperty<Duration> withinProperty() {
        return within;
    }

    /// What was looked at, in the order of the looks.
    public ObservableList<Look> looks() {
        return looks;
    }

    /// How many recoveries the search needs at most; 0 while nothing was searched.
    public ReadOnlyIntegerProperty recoveriesMaxProperty() {
        return recoveriesMax.getReadOnlyProperty();
    }

    /// What came of the search, null before.
    public ReadOnlyObjectProperty<@Nullable FoundMoment> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// The moment that was taken, null before.
    public ReadOnlyObjectProperty<@Nullable Instant> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// The customer's own time zone.
    public ZoneId zone() {
        return zone;
    }

    /// The one thing to do next in this step.
    ObjectBinding<Act> actBinding() {
        return act;
    }

    void ask(Intake intake) {
        clear();
        around = intake.about();
        zone = intake.zone();
        Duration sure = intake.uncertainty();
        within.set(sure.isZero() ? MomentQuestion.USUAL : sure);
    }

    void clear() {
        List.of(dataset, key, other).forEach(text -> text.set(""));
        forget();
    }

    /// Forgets what was found, and keeps what is asked.
    void forget() {
        heard.clear();
        looks.clear();
        recoveriesMax.set(0);
        found.set(null);
        chosen.set(null);
    }

    MomentQuestion question() {
        return new MomentQuestion(around, within.get(), given(dataset), given(key));
    }

    Look.Watch watch() {
        return (look, most) -> heard.add(new Heard(look, most));
    }

    /// Shows what was heard since.
    void tick() {
        for (Heard next = heard.poll(); next != null; next = heard.poll()) {
            looks.add(next.look());
            recoveriesMax.set(next.recoveriesMax());
        }
    }

    void show(FoundMoment answer) {
        tick();
        looks.setAll(answer.looks());
        recoveriesMax.set(answer.effort().recoveriesMax());
        found.set(answer);
    }

    void take(Instant moment) {
        chosen.set(moment);
    }

    boolean wantsSearch() {
        return other.get().isBlank() && lastGood() == null;
    }

    /// The moment that would be taken now, null when there is none.
    @Nullable
    Instant moment() {
        if (other.get().isBlank()) {
            return lastGood();
        }
        return LocalMoment.read(other.get().strip(), zone) instanceof LocalMoment.At(var instant) ? instant : null;
    }

    private @Nullable Instant lastGood() {
        FoundMoment answer = found.get();
        return answer == null ? null : answer.lastGood();
    }

    private static @Nullable String given(StringProperty text) {
        String typed = text.get().strip();
        return typed.isEmpty() ? null : typed;
    }

    private Act decide() {
        if (chosen.get() != null) {
            return new Act(
                    "Stage this moment", true, "Next: a scratch server at that moment, and the comparison with live.");
        }
        if (!other.get().isBlank()) {
            return LocalMoment.read(other.get().strip(), zone) instanceof LocalMoment.Wrong(var sentence)
                    ? new Act("Go back to this moment", false, sentence)
                    : new Act("Go back to this moment", true, "Next: the restore takes the moment that you typed.");
        }
        if (lastGood() != null) {
            return new Act("Go back to just before it", true, "Next: the restore takes the last good instant.");
        }
        if (given(key) != null && given(dataset) == null) {
            return new Act("Search", false, "A row's key needs the table that it is in.");
        }
        FoundMoment answer = found.get();
        if (answer == null) {
            return new Act("Search", true, "Next: scratch is recovered to moments in between. Live is not touched.");
        }
        return new Act(
                "Search again",
                true,
                answer.outcome() == Outcome.NOTHING_LOST
                        ? "Nothing was lost in that time; search over more of it, or watch another table."
                        : "Widen the time or watch another table; or type a moment.");
    }
}
