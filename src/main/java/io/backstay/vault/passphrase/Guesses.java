package io.backstay.vault.passphrase;

import java.util.Arrays;

/// The cheapest way to put a passphrase together from what everybody tries first.
///
/// The pieces are common passwords (also with `@` for `a`, `0` for `o` and the like), words of the list, runs over
/// a keyboard's row or the alphabet, one repeated character, and single characters. Nothing of it is kept.
final class Guesses {
    private static final int RUN_MIN = 3;
    private static final double COMMON_BITS = 12;
    private static final double LISTED_BITS = Math.log(7776) / Math.log(2);
    private static final double RUN_BITS = 5;
    private static final double SEPARATOR_BITS = 1;
    private static final double DIGIT_BITS = 3.3;
    private static final double SMALL_LETTER_BITS = 3;
    private static final double OTHER_BITS = 4;
    private static final String DISGUISES = "@a4a3e0o5s$s7t!i|i";
    private static final String[] ROWS = {
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertz",
        "yxcvbnm",
        "azerty",
        "qsdfghjklm",
        "wxcvbn"
    };

    private final WordSet common;
    private final WordSet listed;

    Guesses(WordSet common, WordSet listed) {
        this.common = common;
        this.listed = listed;
    }

    /// What putting it together costs.
    ///
    /// @param strangers the fewest letters that belong to no common password, run or repetition
    /// @param bits      a guess of how hard it is, for the bar only
    record Cost(int strangers, double bits) {}

    /// The cost of these characters.
    Cost cost(int[] points) {
        int[] plain = Arrays.stream(points).map(Character::toLowerCase).toArray();
        int[][] readings = {plain, undisguised(plain, 'i'), undisguised(plain, 'l')};
        int[] strangers = new int[points.length + 1];
        double[] bits = new double[points.length + 1];
        Arrays.fill(strangers, 1, strangers.length, Integer.MAX_VALUE);
        Arrays.fill(bits, 1, bits.length, Double.MAX_VALUE);
        for (int from = 0; from < points.length; from++) {
            single(points[from], from, strangers, bits);
            int known = Math.max(run(plain, from), same(plain, from));
            for (int to = from + RUN_MIN; to <= known; to++) {
                better(from, to, RUN_BITS, strangers, bits);
            }
            words(readings, from, strangers, bits);
        }
        for (int[] reading : readings) {
            Arrays.fill(reading, 0);
        }
        return new Cost(strangers[points.length], bits[points.length]);
    }

    private void words(int[][] readings, int from, int[] strangers, double[] bits) {
        int[] plain = readings[0];
        for (int to = from + 1; to <= Math.min(plain.length, from + common.longest()); to++) {
            for (int[] reading : readings) {
                if (common.contains(reading, from, to)) {
                    better(from, to, COMMON_BITS, strangers, bits);
                }
            }
            if (listed.contains(plain, from, to)) {
                bits[to] = Math.min(bits[to], bits[from] + LISTED_BITS);
            }
        }
    }

    private static void better(int from, int to, double cost, int[] strangers, double[] bits) {
        strangers[to] = Math.min(strangers[to], strangers[from]);
        bits[to] = Math.min(bits[to], bits[from] + cost);
    }

    private static void single(int point, int from, int[] strangers, double[] bits) {
        int stranger = Character.isLetter(point) ? 1 : 0;
        strangers[from + 1] = Math.min(strangers[from + 1], strangers[from] + stranger);
        double cost = OTHER_BITS;
        if (point == ' ' || point == '-') {
            cost = SEPARATOR_BITS;
        } else if (point >= '0' && point <= '9') {
            cost = DIGIT_BITS;
        } else if (point >= 'a' && point <= 'z') {
            cost = SMALL_LETTER_BITS;
        }
        bits[from + 1] = Math.min(bits[from + 1], bits[from] + cost);
    }

    /// Where the run that begins here ends, in either direction of its row.
    private static int run(int[] plain, int from) {
        int furthest = from;
        for (String row : ROWS) {
            for (int step = -1; step <= 1; step += 2) {
                int at = row.indexOf(plain[from]);
                int to = from;
                while (at >= 0 && at < row.length() && to < plain.length && row.charAt(at) == plain[to]) {
                    at += step;
                    to++;
                }
                furthest = Math.max(furthest, to);
            }
        }
        return furthest;
    }

    /// Where the repetition of the character that stands here ends.
    private static int same(int[] plain, int from) {
        int to = from;
        while (to < plain.length && plain[to] == plain[from]) {
            to++;
        }
        return to;
    }

    private static int[] undisguised(int[] plain, int one) {
        int[] reading = plain.clone();
        for (int i = 0; i < reading.length; i++) {
            int at = DISGUISES.indexOf(reading[i]);
            if (reading[i] == '1') {
                reading[i] = one;
            } else if (at >= 0 && at % 2 == 0) {
                reading[i] = DISGUISES.charAt(at + 1);
            }
        }
        return reading;
    }
}
