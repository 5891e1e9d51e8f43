package io.backstay.ui.kit.prose;

import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Prose as the editor holds it: a fact is one character, so that no caret can ever stand inside it.
///
/// @param chars what is written; where a fact stands, [#PLACE]
/// @param facts for each [#PLACE] in order the fact's id, or [#WRITTEN] where somebody wrote that character
record ProseText(String chars, List<String> facts) {
    /// Stands for a fact: the object replacement character.
    static final char PLACE = '\uFFFC';

    /// No fact: the character itself was written.
    static final String WRITTEN = "";

    static final ProseText EMPTY = new ProseText("", List.of());

    ProseText {
        facts = List.copyOf(facts);
    }

    /// Reads prose. A reference to a fact that is not known stays the words that it is.
    static ProseText of(String source, Predicate<String> known) {
        var chars = new StringBuilder();
        List<String> facts = new ArrayList<>();
        for (Prose.Piece piece : Prose.of(source).pieces()) {
            switch (piece) {
                case Prose.Reference(String id)
                when known.test(id) -> {
                    chars.append(PLACE);
                    facts.add(id);
                }
                case Prose.Reference(String id) -> chars.append(reference(id));
                case Prose.Words(String text) -> {
                    chars.append(text);
                    places(text, facts);
                }
            }
        }
        return new ProseText(chars.toString(), facts);
    }

    /// Words in which nothing is a fact.
    static ProseText written(String text) {
        List<String> facts = new ArrayList<>();
        places(text, facts);
        return new ProseText(text, facts);
    }

    /// One fact.
    static ProseText fact(String id) {
        return new ProseText(String.valueOf(PLACE), List.of(id));
    }

    private static void places(String text, List<String> facts) {
        for (int i = text.indexOf(PLACE); i >= 0; i = text.indexOf(PLACE, i + 1)) {
            facts.add(WRITTEN);
        }
    }

    int length() {
        return chars.length();
    }

    /// The fact that stands there; null where words stand.
    @Nullable
    String factAt(int at) {
        if (chars.charAt(at) != PLACE) {
            return null;
        }
        String id = facts.get(before(at));
        return id.equals(WRITTEN) ? null : id;
    }

    /// How many facts stand in it.
    int count() {
        return (int) facts.stream().filter(id -> !id.equals(WRITTEN)).count();
    }

    /// A part of it.
    ProseText part(int from, int to) {
        if (from == 0 && to == length()) {
            return this;
        }
        String part = chars.substring(from, to);
        if (facts.isEmpty()) {
            return new ProseText(part, List.of());
        }
        int first = before(from);
        return new ProseText(part, facts.subList(first, before(to)));
    }

    /// This and another one after it.
    ProseText plus(ProseText next) {
        if (next.chars.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(facts);
        all.addAll(next.facts);
        return new ProseText(chars + next.chars, all);
    }

    /// The lines, without what ends them; at least one.
    List<ProseText> lines() {
        List<ProseText> lines = new ArrayList<>();
        int fact = 0;
        int from = 0;
        while (true) {
            int end = chars.indexOf('\n', from);
            String line = chars.substring(from, end < 0 ? length() : end);
            int held = (int) line.chars().filter(c -> c == PLACE).count();
            lines.add(new ProseText(line, facts.subList(fact, fact + held)));
            fact += held;
            if (end < 0) {
                return lines;
            }
            from = end + 1;
        }
    }

    /// The prose: what [#of] reads.
    String source() {
        return told(ProseText::reference);
    }

    /// How it reads when each fact is said in its words.
    ///
    /// @param words a fact's words by its id
    String told(UnaryOperator<String> words) {
        if (facts.isEmpty()) {
            return chars;
        }
        var text = new StringBuilder(length() + facts.size() * 16);
        int fact = 0;
        for (int i = 0; i < length(); i++) {
            char c = chars.charAt(i);
            String id = c == PLACE ? facts.get(fact++) : WRITTEN;
            if (id.equals(WRITTEN)) {
                text.append(c);
            } else {
                text.append(words.apply(id));
            }
        }
        return text.toString();
    }

    /// Where each of its characters begins in the told text, and at last where that ends.
    int[] starts(UnaryOperator<String> words) {
        int[] starts = new int[length() + 1];
        int at = 0;
        int fact = 0;
        for (int i = 0; i < length(); i++) {
            starts[i] = at;
            String id = chars.charAt(i) == PLACE ? facts.get(fact++) : WRITTEN;
            at += id.equals(WRITTEN) ? 1 : words.apply(id).length();
        }
        starts[length()] = at;
        return starts;
    }

    /// Which character a place in the told text belongs to; the end of the text belongs to its end.
    ///
    /// @param starts as [#starts] says
    static int place(int[] starts, int told) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle + 1] > told) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static String reference(String id) {
        return "{{" + id + "}}";
    }

    private int before(int at) {
        int count = 0;
        for (int i = chars.indexOf(PLACE); i >= 0 && i < at; i = chars.indexOf(PLACE, i + 1)) {
            count++;
        }
        return count;
    }
}
