package io.backstay.incident.print;

import io.backstay.incident.fact.Fact;
import io.backstay.policy.draw.Drawing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report ready to be put on paper.
///
/// @param facts those that its parts can refer to
/// @param from  who hands it on, absent where nobody is stated
public record Sheet(
        Head head,
        List<Part> parts,
        List<Fact> facts,
        @Nullable Organisation from) {
    public Sheet {
        parts = List.copyOf(parts);
        facts = List.copyOf(facts);
    }

    /// The same, handed on by an organisation.
    public Sheet from(@Nullable Organisation organisation) {
        return new Sheet(head, parts, facts, organisation);
    }

    /// What stands before the first part.
    ///
    /// @param what      such as `Incident report, for the customer`
    /// @param id        of the case
    /// @param practice  whether it was a drill, which every page then says
    /// @param lines     what a reader looks up first, as pairs of a name and a value
    /// @param writtenAt what the PDF gives as its date, so that the same facts give the same bytes
    public record Head(String what, String id, String title, boolean practice, List<Line> lines, Instant writtenAt) {
        public Head {
            lines = List.copyOf(lines);
        }
    }

    /// One line of the head.
    public record Line(String name, String value) {}

    /// A section.
    ///
    /// @param id     small letters
    /// @param prose  Markdown with `{{fact}}` that people may have written: it is made harmless here
    /// @param locked Markdown that was made harmless where it was made
    /// @param drawn  pictures between the two
    public record Part(String id, String title, String prose, String locked, List<Drawn> drawn) {
        public Part {
            drawn = List.copyOf(drawn);
        }
    }

    /// A picture.
    ///
    /// @param file  the name of the files beside the report, without their ending
    /// @param words what it shows; they may hold names from elsewhere
    public record Drawn(String file, String words, Drawing drawing) {}
}
