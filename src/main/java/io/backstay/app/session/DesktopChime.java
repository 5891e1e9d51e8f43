package io.backstay.app.session;

import io.backstay.ui.kit.bell.Chime;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/// Plays on the system's own loudspeaker, where there is one. A sound that comes during another is left out.
public final class DesktopChime implements Chime {
    private static final System.Logger LOG = System.getLogger(DesktopChime.class.getName());
    private static final int BITS = 16;

    private final AtomicBoolean playing = new AtomicBoolean();

    @Override
    public void play(Tone tone) {
        if (playing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("chime").start(() -> {
                try {
                    sound(Tones.of(tone));
                } finally {
                    playing.set(false);
                }
            });
        }
    }

    private static void sound(byte[] samples) {
        var format = new AudioFormat(Tones.RATE, BITS, 1, true, false);
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            line.start();
            line.write(samples, 0, samples.length);
            line.drain();
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            // No loudspeaker, or another program has it for itself: what rang is shown all the same.
            LOG.log(System.Logger.Level.DEBUG, "nothing can be heard here: {0}", e.getMessage());
        }
    }
}
