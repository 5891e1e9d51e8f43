package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.print.Sheet;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.Variant;
import io.backstay.incident.signed.ReportCheck;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reports of cases: drafted from what is known, edited by people, checked, and written for whom they are meant.
public interface Reports {
    /// A report as it stands: as it was saved last, else as Backstay drafts it. Its facts are those of now; of a final
    /// one, those of when it was made final.
    ReportDraft draft(String caseId, Variant variant) throws BackstayException;

    /// Keeps the prose of a report as a draft; what was kept before stays in the case's papers.
    ///
    /// @param sections all of them, in order; their ids are those of the draft
    /// @throws BackstayException when a section is missing, unknown or too long
    ReportDraft save(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException;

    /// Keeps words that could not be saved beside the case: in a new file of the state folder, which only its owner can
    /// read. For a process that ends, when nobody can be asked.
    ///
    /// @return the file
    Path setAside(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException;

    /// Drafts a report anew by the templates in a folder, and keeps it as a draft.
    ReportDraft redraft(String caseId, Variant variant, Path templates) throws BackstayException;

    /// Gives a report to be reviewed.
    ReportDraft review(String caseId, Variant variant) throws BackstayException;

    /// Makes a report final.
    ///
    /// @throws BackstayException while anything stands in the way
    ReportDraft finish(String caseId, Variant variant) throws BackstayException;

    /// What stands in the way of sections that may not be saved yet: claims in how they read with the facts' words, and
    /// facts that there are not. Places are those of the prose.
    List<ReportDraft.Flagged> check(String caseId, Variant variant, List<ReportSection> sections)
            throws BackstayException;

    /// A report as it would be written now, with sections that may not be saved yet; nothing stands in the way of
    /// looking.
    Sheet sheet(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException;

    /// Keeps claims of a report for a reason, which enters the record and the timeline.
    ///
    /// @param rule     only claims of this rule, null for all of them
    /// @param sentence only claims in this sentence, as an objection has it; null for all of them
    /// @return those that were kept
    List<Objection> keep(
            String caseId, Variant variant, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException;

    /// Writes a report as Markdown, HTML and PDF with its pictures, each whole or not at all. Beside a final one it
    /// puts the papers that it names and a signature over all of it, while there is a key that signs.
    ///
    /// @param folder null for the case's own in the state folder
    /// @throws BackstayException while anything stands in the way
    ReportWriter.Written write(String caseId, Variant variant, @Nullable Path folder) throws BackstayException;

    /// Whether a signed report is as it was signed, and by a key that counts. Needs no network, no vault and no case.
    ///
    /// @param given the signed file, or the folder in which it lies beside the report
    /// @param keys  a file with the keys that count; null for those that count here
    ReportCheck verify(Path given, @Nullable Path keys) throws BackstayException;
}
