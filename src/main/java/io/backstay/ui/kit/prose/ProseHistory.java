package io.backstay.ui.kit.prose;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What was done to the text, so that it can be taken back and done again. Letters typed one after the other are one
/// step up to the end of a word.
final class ProseHistory {
    /// How many steps are kept.
    static final int STEPS_MAX = 500;

    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();

    /// One change.
    ///
    /// @param at where, in characters
    record Change(int at, ProseText removed, ProseText inserted) {
        Change reversed() {
            return new Change(at, inserted, removed);
        }

        int end() {
            return at + inserted.length();
        }
    }

    void add(Change change) {
        undone.clear();
        Change last = done.peekLast();
        if (last != null && continues(last, change)) {
            done.removeLast();
            done.addLast(new Change(last.at(), last.removed(), last.inserted().plus(change.inserted())));
            return;
        }
        done.addLast(change);
        if (done.size() > STEPS_MAX) {
            done.removeFirst();
        }
    }

    private static boolean continues(Change last, Change next) {
        return next.removed().length() == 0
                && next.inserted().length() == 1
                && next.at() == last.end()
                && last.inserted().length() > 0
                && letter(next.inserted())
                && letter(last.inserted());
    }

    private static boolean letter(ProseText text) {
        return text.facts().isEmpty() && !Character.isWhitespace(text.chars().charAt(text.length() - 1));
    }

    /// The change that takes back the last one; null when there is none.
    @Nullable
    Change undo() {
        Change last = done.pollLast();
        if (last == null) {
            return null;
        }
        undone.addLast(last);
        return last.reversed();
    }

    /// The change that was taken back last, to be done again; null when there is none.
    @Nullable
    Change redo() {
        Change last = undone.pollLast();
        if (last != null) {
            done.addLast(last);
        }
        return last;
    }

    void clear() {
        done.clear();
        undone.clear();
    }
}
