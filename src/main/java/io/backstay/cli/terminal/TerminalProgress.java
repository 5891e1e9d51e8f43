package io.backstay.cli.terminal;

import io.backstay.base.Durations;
import io.backstay.base.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Progress on a terminal: one line per step with a bar and the time it took. Where lines cannot be rewritten, only
/// finished steps are shown.
public final class TerminalProgress implements Progress {
    private static final int BAR_CELLS = 20;
    private static final int NAME_CELLS = 46;
    private static final int LINE_CELLS = 90;
    private static final Duration REDRAW = Duration.ofMillis(100);

    private final PrintStream out;
    private final boolean rewrites;
    private final InstantSource clock;
    private final Instant begun;
    private @Nullable String step;
    private Instant stepBegun;
    private Instant drawn = Instant.EPOCH;
    private int number;

    /// @param rewrites whether the terminal understands a carriage return
    public TerminalProgress(PrintStream out, boolean rewrites, InstantSource clock) {
        this.out = out;
        this.rewrites = rewrites;
        this.clock = clock;
        this.begun = clock.instant();
        this.stepBegun = begun;
    }

    @Override
    public synchronized void step(String name) {
        finishStep("done");
        step = name;
        number++;
        stepBegun = clock.instant();
        draw(0, 0);
    }

    @Override
    public synchronized void advance(long done, long total) {
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(REDRAW) >= 0) {
            drawn = now;
            draw(done, total);
        }
    }

    @Override
    public synchronized void note(String sentence) {
        String line = "    " + Plain.text(sentence);
        // The padding covers what stands of a line that is still being rewritten.
        out.println(rewrites ? ("\r%-" + LINE_CELLS + "s").formatted(line) : line);
        out.flush();
        draw(0, 0);
    }

    /// Ends the last step.
    public synchronized void end(String word) {
        finishStep(word);
        step = null;
    }

    private void draw(long done, long total) {
        if (rewrites && step != null) {
            out.print("\r" + label() + " " + bar(done, total) + " " + elapsed(stepBegun));
            out.flush();
        }
    }

    private void finishStep(String word) {
        if (step == null) {
            return;
        }
        out.println((rewrites ? "\r" : "") + label() + " " + bar(1, 1) + " " + elapsed(stepBegun) + "  " + word + ", "
                + elapsed(begun) + " in all");
        out.flush();
    }

    private String label() {
        String name = Plain.text(String.valueOf(step));
        String cut = name.length() > NAME_CELLS ? name.substring(0, NAME_CELLS - 1) + "…" : name;
        return "%2d  %-46s".formatted(number, cut);
    }

    private static String bar(long done, long total) {
        int filled = total <= 0 ? 0 : (int) Math.min(BAR_CELLS, done * BAR_CELLS / total);
        return "[" + "#".repeat(filled) + "-".repeat(BAR_CELLS - filled) + "]";
    }

    private String elapsed(Instant since) {
        return "%8s".formatted(Durations.words(Duration.between(since, clock.instant())));
    }
}
