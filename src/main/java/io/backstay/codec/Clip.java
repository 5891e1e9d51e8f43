package io.backstay.codec;

/// Foreign text made fit for one line of a message.
final class Clip {
    private static final int LENGTH_MAX = 160;

    private Clip() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX) + "…";
    }
}
