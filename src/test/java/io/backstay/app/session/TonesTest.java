package io.backstay.app.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.ui.kit.bell.Chime.Tone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TonesTest {
    @ParameterizedTest
    @EnumSource(Tone.class)
    void aSoundIsShortNotLoudAndBeginsAndEndsInSilence(Tone tone) {
        byte[] sound = Tones.of(tone);
        ShortBuffer samples =
                ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int frames = samples.remaining();
        assertTrue(frames < Tones.RATE, "shorter than a second");
        assertEquals(0, samples.get(0));
        assertEquals(0, samples.get(frames - 1));
        int loudest = 0;
        int steepest = 0;
        for (int i = 1; i < frames; i++) {
            loudest = Math.max(loudest, Math.abs(samples.get(i)));
            steepest = Math.max(steepest, Math.abs(samples.get(i) - samples.get(i - 1)));
        }
        assertTrue(loudest > Short.MAX_VALUE / 5 && loudest <= Short.MAX_VALUE / 4 + 1, "loudest: " + loudest);
        assertTrue(steepest < Short.MAX_VALUE / 8, "it clicks: " + steepest);
        assertArrayEquals(sound, Tones.of(tone), "always the same");
    }

    @Test
    void soonAndOverSoundOtherwise() {
        assertTrue(!Arrays.equals(Tones.of(Tone.SOON), Tones.of(Tone.OVER)));
    }

    /// Machines that build have no loudspeaker; one that has one is heard.
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void nobodyWaitsForTheLoudspeakerAndWithoutOneNothingHappens() {
        var chime = new DesktopChime();
        for (int i = 0; i < 200; i++) {
            chime.play(Tone.OVER);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aLoudspeakerThatNeverEndsIsGivenUpAndTheNextSoundIsTried() throws Exception {
        var closed = new CountDownLatch(1);
        var begun = new Semaphore(0);
        var chime = new DesktopChime(
                () -> new DesktopChime.Speaker() {
                    @Override
                    public void play(byte[] samples) {
                        begun.release();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                },
                Duration.ofMillis(50));
        chime.play(Tone.SOON);
        begun.acquire();
        closed.await();
        chime.play(Tone.OVER);
        begun.acquire();
    }
}
