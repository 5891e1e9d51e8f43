package io.backstay.incident.timeline;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.Source;
import io.backstay.codec.csv.CsvReader;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.intake.TypedMoment;
import io.backstay.incident.intake.Which;
import io.backstay.seal.Digest;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Notes about a case that were written elsewhere: CSV with the columns `time,who,what`, or JSON in the form
/// `backstay-notes/1`. A file is taken whole or not at all.
public final class ExternalNotes {
    /// How many notes a file holds at most.
    public static final int NOTES_MAX = 2_000;
    /// A larger file is refused.
    public static final ByteSize BYTES_MAX = new ByteSize(4L << 20);

    private static final String FORMAT = "backstay-notes/1";
    private static final List<String> HEADING = List.of("time", "who", "what");
    private static final int WHO_MAX = 200;
    private static final int WHAT_MAX = 10_000;

    private final Path file;
    private final @Nullable ZoneId zone;
    private final @Nullable Which which;
    private final Instant now;

    private ExternalNotes(Path file, @Nullable ZoneId zone, @Nullable Which which, Instant now) {
        this.file = file;
        this.zone = zone;
        this.which = which;
        this.now = now;
    }

    /// What a file holds.
    ///
    /// @param source as the file or its name says it
    /// @param notes  each once, in the order of the file
    /// @param twice  how many were in it again
    public record Read(String source, String sha256, List<CaseEntry> notes, int twice) {}

    private record Note(String time, String who, String what) {}

    private record Notes(
            String format,
            @Nullable String source,
            @Nullable String zone,
            List<Note> notes) {}

    /// Reads a file.
    ///
    /// @param zone  of times that name none, absent when nobody has said; a zone in the file goes before it
    /// @param which of two instants is meant where a clock showed an hour twice, absent when nobody has said
    /// @param now   notes of later are refused
    /// @throws BackstayException with the place and what to ask or mend
    public static Read read(Path file, @Nullable ZoneId zone, @Nullable Which which, Instant now)
            throws BackstayException {
        byte[] bytes = Source.bytes(file, BYTES_MAX);
        boolean json = bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[');
        return json ? json(file, bytes, zone, which, now) : new ExternalNotes(file, zone, which, now).table(bytes);
    }

    private static Read json(Path file, byte[] bytes, @Nullable ZoneId zone, @Nullable Which which, Instant now)
            throws BackstayException {
        Notes notes = Json.bind(Json.parse(file.toString(), bytes), Notes.class);
        var reader = new ExternalNotes(file, notes.zone() == null ? zone : zone(file, notes.zone()), which, now);
        if (!notes.format().equals(FORMAT)) {
            throw reader.refused("the format is not '" + FORMAT + "'");
        }
        return reader.read(bytes, notes.source(), notes.notes(), i -> "Note " + (i + 1));
    }

    private static ZoneId zone(Path file, String name) throws BackstayException {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            file + " names a time zone that does not exist.", "Name one such as Europe/Berlin."),
                    e);
        }
    }

    private Read table(byte[] bytes) throws BackstayException {
        List<Note> notes = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        try (CsvReader rows = CsvReader.of(file.toString(), bytes, ',')) {
            if (!rows.next() || !rows.cells().equals(HEADING)) {
                throw refused("the first line is not " + String.join(",", HEADING));
            }
            while (notes.size() <= NOTES_MAX && rows.next()) {
                List<@Nullable String> cells = rows.cells();
                if (cells.size() != HEADING.size()) {
                    throw rows.refused("there are " + cells.size() + " cells and not " + HEADING.size());
                }
                lines.add(rows.line());
                notes.add(new Note(cell(cells, 0), cell(cells, 1), cell(cells, 2)));
            }
        }
        return read(bytes, null, notes, i -> "Line " + lines.get(i));
    }

    private static String cell(List<@Nullable String> cells, int place) {
        return Objects.requireNonNullElse(cells.get(place), "");
    }

    private Read read(byte[] bytes, @Nullable String named, List<Note> notes, IntFunction<String> place)
            throws BackstayException {
        if (notes.size() > NOTES_MAX) {
            throw refused("there are more than " + NOTES_MAX + " notes");
        }
        String source = clean(named == null ? Pictures.name(file) : named);
        if (source.isEmpty() || source.length() > WHO_MAX) {
            throw refused("the source has no name, or one of more than " + WHO_MAX + " characters");
        }
        Set<CaseEntry> once = new LinkedHashSet<>();
        for (int i = 0; i < notes.size(); i++) {
            once.add(entry(place.apply(i), notes.get(i)));
        }
        return new Read(source, Digest.hex(bytes), List.copyOf(new ArrayList<>(once)), notes.size() - once.size());
    }

    private CaseEntry entry(String place, Note note) throws BackstayException {
        String who = clean(note.who());
        String what = clean(note.what());
        if (who.isEmpty() || who.length() > WHO_MAX || what.isEmpty() || what.length() > WHAT_MAX) {
            throw refused(
                    place + " has no who or what, or too long a one (" + WHO_MAX + " and " + WHAT_MAX + " characters)");
        }
        Instant at;
        try {
            at = TypedMoment.read(note.time(), zone, which).toInstant();
        } catch (BackstayException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            place + " of " + file + ": " + e.failure().message(),
                            e.failure().advice()),
                    e);
        }
        if (at.isAfter(now)) {
            throw refused(place + " lies in the future: " + at);
        }
        return new CaseEntry(at, who, what);
    }

    /// What looks the same is the same: composed, and without space around it.
    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private BackstayException refused(String why) {
        return new BackstayException(new Failure.BadInput(
                file + ": " + why + ".", "Mend the file; docs/incidents.md shows the form. Nothing was taken."));
    }
}
