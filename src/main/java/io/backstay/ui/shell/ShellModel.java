package io.backstay.ui.shell;

import io.backstay.act.check.Facts;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.policy.PolicySummary;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Surroundings;
import io.backstay.ui.kit.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What the window's frame says: whose data this is, how old the facts are, what time it is.
public final class ShellModel {
    /// Facts older than this are said to be old.
    static final Duration FRESH_MAX = Duration.ofHours(1);

    /// Other programs write into the catalogue too, so the frame looks again every so many seconds.
    private static final int REFRESH_TICKS = 10;

    private final Facts facts;
    private final RecordSize record;
    private final Background background;
    private final InstantSource clock;
    private final Identity identity;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyObjectWrapper<Surroundings> surroundings = new ReadOnlyObjectWrapper<>(Surroundings.OFFLINE);
    private final ReadOnlyObjectWrapper<Subject> subject =
            new ReadOnlyObjectWrapper<>(new Subject("No estate yet", "", "nothing observed"));
    private final ReadOnlyObjectWrapper<Line> age = new ReadOnlyObjectWrapper<>(new Line(Mark.UNKNOWN, ""));
    private final ReadOnlyStringWrapper sources = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper sealed = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Known> known =
            new ReadOnlyObjectWrapper<>(new Known(List.of(), List.of(), null, 0));

    private @Nullable Activity reading;
    private int ticks;

    /// A shell over these facts; [#refresh()] reads them.
    public ShellModel(Facts facts, RecordSize record, Background background, InstantSource clock, Identity identity) {
        this.facts = facts;
        this.record = record;
        this.background = background;
        this.clock = clock;
        this.identity = identity;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        sayAge();
    }

    /// The time that the clocks show.
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// The environment of the most dangerous asset.
    public ReadOnlyObjectProperty<Surroundings> surroundingsProperty() {
        return surroundings.getReadOnlyProperty();
    }

    /// The estate, for the header.
    public ReadOnlyObjectProperty<Subject> subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /// How old the facts are.
    public ReadOnlyObjectProperty<Line> ageProperty() {
        return age.getReadOnlyProperty();
    }

    /// From how many sources the facts come.
    public ReadOnlyStringProperty sourcesProperty() {
        return sources.getReadOnlyProperty();
    }

    /// How long the record of acts is.
    public ReadOnlyStringProperty sealedProperty() {
        return sealed.getReadOnlyProperty();
    }

    /// What the palette can lead to.
    ReadOnlyObjectProperty<Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// Who sits here.
    public Identity identity() {
        return identity;
    }

    /// A second has passed.
    public void tick() {
        now.set(clock.instant());
        sayAge();
        ticks++;
        if (ticks % REFRESH_TICKS == 0) {
            refresh();
        }
    }

    /// Reads the facts again, unless they are being read.
    public void refresh() {
        if (reading != null && reading.running()) {
            return;
        }
        reading = background.call(_ -> read(), this::show, this::say);
    }

    private Known read() throws BackstayException {
        return new Known(facts.assets(), facts.policies(), facts.observedAt(), record.entries());
    }

    private void show(Known read) {
        known.set(read);
        List<Asset> assets = read.assets();
        surroundings.set(assets.stream()
                .map(Asset::environment)
                .min(Comparator.naturalOrder())
                .map(Surroundings::of)
                .orElse(Surroundings.OFFLINE));
        long providers = assets.stream().map(Asset::provider).distinct().count();
        String size = count(assets.size(), "asset") + ", " + count(providers, "provider");
        subject.set(
                assets.isEmpty()
                        ? new Subject("No estate yet", "", "nothing observed")
                        : surroundings.get() == Surroundings.PRACTICE
                                ? new Subject("Practice estate", "", "lab on this computer, " + size)
                                : new Subject("Estate", "", size));
        long seen = assets.stream()
                .map(asset -> asset.observation().source())
                .distinct()
                .count();
        sources.set(seen == 0 ? "No source yet" : "Facts from " + count(seen, "source"));
        sealed.set("Record of " + String.format(Locale.ROOT, "%,d", read.entries()) + " entries");
        now.set(clock.instant());
        sayAge();
    }

    /// A defect of ours showed; what is on the screen may be incomplete.
    void defect() {
        sources.set("A defect was written to the log; what you see may be incomplete");
    }

    private void say(Failure failure) {
        sources.set(failure.message());
    }

    private void sayAge() {
        Instant seen = known.get().observedAt();
        if (seen == null) {
            age.set(new Line(Mark.UNKNOWN, "Nothing observed yet"));
            return;
        }
        boolean fresh = Duration.between(seen, now.get()).compareTo(FRESH_MAX) <= 0;
        age.set(new Line(
                fresh ? Mark.HOLDS : Mark.WARNING,
                "Facts as of " + Times.utcClock(seen) + " UTC, " + Times.ago(seen, now.get())));
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /// Words with a mark.
    public record Line(Mark mark, String words) {}

    /// What was read at once.
    record Known(
            List<Asset> assets,
            List<PolicySummary> policies,
            @Nullable Instant observedAt,
            long entries) {}
}
