package io.backstay.ui.kit.prose;

/// Words of others in a label: one line, not too long, and nothing that turns their direction.
final class Shown {
    private static final int CHARS_MAX = 120;

    private Shown() {}

    static String of(String words) {
        var shown = new StringBuilder();
        int end = Math.min(words.length(), CHARS_MAX);
        for (int i = 0; i < end; i++) {
            char c = words.charAt(i);
            int type = Character.getType(c);
            boolean odd = type == Character.FORMAT || type == Character.CONTROL;
            shown.append(odd ? '\uFFFD' : c);
        }
        return words.length() > end ? shown.append('…').toString() : shown.toString();
    }
}
