package io.backstay.incident.timeline;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.timeline.Line.Mark;
import io.backstay.incident.timeline.Line.Reference;
import io.backstay.incident.timeline.Line.Retimed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the timeline of a case together: its own lines, with what the record and the papers say about them, and the
/// acts of the record that wrote no line.
///
/// An act names the line that it wrote by what the line says. A line that no act names is by hand; an act whose line
/// is not there any more is shown as what it is.
public final class Timeline {
    private static final String BACKSTAY = "Backstay";
    /// What a person said, even where the record has an entry for it.
    private static final Set<String> BY_HAND = Set.of(
            "incident.open",
            "incident.note",
            "incident.agreement",
            "incident.declare",
            "incident.told",
            "incident.correct",
            "incident.picture",
            "incident.merge",
            "incident.include",
            "incident.action",
            "incident.action-done",
            "incident.close");

    private final Map<String, RecordedAct> acts = new LinkedHashMap<>();
    private final Map<String, RecordedAct> byLine = new HashMap<>();
    private final Map<String, RecordedAct> bySaying = new HashMap<>();
    private final Set<RecordedAct> used = new HashSet<>();
    private final Map<String, Merged> merged = new HashMap<>();
    private final Map<String, Picture> pictures = new HashMap<>();
    private final Map<String, Correction> corrections = new HashMap<>();

    private Timeline() {}

    /// The lines, oldest first.
    ///
    /// @param entries in the order in which they were written
    /// @param acts    of the record here; those of other records stand on papers
    public static List<Line> of(Collection<CaseEntry> entries, List<Paper> papers, Collection<RecordedAct> acts)
            throws BackstayException {
        var timeline = new Timeline();
        acts.forEach(timeline::know);
        for (Paper paper : papers) {
            timeline.read(paper);
        }
        timeline.acts.values().forEach(timeline::index);
        return timeline.lines(entries);
    }

    /// One act stands in both a record and a file of it; the one with an end is the newer one.
    private void know(RecordedAct act) {
        acts.merge(
                act.origin() + "#" + act.entry(),
                act,
                (one, other) -> one.ending().equals("begun") ? other : one);
    }

    private void index(RecordedAct act) {
        if (act.line() != null) {
            byLine.put(act.line(), act);
        }
        if (!act.said().isEmpty()) {
            bySaying.putIfAbsent(act.said(), act);
        }
    }

    private void read(Paper paper) throws BackstayException {
        switch (paper.kind()) {
            case RecordedAct.PAPER -> know(read(paper, RecordedAct.class));
            case Picture.PAPER -> {
                Picture picture = read(paper, Picture.class);
                pictures.put(picture.line(), picture);
            }
            case Merged.PAPER -> {
                Merged notes = read(paper, Merged.class);
                notes.lines().forEach(line -> merged.put(line, notes));
            }
            case Retiming.PAPER -> retime(paper, read(paper, Retiming.class));
            default -> {
                // The other kinds are no concern of a timeline.
            }
        }
    }

    /// A corrected time and the paper that says so.
    private record Correction(Paper paper, Retiming what) {}

    /// The correction that was made last holds, in whichever order they came.
    private void retime(Paper paper, Retiming correction) {
        Correction before = corrections.get(correction.line());
        if (before == null || !paper.at().isBefore(before.paper().at())) {
            corrections.put(correction.line(), new Correction(paper, correction));
        }
    }

    private static <T extends Record> T read(Paper paper, Class<T> type) throws BackstayException {
        return Json.parse("a " + paper.kind() + " of the case", paper.document(), type);
    }

    private List<Line> lines(Collection<CaseEntry> entries) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (CaseEntry entry : entries) {
            Line line = line(entry);
            lines.putIfAbsent(line.id(), line);
        }
        List<Line> all = new ArrayList<>(lines.values());
        for (RecordedAct act : acts.values()) {
            if (!used.contains(act) && ActWords.belongs(act)) {
                Line line = line(act);
                if (line != null) {
                    all.add(line);
                }
            }
        }
        all.sort(Comparator.comparing(Line::at));
        return List.copyOf(all);
    }

    private Line line(CaseEntry entry) {
        String id = LineId.of(entry);
        RecordedAct act = byLine.get(id);
        if (act == null && !merged.containsKey(id) && entry.actor().equals(BACKSTAY)) {
            act = bySaying.get(entry.sentence());
        }
        Merged from = merged.get(id);
        if (act == null && from != null) {
            act = byLine.get(from.said());
        } else if (act != null) {
            used.add(act);
        }
        Mark mark = act == null || BY_HAND.contains(act.act()) ? Mark.HAND : Mark.RECORD;
        var line = new Line(
                id,
                entry.at(),
                null,
                entry.actor(),
                entry.sentence(),
                mark,
                act == null ? null : act.act(),
                reference(act),
                from == null ? null : from.source(),
                pictures.get(id));
        Correction how = corrections.get(id);
        return how == null || mark == Mark.RECORD
                ? line
                : line.at(
                        how.what().at(),
                        new Retimed(
                                entry.at(),
                                how.paper().actor(),
                                how.paper().at(),
                                how.what().why()));
    }

    /// An act that wrote no line, or whose line was taken away; null for one of before acts named their lines.
    private static @Nullable Line line(RecordedAct act) {
        boolean ofCase = act.act().startsWith("incident.");
        boolean ownLine = ofCase && act.ending().equals("done");
        // One that has just begun writes its line when it ends.
        if ((ownLine && act.line() == null) || (ofCase && act.ending().equals("begun"))) {
            return null;
        }
        String words = ownLine
                ? "The record knows a line of " + act.act() + " that is not here any more, or not as it was written"
                : ActWords.of(act);
        String id = LineId.of(new CaseEntry(act.at(), act.actor(), words + act.origin() + act.entry()));
        return new Line(id, act.at(), null, act.actor(), words, Mark.RECORD, act.act(), reference(act), null, null);
    }

    private static @Nullable Reference reference(@Nullable RecordedAct act) {
        return act == null ? null : new Reference(act.origin(), act.entry());
    }
}
