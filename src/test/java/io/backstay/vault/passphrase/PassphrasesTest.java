package io.backstay.vault.passphrase;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphrasesTest {
    private static final Passphrases PASSPHRASES = new Passphrases();
    private static final String TOO_COMMON =
            "It is made of common passwords, digits and keyboard runs only; add words that"
                    + " are none, or take the suggestion.";
    private static final String REPEATS = "It repeats the same few characters; put different words together.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword1",
                "Password123456789",
                "P@ssw0rd-Dr4g0n-2024",
                "qwertyuiopasdfghjkl",
                "1qaz2wsx3edc4rfv",
                "polniypizdec0211",
                "dragon monkey shadow master",
                "iloveyou!!!iloveyou",
                "passwordmonkeyxy",
                "00000000000000012",
                "abcdefghijklmnopqrstuvwxyz",
                "zyxwvutsrqponmlk1999",
                "letmein.letmein.2025",
                "!!!!????!!!!????....",
                "aaaaaaabbbbbbbbccccccc"
            })
    void whatEverybodyTriesFirstIsRefused(String passphrase) throws BackstayException {
        Strength strength = judge(passphrase);
        assertEquals(TOO_COMMON, strength.problem());
        assertEquals(0, strength.steps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaaaaaaaa", "Xk9!Xk9!Xk9!Xk9!", "vorpal sword vorpal sword vorpal sword "})
    void aRepeatedPieceIsRefused(String passphrase) throws BackstayException {
        assertEquals(REPEATS, judge(passphrase).problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my aunt bakes plum cakes on Tuesdays",
                "kdjvnhqpwoxbzmt",
                "Der Igel schläft im Laub",
                "vier Fünftel Regen, ein Fünftel Wind",
                "x9$Kq!wTz@4mLp#7vB",
                "собака лает на луну",
                "correct horse battery staple"
            })
    void whatIsLongAndNotCommonIsAccepted(String passphrase) throws BackstayException {
        Strength strength = judge(passphrase);
        assertNull(strength.problem());
        assertTrue(strength.steps() >= 1 && strength.steps() <= Strength.STEPS, strength.words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fourteen chars | A passphrase has at least 15 characters; this one has 14.
                    '' | A passphrase has at least 15 characters; this one has 0.
                    4XKQ74XKQ74XKQ74XKQ74XKQ74XKQ74XKQ7 | It has the form of a recovery code; add or remove a word.
                    """)
    void aRefusalSaysWhy(String passphrase, String sentence) throws BackstayException {
        assertEquals(sentence, judge(passphrase).problem());
    }

    @Test
    void whatIsTooLongOrCannotBeTypedIsRefused() throws BackstayException {
        assertEquals(
                "A passphrase has at most 1000 characters; this one has 1001.",
                judge("plum cakes ".repeat(91)).problem());
        assertEquals(
                "It holds a tab or a line break, which cannot be typed at the lock.",
                judge("my aunt bakes\tplum cakes").problem());
    }

    @Test
    void charactersAreCountedAsPeopleSeeThem() throws BackstayException {
        String composed = "é".repeat(3) + "wüstenfüchs";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertEquals(
                "A passphrase has at least 15 characters; this one has 14.",
                judge(composed).problem());
        assertEquals(judge(composed), judge(decomposed));
        assertEquals(
                "A passphrase has at least 15 characters; this one has 14.",
                judge("\uD83E\uDD94".repeat(14)).problem());
    }

    @Test
    void everySuggestionIsSixDifferentWordsAndStrong() throws IOException {
        Set<String> words = Set.copyOf(lines("words.txt"));
        var random = new SplittableRandom(20261101);
        for (int i = 0; i < 500; i++) {
            String where = "suggestion " + i + " of seed 20261101";
            try (Secret suggestion = PASSPHRASES.suggest(random)) {
                Set<String> used =
                        new HashSet<>(List.of(suggestion.lendChars(String::new).split("-")));
                assertEquals(6, used.size(), where);
                assertTrue(words.containsAll(used), where);
                assertEquals(
                        new Strength(null, 5, "Strong: six random words, about 77 bits"),
                        PASSPHRASES.judge(suggestion),
                        where);
            }
        }
    }

    @Test
    void wordsThatOccurTwiceAreNotCountedTwice() throws BackstayException {
        assertEquals(
                "Strong: seven random words, about 90 bits",
                judge("abbey Bagel cedar dance eager fable gable").words());
        assertFalse(judge("abbey bagel cedar dance eager abbey").words().contains("random"));
        assertFalse(judge("abbey bagel cedar dance eager").words().contains("random"));
        assertTrue(judge("abbey bagel cedar dance eager").steps() < Strength.STEPS);
    }

    @Test
    void everyCommonPasswordIsRefusedHoweverOftenItIsWritten() throws IOException, BackstayException {
        for (String common : lines("common.txt")) {
            String longer = common + common.toUpperCase(Locale.ROOT) + "2024" + common + "!";
            assertNotNull(judge(longer + (longer.length() < 15 ? "123456" : "")).problem(), common);
        }
    }

    @Test
    void theListsAreWhatTheDocumentsSay() throws IOException {
        List<String> words = lines("words.txt");
        List<String> common = lines("common.txt");
        Set<String> both = new TreeSet<>(words);
        both.retainAll(common);
        assertAll(
                () -> assertEquals(7776, Set.copyOf(words).size()),
                () -> assertEquals(words.stream().sorted().toList(), words),
                () -> assertTrue(words.stream().allMatch(word -> word.matches("[a-z]{4,8}"))),
                () -> assertEquals(10_000, Set.copyOf(common).size()),
                () -> assertEquals("123456", common.getFirst()),
                () -> assertEquals(Set.of(), both));
    }

    @Test
    void noSentenceRepeatsThePassphrase() throws BackstayException {
        for (String passphrase :
                List.of("dragonmonkey2024", "zebra", "Xk9!Xk9!Xk9!Xk9!", "blanket marmalade octopus")) {
            String told = judge(passphrase).toString();
            assertFalse(told.contains(passphrase.substring(0, 4)), told);
        }
    }

    private static Strength judge(String passphrase) throws BackstayException {
        try (Secret secret = Secret.ofChars(passphrase.toCharArray())) {
            return PASSPHRASES.judge(secret);
        }
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Passphrases.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}
