package io.backstay.incident.print;

import io.backstay.incident.ReportText;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prose with its facts put in, each marked with its source: as footnotes in Markdown, as numbers in HTML.
final class Marked {
    // Of the private use area: no text from elsewhere keeps these three, so that a mark is always ours.
    static final char FACT = '\uE000';
    static final char ID = '\uE001';
    static final char END = '\uE002';
    private static final Pattern MARK =
            Pattern.compile(FACT + "([^" + FACT + ID + END + "]*)" + ID + "([a-z0-9-]+)" + END);
    private static final Pattern STRAY = Pattern.compile("[" + FACT + ID + END + "]");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private static final int LAST_WORD_MAX = 24;

    private final Map<String, Fact> known = new LinkedHashMap<>();
    private final List<Fact> used = new ArrayList<>();

    Marked(List<Fact> facts) {
        facts.forEach(fact -> known.putIfAbsent(fact.id(), fact));
    }

    /// The facts that were put in, in the order of their first place.
    List<Fact> used() {
        return List.copyOf(used);
    }

    /// Markdown with marks.
    String put(String prose) {
        var text = new StringBuilder();
        for (Prose.Piece piece : Prose.of(STRAY.matcher(prose).replaceAll("")).pieces()) {
            switch (piece) {
                case Prose.Words(String words) -> text.append(ReportText.prose(words));
                case Prose.Reference(String id) -> {
                    Fact fact = known.get(id);
                    if (fact == null) {
                        text.append("{{").append(id).append("}}");
                    } else {
                        if (!used.contains(fact)) {
                            used.add(fact);
                        }
                        String words = STRAY.matcher(fact.words()).replaceAll("");
                        text.append(FACT)
                                .append(ReportText.markdown(words))
                                .append(ID)
                                .append(id)
                                .append(END);
                    }
                }
            }
        }
        return text.toString();
    }

    /// The number of a fact in the list of sources; 0 when it was not put in.
    int number(String id) {
        Fact fact = known.get(id);
        return fact == null ? 0 : 1 + used.indexOf(fact);
    }

    /// Marks as Markdown's footnotes.
    static String footnotes(String marked) {
        return MARK.matcher(marked).replaceAll("$1[^$2]");
    }

    /// Marks as numbers that lead to the list of sources; inside of tags there are none.
    String numbers(String html) {
        var text = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            text.append(numbered(html.substring(at, tag.start())));
            text.append(STRAY.matcher(tag.group()).replaceAll(""));
            at = tag.end();
        }
        return text.append(numbered(html.substring(at))).toString();
    }

    private String numbered(String words) {
        String marked = MARK.matcher(words).replaceAll(mark -> {
            int place = number(mark.group(2));
            String number = place == 0 ? "" : "" + place;
            String source = "<sup><a href=\"#fact-" + mark.group(2) + "\">" + number + "</a></sup>";
            return Matcher.quoteReplacement(fact(mark.group(1), source));
        });
        return STRAY.matcher(marked).replaceAll("");
    }

    /// The number of a source begins no line of its own: it stays with the last word, unless that has to be broken.
    private static String fact(String words, String source) {
        if (isFromRightToLeft(words)) {
            // A box of its own would stand where it is written: to the right of the words that it ends.
            return "<bdi class=\"fact\">" + words + "</bdi>" + source;
        }
        int last = words.lastIndexOf(' ') + 1;
        return words.length() - last > LAST_WORD_MAX
                ? "<span class=\"fact\">" + words + "</span>" + source
                : "<span class=\"fact\">" + words.substring(0, last) + "<span class=\"keep\">" + words.substring(last)
                        + source + "</span></span>";
    }

    private static boolean isFromRightToLeft(String words) {
        return words.codePoints()
                .map(Character::getDirectionality)
                .anyMatch(direction -> direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }
}
