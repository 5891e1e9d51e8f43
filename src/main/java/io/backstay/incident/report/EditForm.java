package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A report's prose as one text for an editor of one's own: `## id: Title`, then the prose, section after section.
public final class EditForm {
    /// The longest text that is read, in characters.
    public static final int CHARS_MAX = 2_000_000;

    static final Pattern HEADING = Pattern.compile("## ([a-z]+): (\\S.*)");

    private EditForm() {}

    /// The text.
    public static String text(List<ReportSection> sections) {
        var text = new StringBuilder();
        for (ReportSection section : sections) {
            text.append("## ")
                    .append(section.id())
                    .append(": ")
                    .append(section.title())
                    .append("\n\n");
            if (!section.prose().isBlank()) {
                text.append(section.prose().strip()).append("\n\n");
            }
        }
        return text.toString();
    }

    /// Reads it.
    ///
    /// @param name what a person calls the text
    public static List<ReportSection> parse(String name, String text, Variant variant) throws BackstayException {
        List<String> known = Locked.sections(variant);
        List<ReportSection> sections = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher heading = HEADING.matcher(line);
            // A heading of people's own is prose like any other.
            if (heading.matches() && known.contains(heading.group(1))) {
                end(sections, lines);
                sections.add(
                        new ReportSection(heading.group(1), heading.group(2).strip(), ""));
            } else if (!sections.isEmpty()) {
                lines.add(line);
            } else if (!line.isBlank()) {
                throw new BackstayException(new Failure.BadInput(
                        name + ", line " + number + ": words stand before the first heading.",
                        "Keep the headings that --edit-out wrote."));
            }
        }
        end(sections, lines);
        CaseReport.require(variant, sections);
        return List.copyOf(sections);
    }

    private static void end(List<ReportSection> sections, List<String> lines) {
        if (!sections.isEmpty()) {
            ReportSection last = sections.removeLast();
            sections.add(new ReportSection(
                    last.id(), last.title(), String.join("\n", lines).strip()));
            lines.clear();
        }
    }
}
