package io.backstay.app.session;

import io.backstay.ui.kit.bell.Chime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;

/// Plays on the system's own loudspeaker, where there is one. A sound that comes during another is left out; one that
/// the sound system never ends is given up after three seconds, and the next is tried anew.
public final class DesktopChime implements Chime {
    private static final System.Logger LOG = System.getLogger(DesktopChime.class.getName());
    private static final Duration PLAYED_WITHIN = Duration.ofSeconds(3);
    private static final int BITS = 16;

    private final Supplier<Speaker> speakers;
    private final Duration most;
    private final AtomicBoolean playing = new AtomicBoolean();

    /// The loudspeaker of this machine.
    public DesktopChime() {
        this(SystemSpeaker::new, PLAYED_WITHIN);
    }

    /// @param speakers one for each sound
    DesktopChime(Supplier<Speaker> speakers, Duration most) {
        this.speakers = speakers;
        this.most = most;
    }

    /// A way to be heard, for one sound.
    interface Speaker {
        /// Plays it to its end, or until it is closed.
        void play(byte[] samples);

        /// Ends what is played; may be called by another thread, and more than once.
        void close();
    }

    @Override
    public void play(Tone tone) {
        if (!playing.compareAndSet(false, true)) {
            return;
        }
        Speaker speaker = speakers.get();
        var _ = CompletableFuture.runAsync(() -> speaker.play(Tones.of(tone)), DesktopChime::begin)
                .orTimeout(most.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, failed) -> {
                    playing.set(false);
                    if (failed != null) {
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "a sound was not played to its end: {0}",
                                failed.toString());
                    }
                    // Closing can block as well.
                    begin(speaker::close);
                });
    }

    /// What blocks in the sound system would hold the carrier of a virtual thread.
    private static void begin(Runnable work) {
        Thread.ofPlatform().daemon().name("chime").start(work);
    }

    /// A line of the system's mixer.
    private static final class SystemSpeaker implements Speaker {
        private volatile @Nullable SourceDataLine line;

        @Override
        public void play(byte[] samples) {
            var format = new AudioFormat(Tones.RATE, BITS, 1, true, false);
            try {
                SourceDataLine opened = AudioSystem.getSourceDataLine(format);
                line = opened;
                opened.open(format);
                opened.start();
                opened.write(samples, 0, samples.length);
                opened.drain();
            } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                // No loudspeaker, or another program has it for itself: what rang is shown all the same.
                LOG.log(System.Logger.Level.DEBUG, "nothing can be heard here: {0}", e.getMessage());
            }
        }

        @Override
        public void close() {
            SourceDataLine opened = line;
            if (opened != null) {
                opened.close();
            }
        }
    }
}
