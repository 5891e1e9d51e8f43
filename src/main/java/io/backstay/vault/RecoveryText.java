package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A recovery code as people write it: 160 random bits in Crockford's base 32 and three check characters, in seven
/// groups of five.
final class RecoveryText {
    static final int CODE_BYTES = 20;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int CHECKS = 3;
    private static final int CHARACTERS = CODE_BYTES * 8 / BITS + CHECKS;
    private static final int GROUP = 5;
    private static final int TYPED_MAX = 200;

    private RecoveryText() {}

    /// A fresh code, as text.
    static Secret make(RandomGenerator random) throws BackstayException {
        byte[] code = new byte[CODE_BYTES];
        random.nextBytes(code);
        byte[] checked = checked(code);
        char[] text = new char[CHARACTERS + (CHARACTERS - 1) / GROUP];
        int at = 0;
        try {
            for (int i = 0; i < CHARACTERS; i++) {
                if (i > 0 && i % GROUP == 0) {
                    text[at++] = '-';
                }
                text[at++] = DIGITS.charAt(digit(checked, i));
            }
            return Secret.ofChars(text);
        } finally {
            Arrays.fill(code, (byte) 0);
            Arrays.fill(checked, (byte) 0);
        }
    }

    /// The code's 20 bytes, or null when this is no recovery code. Case, spaces and dashes do not matter, nor do
    /// O for 0, I and L for 1.
    static @Nullable Secret parse(Secret typed) throws BackstayException {
        if (typed.size() > TYPED_MAX) {
            return null;
        }
        return typed.lendChars(chars -> {
            byte[] digits = new byte[CHARACTERS];
            byte[] code = new byte[CODE_BYTES];
            byte[] checked = new byte[0];
            try {
                if (!digits(chars, digits)) {
                    return null;
                }
                for (int bit = 0; bit < CODE_BYTES * 8; bit++) {
                    int value = digits[bit / BITS] >> (BITS - 1 - bit % BITS) & 1;
                    code[bit / 8] = (byte) (code[bit / 8] << 1 | value);
                }
                checked = checked(code);
                byte[] wanted = new byte[CHARACTERS];
                for (int i = 0; i < CHARACTERS; i++) {
                    wanted[i] = (byte) digit(checked, i);
                }
                return MessageDigest.isEqual(wanted, digits) ? Secret.ofBytes(code) : null;
            } finally {
                Arrays.fill(digits, (byte) 0);
                Arrays.fill(code, (byte) 0);
                Arrays.fill(checked, (byte) 0);
            }
        });
    }

    private static boolean digits(char[] chars, byte[] digits) {
        int count = 0;
        for (char c : chars) {
            if (c == '-' || c == ' ') {
                continue;
            }
            char upper = Character.toUpperCase(c);
            int digit = DIGITS.indexOf(upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper);
            if (digit < 0 || count == digits.length) {
                return false;
            }
            digits[count++] = (byte) digit;
        }
        return count == digits.length;
    }

    /// The code, then what its check characters come from.
    private static byte[] checked(byte[] code) {
        MessageDigest digest = Digest.begin();
        digest.update("BSV1 recovery code".getBytes(StandardCharsets.US_ASCII));
        byte[] check = digest.digest(code);
        byte[] checked = Arrays.copyOf(code, CODE_BYTES + 2);
        System.arraycopy(check, 0, checked, CODE_BYTES, 2);
        return checked;
    }

    /// Five bits, the highest first; the last bit of the check is not used.
    private static int digit(byte[] checked, int index) {
        int digit = 0;
        for (int bit = index * BITS; bit < (index + 1) * BITS; bit++) {
            digit = digit << 1 | checked[bit / 8] >> (7 - bit % 8) & 1;
        }
        return digit;
    }
}
