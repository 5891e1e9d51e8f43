package io.backstay.ui.points;

import io.backstay.base.AssetId;
import io.backstay.base.PointId;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.find.LogHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the timeline shows and how one moves along it.
final class Timescale {
    /// A quarter of the line is the future, so that expiries are seen coming.
    private static final double FUTURE = 0.25;

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final int STEPS_PER_VIEW = 5;

    private final InstantSource clock;
    private final ObjectProperty<Span> span = new SimpleObjectProperty<>(Span.ALL);
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>(null);

    private @Nullable AssetId logOf;
    private @Nullable LogHistory history;

    Timescale(InstantSource clock) {
        this.clock = clock;
        span.addListener(_ -> home());
    }

    /// How much time is shown.
    ObjectProperty<Span> spanProperty() {
        return span;
    }

    /// What to draw; null before anything was read.
    ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    void show(Asset asset, List<RecoveryPoint> points) {
        Instant now = clock.instant();
        Shown before = shown.get();
        boolean same = before != null && before.asset().id().equals(asset.id());
        View all = everything(asset, points, now);
        View view = same && before.all().equals(all) ? before.view() : endingAfter(now, all);
        LogHistory log = asset.id().equals(logOf) ? history : null;
        shown.set(new Shown(asset, points, view, all, now, same ? before.chosen() : null, log));
    }

    /// Shows what the archived log of an asset tells, as soon as that asset is looked at.
    void show(AssetId asset, @Nullable LogHistory found) {
        logOf = asset;
        history = found;
        Shown now = shown.get();
        if (now != null && now.asset().id().equals(asset)) {
            shown.set(new Shown(now.asset(), now.points(), now.view(), now.all(), now.now(), now.chosen(), found));
        }
    }

    void choose(@Nullable PointId point) {
        Shown now = shown.get();
        if (now != null) {
            shown.set(new Shown(now.asset(), now.points(), now.view(), now.all(), now.now(), point, now.log()));
        }
    }

    /// Back to the present moment.
    void home() {
        Shown now = shown.get();
        if (now != null) {
            look(endingAfter(now.now(), now.all()));
        }
    }

    /// A step into the past (negative) or the future.
    void pan(int steps) {
        Shown now = shown.get();
        if (now != null) {
            look(now.view().later(now.view().length().dividedBy(STEPS_PER_VIEW).multipliedBy(steps)));
        }
    }

    /// Shows the next shorter or longer stretch.
    void zoom(boolean closer) {
        Span[] spans = Span.values();
        for (int i = 0; i < spans.length; i++) {
            int next = closer ? i - 1 : i + 1;
            if (spans[i] == span.get() && next >= 0 && next < spans.length) {
                span.set(spans[next]);
                return;
            }
        }
    }

    /// Puts a moment into the middle.
    void centre(Instant moment) {
        Shown now = shown.get();
        if (now != null) {
            Instant middle = now.view().from().plus(now.view().length().dividedBy(2));
            look(now.view().later(Duration.between(middle, moment)));
        }
    }

    private void look(View view) {
        Shown now = shown.get();
        if (now != null) {
            shown.set(new Shown(now.asset(), now.points(), view, now.all(), now.now(), now.chosen(), now.log()));
        }
    }

    private View endingAfter(Instant now, View all) {
        Duration length = span.get().length();
        if (length == null) {
            return all;
        }
        Duration future = Duration.ofMillis((long) (length.toMillis() * FUTURE));
        return new View(now.minus(length).plus(future), now.plus(future));
    }

    private static View everything(Asset asset, List<RecoveryPoint> points, Instant now) {
        Instant first = points.isEmpty() ? now : points.getLast().takenAt();
        RestorableWindow window = asset.pitr();
        if (window != null && window.earliest().isBefore(first)) {
            first = window.earliest();
        }
        Duration past = Duration.between(first, now);
        Duration length = past.compareTo(SHORTEST) < 0 ? SHORTEST : past;
        Duration margin = length.dividedBy(20);
        return new View(now.minus(length).minus(margin), now.plus(length.dividedBy(4)));
    }
}
