package io.backstay.vault.passphrase;

import io.backstay.seal.Secret;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The rules for a new passphrase: long, and not what everybody tries first. Nothing is asked about kinds of
/// character.
///
/// Refused is what has fewer than [#CHARACTERS_MIN] characters (counted in Unicode's NFC), and what consists of the
/// 10,000 most common passwords and their trimmings: digits and years, punctuation, runs over the keyboard, one
/// repeated character, a letter or two. The word list for suggestions holds none of those, so no suggestion is ever
/// refused.
///
/// The strength of what was not drawn here is a guess for the bar. That six words are random is taken from their
/// being in the list; somebody who picks them by hand gets fewer bits than it says.
public final class Passphrases {
    /// The fewest characters.
    public static final int CHARACTERS_MIN = 15;
    /// The most characters.
    public static final int CHARACTERS_MAX = 1000;

    private static final int SUGGESTED_WORDS = 6;
    private static final int STRANGERS_MAX = 2;
    private static final double[] STEPS_FROM_BITS = {45, 58, 68, 77};
    private static final String[] STEP_WORDS = {"Weak", "Fair", "Good", "Good", "Strong"};
    private static final String[] NUMBERS = {"six", "seven", "eight", "nine", "ten"};

    private final WordSet listed = WordSet.load("words.txt");
    private final WordSet common = WordSet.load("common.txt");
    private final Guesses guesses = new Guesses(common, listed);

    /// What is wrong with it, or how strong it is.
    public Strength judge(Secret passphrase) {
        return passphrase.lendChars(chars -> {
            if (RecoveryCode.looksLikeOne(chars)) {
                return Strength.refused("It has the form of a recovery code; add or remove a word.");
            }
            int[] points = Nfc.codePoints(chars);
            try {
                String problem = problem(points);
                return problem == null ? strength(points) : Strength.refused(problem);
            } finally {
                Arrays.fill(points, 0);
            }
        });
    }

    /// Six different words of the list with dashes between them, about 77 bits.
    ///
    /// @param random of cryptographic strength outside of tests
    public Secret suggest(RandomGenerator random) {
        int[] drawn =
                random.ints(0, listed.size()).distinct().limit(SUGGESTED_WORDS).toArray();
        byte[] text = new byte[SUGGESTED_WORDS * (listed.longest() + 1)];
        int length = 0;
        for (int index : drawn) {
            if (length > 0) {
                text[length++] = '-';
            }
            byte[] word = listed.word(index);
            System.arraycopy(word, 0, text, length, word.length);
            length += word.length;
            Arrays.fill(word, (byte) 0);
        }
        byte[] exact = Arrays.copyOf(text, length);
        Arrays.fill(text, (byte) 0);
        Arrays.fill(drawn, 0);
        return OwnSecret.of(exact);
    }

    private @Nullable String problem(int[] points) {
        if (points.length < CHARACTERS_MIN) {
            return "A passphrase has at least " + CHARACTERS_MIN + " characters; this one has " + points.length + ".";
        }
        if (points.length > CHARACTERS_MAX) {
            return "A passphrase has at most " + CHARACTERS_MAX + " characters; this one has " + points.length + ".";
        }
        if (Arrays.stream(points).anyMatch(Character::isISOControl)) {
            return "It holds a tab or a line break, which cannot be typed at the lock.";
        }
        if (repeats(points)) {
            return "It repeats the same few characters; put different words together.";
        }
        if (guesses.cost(points).strangers() <= STRANGERS_MAX) {
            return "It is made of common passwords, digits and keyboard runs only; add words that are none, or take the"
                    + " suggestion.";
        }
        return null;
    }

    /// Whether a piece that is too short itself makes up the whole.
    private static boolean repeats(int[] points) {
        for (int period = 1; period < CHARACTERS_MIN && period <= points.length / 2; period++) {
            int same = period;
            while (same < points.length
                    && Character.toLowerCase(points[same]) == Character.toLowerCase(points[same - period])) {
                same++;
            }
            if (same == points.length) {
                return true;
            }
        }
        return false;
    }

    private Strength strength(int[] points) {
        int words = differentListedWords(points);
        if (words >= SUGGESTED_WORDS) {
            int number = words - SUGGESTED_WORDS;
            String count = number < NUMBERS.length ? NUMBERS[number] : String.valueOf(words);
            int bits = (int) (words * Math.log(listed.size()) / Math.log(2));
            return new Strength(null, Strength.STEPS, "Strong: " + count + " random words, about " + bits + " bits");
        }
        double bits = guesses.cost(points).bits();
        int step = 0;
        while (step < STEPS_FROM_BITS.length && bits >= STEPS_FROM_BITS[step]) {
            step++;
        }
        return new Strength(
                null,
                step + 1,
                STEP_WORDS[step] + ": " + points.length + " characters, about " + Math.round(bits)
                        + " bits at a guess");
    }

    /// How many words there are when all are of the list, different, and parted by one space or dash; otherwise 0.
    private int differentListedWords(int[] points) {
        int[] plain = Arrays.stream(points).map(Character::toLowerCase).toArray();
        try {
            int words = 0;
            int start = 0;
            for (int end = 0; end <= plain.length; end++) {
                if (end == plain.length || plain[end] == ' ' || plain[end] == '-') {
                    if (!listed.contains(plain, start, end) || occursBefore(plain, start, end)) {
                        return 0;
                    }
                    words++;
                    start = end + 1;
                }
            }
            return words;
        } finally {
            Arrays.fill(plain, 0);
        }
    }

    /// Whether the same word stands earlier already.
    private static boolean occursBefore(int[] plain, int start, int end) {
        for (int from = 0; from + (end - start) <= start; from++) {
            boolean begins = from == 0 || plain[from - 1] == ' ' || plain[from - 1] == '-';
            if (begins
                    && Arrays.equals(plain, from, from + (end - start), plain, start, end)
                    && isEnd(plain, from + (end - start))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnd(int[] plain, int at) {
        return plain[at] == ' ' || plain[at] == '-';
    }
}
