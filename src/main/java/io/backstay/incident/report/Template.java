package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Words;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.fact.Prose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a report says before anybody has edited it: a heading `## id: Title` per section, then Markdown line by line.
///
/// A line that refers to a fact which the case does not have is left out. It can begin with conditions that all have
/// to hold: `[restored, partly]` is about how it ended, `[with asker]` and `[without asker]` about facts.
record Template(String name, List<Part> parts) {
    private static final Pattern CONDITION = Pattern.compile("\\[([a-z, -]+)] ?");
    private static final Set<String> ENDINGS =
            Arrays.stream(CaseStory.Ending.values()).map(Words::of).collect(Collectors.toUnmodifiableSet());

    /// A section and its lines; an empty line ends a paragraph.
    record Part(String id, String title, List<Line> lines) {}

    /// @param conditions as they were written, each without its brackets
    record Line(List<String> conditions, String text) {}

    /// Reads a template; what nobody could use is refused with its line.
    ///
    /// @param known the ids of sections
    static Template parse(String name, String text, List<String> known) throws BackstayException {
        List<Part> parts = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher heading = EditForm.HEADING.matcher(line);
            if (heading.matches()) {
                String id = heading.group(1);
                if (!known.contains(id)
                        || parts.stream().anyMatch(part -> part.id().equals(id))) {
                    throw refused(name, number, "there is no section " + id + ", or it is there twice");
                }
                lines = new ArrayList<>();
                parts.add(new Part(id, heading.group(2).strip(), lines));
            } else if (!parts.isEmpty()) {
                lines.add(line(name, number, line));
            } else if (!line.isBlank()) {
                throw refused(name, number, "words stand before the first heading");
            }
        }
        if (parts.isEmpty()) {
            throw refused(name, Math.max(number, 1), "it has no heading such as '## summary: Summary'");
        }
        return new Template(name, List.copyOf(parts));
    }

    private static Line line(String name, int number, String line) throws BackstayException {
        List<String> conditions = new ArrayList<>();
        Matcher condition = CONDITION.matcher(line);
        int at = 0;
        while (condition.find(at) && condition.start() == at) {
            String words = condition.group(1).strip();
            if (!isCondition(words)) {
                break;
            }
            conditions.add(words);
            at = condition.end();
        }
        String text = line.substring(at);
        for (Prose.Piece piece : Prose.of(text).pieces()) {
            if (piece instanceof Prose.Reference(String id) && !FactNames.canBe(id)) {
                String near = FactNames.near(id, FactNames.all());
                throw refused(
                        name,
                        number,
                        "no case has a fact " + id + (near == null ? "" : "; perhaps " + near + " is meant"));
            }
        }
        return new Line(List.copyOf(conditions), text);
    }

    private static boolean isCondition(String words) {
        return words.startsWith("with ")
                || words.startsWith("without ")
                || ENDINGS.containsAll(List.of(words.split(", *")));
    }

    /// The sections for a case.
    List<ReportSection> draft(CaseStory.Ending ending, List<Fact> facts) {
        Set<String> known = facts.stream().map(Fact::id).collect(Collectors.toSet());
        return parts.stream()
                .map(part -> new ReportSection(part.id(), part.title(), prose(part, Words.of(ending), known)))
                .toList();
    }

    private static String prose(Part part, String ending, Set<String> known) {
        List<String> kept = new ArrayList<>();
        for (Line line : part.lines()) {
            boolean breaks = line.text().isBlank();
            if (breaks ? !kept.isEmpty() && !kept.getLast().isBlank() : says(line, ending, known)) {
                kept.add(line.text().strip());
            }
        }
        return String.join("\n", kept).strip();
    }

    private static boolean says(Line line, String ending, Set<String> known) {
        boolean wanted = line.conditions().stream().allMatch(condition -> holds(condition, ending, known));
        return wanted
                && Prose.of(line.text()).pieces().stream()
                        .allMatch(piece -> !(piece instanceof Prose.Reference(String id)) || known.contains(id));
    }

    private static boolean holds(String condition, String ending, Set<String> known) {
        if (condition.startsWith("with ")) {
            return known.contains(condition.substring("with ".length()).strip());
        }
        if (condition.startsWith("without ")) {
            return !known.contains(condition.substring("without ".length()).strip());
        }
        return List.of(condition.split(", *")).contains(ending);
    }

    private static BackstayException refused(String name, int line, String why) {
        return new BackstayException(new Failure.BadInput(
                name + ", line " + line + ": " + why + ".",
                "Mend the template; 'incident report --template-out DIR' writes the built-in ones."));
    }
}
