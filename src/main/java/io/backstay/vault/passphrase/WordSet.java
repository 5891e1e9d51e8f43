package io.backstay.vault.passphrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A list of words in plain characters, in which a piece of a secret is looked up without a `String` being made of
/// it.
final class WordSet {
    private static final int BYTES_MAX = 256 << 10;

    private final byte[][] sorted;
    private final int longest;

    private WordSet(List<byte[]> words) {
        sorted = words.toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compare);
        longest = words.stream().mapToInt(word -> word.length).max().orElse(0);
    }

    /// The words of a resource beside this class, one a line.
    static WordSet load(String resource) {
        try (InputStream in = WordSet.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + resource);
            }
            return new WordSet(lines(in.readNBytes(BYTES_MAX)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    int size() {
        return sorted.length;
    }

    /// How long its longest word is.
    int longest() {
        return longest;
    }

    /// The word at a place of the alphabetical order.
    byte[] word(int index) {
        return sorted[index].clone();
    }

    /// Whether the characters from one index up to another are a word of the list.
    boolean contains(int[] characters, int from, int to) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = order(sorted[middle], characters, from, to);
            if (order == 0) {
                return true;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static int order(byte[] word, int[] characters, int from, int to) {
        int common = Math.min(word.length, to - from);
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(word[i], characters[from + i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(word.length, to - from);
    }
}
