package io.backstay.act.drill;

import io.backstay.base.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes progress on and remembers how long each step took.
public final class PhaseClock implements Progress {
    private final Progress inner;
    private final InstantSource clock;
    private final List<DrillResult.Phase> phases = new ArrayList<>();
    private @Nullable String current;
    private Instant since;

    /// Begins now.
    public PhaseClock(Progress inner, InstantSource clock) {
        this.inner = inner;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public void step(String name) {
        close();
        current = name;
        inner.step(name);
    }

    @Override
    public void advance(long done, long total) {
        inner.advance(done, total);
    }

    @Override
    public void note(String sentence) {
        inner.note(sentence);
    }

    /// Ends the current step and returns all.
    public List<DrillResult.Phase> finish() {
        close();
        return List.copyOf(phases);
    }

    private void close() {
        Instant now = clock.instant();
        if (current != null) {
            phases.add(
                    new DrillResult.Phase(current, Duration.between(since, now).toMillis()));
            current = null;
        }
        since = now;
    }
}
