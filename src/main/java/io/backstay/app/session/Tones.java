package io.backstay.app.session;

import io.backstay.ui.kit.bell.Chime.Tone;
import java.util.List;

/// The sounds of the clocks, made here: two soft notes that rise while something runs out, three that fall when it has.
final class Tones {
    /// Frames in a second, of 16 bits each, one channel, the low byte first.
    static final int RATE = 22_050;

    private static final double NOTE_SECONDS = 0.16;
    private static final double PAUSE_SECONDS = 0.04;
    /// A quarter of what is possible: to be heard in an office, not over it.
    private static final double LOUDNESS = 0.25;
    private static final double FADE_SECONDS = 0.02;
    private static final double E5 = 659.26;
    private static final double A5 = 880;
    private static final int BYTES = 2;

    private Tones() {}

    /// The sound as samples.
    static byte[] of(Tone tone) {
        List<Double> notes = switch (tone) {
            case SOON -> List.of(E5, A5);
            case OVER -> List.of(A5, E5, E5);
        };
        int note = (int) (NOTE_SECONDS * RATE);
        int step = note + (int) (PAUSE_SECONDS * RATE);
        byte[] samples = new byte[notes.size() * step * BYTES];
        for (int i = 0; i < notes.size(); i++) {
            for (int frame = 0; frame < note; frame++) {
                put(samples, (i * step + frame) * BYTES, level(notes.get(i), frame, note));
            }
        }
        return samples;
    }

    /// From silence and back to it, so that nothing clicks.
    private static double level(double hertz, int frame, int frames) {
        double fade = FADE_SECONDS * RATE;
        double edge = Math.min(1, Math.min(frame, frames - 1 - frame) / fade);
        return Math.sin(2 * Math.PI * hertz * frame / RATE) * edge * LOUDNESS;
    }

    private static void put(byte[] samples, int at, double level) {
        int value = (int) Math.round(level * Short.MAX_VALUE);
        samples[at] = (byte) value;
        samples[at + 1] = (byte) (value >> Byte.SIZE);
    }
}
