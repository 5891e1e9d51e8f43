package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.util.Arrays;

/// A piece of the text that is read. It refers to the one array that is overwritten at the end, and copies nothing.
final class Slice {
    private final char[] chars;
    private final int from;
    private final int to;

    Slice(char[] chars, int from, int to) {
        this.chars = chars;
        this.from = from;
        this.to = to;
    }

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    char at(int index) {
        return chars[from + index];
    }

    boolean isAt(int index, char c) {
        return index >= 0 && index < length() && at(index) == c;
    }

    /// From an index to the end.
    Slice from(int index) {
        return new Slice(chars, from + index, to);
    }

    Slice between(int start, int end) {
        return new Slice(chars, from + start, from + end);
    }

    /// Without the white space at both ends.
    Slice strip() {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(chars[start])) {
            start++;
        }
        while (end > start && Character.isWhitespace(chars[end - 1])) {
            end--;
        }
        return new Slice(chars, start, end);
    }

    /// Where a character stands first, at or after an index; -1 for nowhere.
    int indexOf(char wanted, int start) {
        for (int i = start; i < length(); i++) {
            if (at(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Where a character stands last; -1 for nowhere.
    int lastIndexOf(char wanted) {
        for (int i = length() - 1; i >= 0; i--) {
            if (at(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Whether it begins with a text, in any case.
    boolean startsWith(String text) {
        if (length() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.toLowerCase(at(i)) != Character.toLowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    boolean contains(String text) {
        for (int i = 0; i + text.length() <= length(); i++) {
            if (from(i).startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    /// Without what follows a mark of comments that stands after white space.
    Slice withoutComment(String marks) {
        for (int i = 1; i < length(); i++) {
            if (marks.indexOf(at(i)) >= 0 && Character.isWhitespace(at(i - 1))) {
                return between(0, i).strip();
            }
        }
        return this;
    }

    /// As text, for what is no secret: names, hosts, users.
    String open() {
        return new String(chars, from, length());
    }

    /// A copy that the caller overwrites.
    char[] copy() {
        return Arrays.copyOfRange(chars, from, to);
    }

    /// As a secret of its own, which the caller closes.
    Secret secret() throws BackstayException {
        return Secret.ofChars(copy());
    }
}
