package io.backstay.vault.passphrase;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/// The characters of a secret in Unicode's composed form NFC, so that `é` counts once however a keyboard sends it.
///
/// What is composed already, as nearly every keyboard sends it, is only looked at. Anything else has to pass
/// through the JDK's normaliser, whose `String` cannot be overwritten: it is given the pieces between plain
/// characters only.
final class Nfc {
    private static final int PLAIN_END = 0x80;

    private Nfc() {}

    /// The code points; the caller overwrites them.
    static int[] codePoints(char[] chars) {
        if (Normalizer.isNormalized(CharBuffer.wrap(chars), Normalizer.Form.NFC)) {
            return codePoints(chars, chars.length);
        }
        // Composing never makes text longer than three times its length (Unicode Standard Annex 15).
        char[] composed = new char[chars.length * 3];
        int length = 0;
        int start = 0;
        for (int i = 1; i <= chars.length; i++) {
            // No plain character joins the one before it.
            if (i == chars.length || chars[i] < PLAIN_END) {
                String piece = Normalizer.normalize(CharBuffer.wrap(chars, start, i - start), Normalizer.Form.NFC);
                piece.getChars(0, piece.length(), composed, length);
                length += piece.length();
                start = i;
            }
        }
        int[] result = codePoints(composed, length);
        Arrays.fill(composed, '\0');
        return result;
    }

    private static int[] codePoints(char[] chars, int length) {
        int[] points = new int[Character.codePointCount(chars, 0, length)];
        int at = 0;
        for (int i = 0; i < length; i += Character.charCount(points[at - 1])) {
            points[at++] = Character.codePointAt(chars, i, length);
        }
        return points;
    }
}
