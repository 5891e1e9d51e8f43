package io.backstay.incident.print;

import java.util.List;
import java.util.Set;

/// A sheet as it is read from top to bottom, for whoever shows it without HTML. It comes of the same Markdown, made
/// harmless in the same way and read by the same parser, as the report's files.
///
/// @param parts the head, under the id `top`; each part of the sheet; and what its facts were taken from, as `sources`
public record Page(List<Part> parts) {
    public Page {
        parts = List.copyOf(parts);
    }

    /// Reads a sheet.
    public static Page of(Sheet sheet) {
        return new PageBlocks(sheet).page();
    }

    /// A section and what stands in it.
    ///
    /// @param id as the sheet has it
    public record Part(String id, List<Block> blocks) {
        public Part {
            blocks = List.copyOf(blocks);
        }
    }

    /// Something that stands under what was before it.
    public sealed interface Block {}

    /// A heading.
    ///
    /// @param level from 1 to 6
    public record Heading(int level, List<Run> runs) implements Block {
        public Heading {
            runs = List.copyOf(runs);
        }
    }

    /// A paragraph, or the first one of an item.
    ///
    /// @param depth  how deep it stands in lists, 0 outside of them
    /// @param marker what stands before it, such as `•` or `1.`; empty for what has none
    /// @param quoted whether it is a quotation
    public record Words(int depth, String marker, boolean quoted, List<Run> runs) implements Block {
        public Words {
            runs = List.copyOf(runs);
        }
    }

    /// Text that keeps its lines.
    public record Code(List<Run> runs) implements Block {
        public Code {
            runs = List.copyOf(runs);
        }
    }

    /// A line across.
    public record Rule() implements Block {}

    /// A table.
    ///
    /// @param rows each as long as the head, which is the first
    public record Rows(List<List<List<Run>>> rows) implements Block {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// A picture of the sheet.
    ///
    /// @param file as the sheet has it
    public record Shown(String file, String words) implements Block {}

    /// How letters look.
    public enum Style {
        BOLD,
        ITALIC,
        CODE,
        LINK
    }

    /// Letters that look alike.
    ///
    /// @param fact the number of the fact that they are, in the list of sources; 0 for what is no fact
    public record Run(String text, Set<Style> styles, int fact) {
        public Run {
            styles = Set.copyOf(styles);
        }
    }
}
