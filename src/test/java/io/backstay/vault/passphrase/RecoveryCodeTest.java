package io.backstay.vault.passphrase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.math.BigInteger;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CODES = 50;

    static LongStream seeds() {
        return new SplittableRandom(20261101).longs(CODES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCodeIsSevenGroupsOfFiveAndIsReadBack(long seed) throws BackstayException {
        String code = code(seed);
        assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){6}"), "seed " + seed);
        assertEquals(code, parsed(code), "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLastThreeCharactersAreTheNumberModulo32749(long seed) {
        String digits = code(seed).replace("-", "");
        BigInteger number = number(digits.substring(0, 32));
        BigInteger check = number(digits.substring(32));
        assertEquals(number.mod(BigInteger.valueOf(32_749)), check, "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyWrongCharacterIsNoticed(long seed) {
        String code = code(seed);
        for (int i = 0; i < code.length(); i++) {
            for (int j = 0; j < ALPHABET.length(); j++) {
                char other = ALPHABET.charAt(j);
                if (code.charAt(i) != '-' && code.charAt(i) != other) {
                    char[] wrong = code.toCharArray();
                    wrong[i] = other;
                    assertNotNull(problem(wrong), "seed " + seed + ", " + new String(wrong));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySwapOfNeighboursIsNoticed(long seed) {
        String digits = code(seed).replace("-", "");
        for (int i = 0; i + 1 < digits.length(); i++) {
            char[] swapped = digits.toCharArray();
            swapped[i] = digits.charAt(i + 1);
            swapped[i + 1] = digits.charAt(i);
            boolean alike = swapped[i] == swapped[i + 1];
            assertEquals(alike, problem(swapped) == null, "seed " + seed + ", " + new String(swapped));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void caseSpacesDashesAndLookalikesAreForgiven(long seed) throws BackstayException {
        String code = code(seed);
        assertEquals(code, parsed(code.toLowerCase(Locale.ROOT)), "seed " + seed);
        assertEquals(code, parsed(code.replace("-", "")), "seed " + seed);
        assertEquals(code, parsed("  " + code.replace("-", " \u2013 ") + "\n"), "seed " + seed);
        assertEquals(code, parsed(code.replace('0', 'o').replace('1', 'l')), "seed " + seed);
        assertEquals(code, parsed(code.replace('0', 'O').replace('1', 'I')), "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCodeIsToldFromAPassphraseEvenWithASlip(long seed) throws BackstayException {
        String code = code(seed);
        assertTrue(looksLikeOne(code), "seed " + seed);
        assertTrue(looksLikeOne(code.substring(0, code.length() - 1)), "seed " + seed);
        assertTrue(looksLikeOne(code + "7"), "seed " + seed);
        assertTrue(looksLikeOne(code.substring(1) + "u"), "seed " + seed);
        assertFalse(looksLikeOne(code + "!"), "seed " + seed);
        assertFalse(looksLikeOne(code + " and more"), "seed " + seed);
    }

    @Test
    void noSuggestionLooksLikeACode() {
        var passphrases = new Passphrases();
        var random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            try (Secret suggestion = passphrases.suggest(random)) {
                assertFalse(RecoveryCode.looksLikeOne(suggestion), "suggestion " + i + " of seed 3");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ABCDE | A recovery code has 35 letters and digits; this one has 5.
                    '' | A recovery code has 35 letters and digits; this one has 0.
                    AB*DE | Character 3 is none that a recovery code has.
                    00000-00000-00000-00000-00000-00000-0000U | Character 35 is none that a recovery code has.
                    00000000000000000000000000000000001 | The recovery code has a wrong character, or two swapped.
                    """)
    void aRefusalSaysWhatIsWrong(String typed, String sentence) {
        assertEquals(sentence, problem(typed.toCharArray()));
    }

    @Test
    void aCheckAboveTheModulusIsRefused() {
        // All zeros have the check 0; 32749 is the same modulo itself, but no code is written so.
        assertNull(problem("0".repeat(35).toCharArray()));
        assertNotNull(problem(("0".repeat(32) + "ZZD").toCharArray()));
    }

    @Test
    void aRefusedCodeIsNotRepeated() throws BackstayException {
        try (Secret typed = Secret.ofChars(code(1).replace('2', '3').toCharArray())) {
            var refused = assertThrows(BackstayException.class, () -> RecoveryCode.parse(typed));
            assertFalse(refused.failure().message().contains(code(1).substring(0, 5)));
        }
    }

    private static BigInteger number(String digits) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < digits.length(); i++) {
            number = number.shiftLeft(5).add(BigInteger.valueOf(ALPHABET.indexOf(digits.charAt(i))));
        }
        return number;
    }

    private static String code(long seed) {
        try (Secret code = RecoveryCode.make(new SplittableRandom(seed))) {
            return code.lendChars(String::new);
        }
    }

    private static String parsed(String typed) throws BackstayException {
        try (Secret secret = Secret.ofChars(typed.toCharArray());
                Secret parsed = RecoveryCode.parse(secret)) {
            return parsed.lendChars(String::new);
        }
    }

    private static boolean looksLikeOne(String typed) throws BackstayException {
        try (Secret secret = Secret.ofChars(typed.toCharArray())) {
            return RecoveryCode.looksLikeOne(secret);
        }
    }

    private static @Nullable String problem(char[] typed) {
        return RecoveryCode.read(typed, new byte[RecoveryCode.LENGTH]);
    }
}
