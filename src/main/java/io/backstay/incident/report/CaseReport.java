package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report of a case for one variant: its facts, what stands in its way, and how it is put together.
public final class CaseReport {
    private final CaseStory story;
    private final Variant variant;

    /// Of what is known of a case.
    public CaseReport(CaseStory story, Variant variant) {
        this.story = story;
        this.variant = variant;
    }

    /// The facts that its prose can refer to.
    public List<Fact> facts() {
        return CaseFacts.of(story, variant);
    }

    /// Besides claims: references to facts that there are not.
    public static List<Objection> objections(String prose, List<Fact> facts) {
        return ProseCheck.of(prose, facts);
    }

    /// Refuses sections that are not those of the variant, in order, or that are too long.
    public static void require(Variant variant, List<ReportSection> sections) throws BackstayException {
        List<String> ids = sections.stream().map(ReportSection::id).toList();
        if (!ids.equals(Locked.sections(variant))) {
            throw new BackstayException(new Failure.BadInput(
                    "The sections are not those of this report: " + String.join(", ", Locked.sections(variant)) + ".",
                    "Keep each heading once and in its place; only prose and titles are edited."));
        }
        for (ReportSection section : sections) {
            boolean named = !section.title().isBlank() && section.title().length() <= TITLE_MAX;
            if (!named || section.prose().length() > ReportSection.PROSE_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        "The section " + section.id() + " has no title, or is too long.",
                        "A title has at most " + TITLE_MAX + " characters, its prose at most " + ReportSection.PROSE_MAX
                                + "."));
            }
        }
    }

    private static final int TITLE_MAX = 200;

    /// Ready to be put on paper.
    ///
    /// @param facts those of now, or those of a final report
    /// @param curve of the database that held the data, absent where there is none
    /// @param at    when it is written, or was made final
    public Sheet sheet(
            ReportState state, List<ReportSection> sections, List<Fact> facts, @Nullable CaseCurve curve, Instant at) {
        var pictures = new CasePictures(story, variant, curve);
        var locked = new Locked(story, variant);
        List<Sheet.Part> parts = new ArrayList<>();
        for (ReportSection section : sections) {
            parts.add(new Sheet.Part(
                    section.id(),
                    section.title(),
                    section.prose(),
                    locked.under(section.id()),
                    pictures.in(section.id())));
        }
        List<Sheet.Line> lines = List.of(
                new Sheet.Line("Customer", story.intake().firm()),
                new Sheet.Line(
                        "Dataset",
                        story.intake().dataset() == null
                                ? "data"
                                : story.intake().dataset()),
                new Sheet.Line("For", variant.title()),
                new Sheet.Line("State", state.title()));
        return new Sheet(
                new Sheet.Head(
                        "Incident report",
                        story.file().id(),
                        title(),
                        story.file().practice(),
                        lines,
                        at),
                parts,
                facts,
                null);
    }

    /// The papers that its appendix names, which go with it; none where it has no such appendix.
    public List<Paper> papers() {
        return variant.isOpen() ? Evidence.papers(story) : List.of();
    }

    private String title() {
        return "Loss of "
                + (story.intake().dataset() == null ? "data" : story.intake().dataset()) + " at "
                + story.intake().firm();
    }
}
