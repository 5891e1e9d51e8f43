package io.backstay.incident.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Markdown that people edit, with references to facts: `We brought back {{rows-restored}} by {{committed-at}}.`
/// Braces around anything that is no id are ordinary words.
///
/// @param pieces in the order of the text; no words are empty, and words never stand beside words
public record Prose(List<Piece> pieces) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0," + (Fact.ID_MAX - 1) + "}");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(" + ID + ")}}");

    public Prose {
        pieces = List.copyOf(pieces);
    }

    /// A part of the text.
    public sealed interface Piece {}

    /// What people wrote.
    public record Words(String text) implements Piece {}

    /// A place where a fact stands.
    ///
    /// @param fact its id; whether there is such a fact is for the reader of the prose to say
    public record Reference(String fact) implements Piece {}

    /// Reads the text; every text is prose.
    public static Prose of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher found = REFERENCE.matcher(text);
        int at = 0;
        while (found.find()) {
            if (found.start() > at) {
                pieces.add(new Words(text.substring(at, found.start())));
            }
            pieces.add(new Reference(found.group(1)));
            at = found.end();
        }
        if (at < text.length()) {
            pieces.add(new Words(text.substring(at)));
        }
        return new Prose(pieces);
    }

    /// The text that it was read from.
    public String text() {
        return pieces.stream()
                .map(piece -> switch (piece) {
                    case Words(String text) -> text;
                    case Reference(String fact) -> "{{" + fact + "}}";
                })
                .collect(Collectors.joining());
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }
}
