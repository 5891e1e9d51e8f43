package io.backstay.incident.report;

import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Prose as it reads, with its facts in their words, which is what claims are looked for in. Knows where each part of
/// it stands in the prose.
public final class Told {
    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    /// A part of both.
    ///
    /// @param told   where it begins in what is told
    /// @param source where it begins in the prose
    /// @param fact   whether it reads otherwise there
    private record Part(int told, int toldEnd, int source, int sourceEnd, boolean fact) {}

    private Told() {}

    /// Reads prose; a fact that is not known reads as its reference.
    public static Told of(String prose, List<Fact> facts) {
        Map<String, String> words = new HashMap<>();
        facts.forEach(fact -> words.put(fact.id(), fact.words()));
        var told = new Told();
        int source = 0;
        for (Prose.Piece piece : Prose.of(prose).pieces()) {
            String written = new Prose(List.of(piece)).text();
            String reads = piece instanceof Prose.Reference(String id) ? words.getOrDefault(id, written) : written;
            int from = told.text.length();
            told.text.append(reads);
            told.parts.add(new Part(
                    from, told.text.length(), source, source + written.length(), piece instanceof Prose.Reference));
            source += written.length();
        }
        return told;
    }

    /// How it reads.
    public String text() {
        return text.toString();
    }

    /// Where in the prose something begins; a fact begins as a whole.
    public int from(int told) {
        for (Part part : parts) {
            if (told < part.toldEnd()) {
                return part.fact() ? part.source() : part.source() + told - part.told();
            }
        }
        return end();
    }

    /// Where in the prose something ends; a fact ends as a whole.
    public int to(int told) {
        for (Part part : parts) {
            if (told <= part.toldEnd()) {
                return part.fact() ? part.sourceEnd() : part.source() + told - part.told();
            }
        }
        return end();
    }

    /// Where something of the prose reads.
    public int told(int source) {
        for (Part part : parts) {
            if (source < part.sourceEnd()) {
                return part.fact() ? part.told() : part.told() + source - part.source();
            }
        }
        return text.length();
    }

    /// A part of the prose, in characters.
    public record Range(int from, int to) {}

    /// What was found in the told text, at its place in the prose. A number that a fact says is what was measured or
    /// promised, and no claim of ours.
    public List<Objection> placed(List<Objection> found) {
        return found.stream()
                .filter(one -> !one.isOfNumber() || !isWithinAFact(one))
                .map(this::placed)
                .toList();
    }

    private boolean isWithinAFact(Objection one) {
        return parts.stream().anyMatch(part -> part.fact() && part.told() <= one.from() && one.to() <= part.toldEnd());
    }

    private Objection placed(Objection one) {
        return new Objection(
                one.rule(),
                from(one.from()),
                to(one.to()),
                one.words(),
                one.sentence(),
                one.why(),
                one.quotation(),
                one.instead());
    }

    /// Where the whole sentence of an objection stands.
    ///
    /// @param one with its places in the prose
    public Range sentence(Objection one) {
        int from = text.lastIndexOf(one.sentence(), told(one.from()));
        return from < 0
                ? new Range(one.from(), one.to())
                : new Range(from(from), to(from + one.sentence().length()));
    }

    private int end() {
        return parts.isEmpty() ? 0 : parts.getLast().sourceEnd();
    }
}
