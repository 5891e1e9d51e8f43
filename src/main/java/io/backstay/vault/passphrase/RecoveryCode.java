package io.backstay.vault.passphrase;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Secret;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The code that opens a vault when its passphrase is forgotten: 160 random bits and a check, as people can copy
/// them.
///
/// It is 35 characters of Crockford's base 32 in seven groups of five, such as `4XKQ7-...`. The first 32 are the
/// bits; read as one number N, the last three are N modulo 32749, the largest prime below 2^15. As that prime
/// divides no difference of two characters, no power of 32 and neither 31 nor 1025, every single wrong character
/// and every swap of two neighbours is noticed, and any other slip with 32748 chances in 32749.
///
/// A code holds at least four digits from 2 to 9 (one draw in forty is thrown away for it), so that it can be told
/// from a passphrase by its form; a new passphrase of that form is refused.
public final class RecoveryCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_BYTES = 20;
    private static final int DATA = 32;
    private static final int CHECK = 3;
    static final int LENGTH = DATA + CHECK;
    private static final int GROUP = 5;
    private static final int BITS = 5;
    private static final int MODULUS = 32_749;
    private static final int PLAIN_DIGITS_MIN = 4;
    private static final String ADVICE = "Compare it with the paper, group by group; O is read as 0, I and L as 1.";

    private RecoveryCode() {}

    /// A new code, in upper case with its dashes.
    ///
    /// @param random of cryptographic strength outside of tests
    public static Secret make(RandomGenerator random) {
        byte[] digits = new byte[LENGTH];
        byte[] drawn = new byte[RANDOM_BYTES];
        try {
            do {
                random.nextBytes(drawn);
                spread(drawn, digits);
            } while (plainDigits(digits) < PLAIN_DIGITS_MIN);
            int check = check(digits);
            for (int i = LENGTH - 1; i >= DATA; i--) {
                digits[i] = (byte) (check % ALPHABET.length());
                check /= ALPHABET.length();
            }
            return written(digits);
        } finally {
            Arrays.fill(drawn, (byte) 0);
            Arrays.fill(digits, (byte) 0);
        }
    }

    /// The code as [#make] writes it, whatever its case, spaces and dashes were.
    ///
    /// @throws BackstayException with a sentence that says what is wrong and repeats nothing of it
    public static Secret parse(Secret typed) throws BackstayException {
        byte[] digits = new byte[LENGTH];
        try {
            String problem = typed.lendChars(chars -> read(chars, digits));
            if (problem != null) {
                throw new BackstayException(new Failure.BadInput(problem, ADVICE));
            }
            return written(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    /// Whether it has the form of a code, perhaps with a slip or two: 34 to 36 letters and digits, several of them
    /// from 2 to 9, and nothing else but dashes and spaces. No passphrase that [Passphrases] accepts has it.
    public static boolean looksLikeOne(Secret typed) {
        return typed.lendChars(RecoveryCode::looksLikeOne);
    }

    static boolean looksLikeOne(char[] typed) {
        int counted = 0;
        int plainDigits = 0;
        for (char c : typed) {
            if (isLetterOrDigit(c)) {
                counted++;
                plainDigits += c >= '2' && c <= '9' ? 1 : 0;
            } else if (!isSeparator(c)) {
                return false;
            }
        }
        return Math.abs(counted - LENGTH) <= 1 && plainDigits >= PLAIN_DIGITS_MIN - 1;
    }

    /// Fills the digits, or says what is wrong.
    static @Nullable String read(char[] typed, byte[] digits) {
        int counted = 0;
        for (char c : typed) {
            if (isSeparator(c)) {
                continue;
            }
            int value = value(c);
            if (value < 0) {
                return "Character " + (counted + 1) + " is none that a recovery code has.";
            }
            if (counted < LENGTH) {
                digits[counted] = (byte) value;
            }
            counted++;
        }
        if (counted != LENGTH) {
            return "A recovery code has " + LENGTH + " letters and digits; this one has " + counted + ".";
        }
        int said = 0;
        for (int i = DATA; i < LENGTH; i++) {
            said = said * ALPHABET.length() + digits[i];
        }
        return said == check(digits) ? null : "The recovery code has a wrong character, or two swapped.";
    }

    private static int check(byte[] digits) {
        int rest = 0;
        for (int i = 0; i < DATA; i++) {
            rest = (rest * ALPHABET.length() + digits[i]) % MODULUS;
        }
        return rest;
    }

    /// Five bits at a time, the most significant first.
    private static void spread(byte[] drawn, byte[] digits) {
        for (int i = 0; i < DATA; i++) {
            int value = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                value = (value << 1) | ((drawn[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1);
            }
            digits[i] = (byte) value;
        }
    }

    private static int plainDigits(byte[] digits) {
        int counted = 0;
        for (int i = 0; i < DATA; i++) {
            counted += digits[i] >= 2 && digits[i] <= 9 ? 1 : 0;
        }
        return counted;
    }

    private static Secret written(byte[] digits) {
        byte[] text = new byte[LENGTH + LENGTH / GROUP - 1];
        int at = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text[at++] = '-';
            }
            text[at++] = (byte) ALPHABET.charAt(digits[i]);
        }
        return OwnSecret.of(text);
    }

    private static int value(char c) {
        return isLetterOrDigit(c)
                ? switch (c) {
                    case 'O', 'o' -> 0;
                    case 'I', 'i', 'L', 'l' -> 1;
                    default -> ALPHABET.indexOf(Character.toUpperCase(c));
                }
                : -1;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /// Spaces, line breaks and every kind of dash: programs that lay out text replace the plain one.
    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }
}
