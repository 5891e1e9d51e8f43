package io.backstay.incident.report;

import io.backstay.audit.AuditEntry;
import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.codec.Words;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The appendix: what the report rests on, each piece by its hash or its number in the record of acts.
final class Evidence {
    private static final int ENTRIES_MAX = 2_000;

    private final CaseStory story;

    Evidence(CaseStory story) {
        this.story = story;
    }

    String markdown() {
        return hashes() + "\n" + entries();
    }

    private String hashes() {
        var table = new Table("Evidence", "Time (UTC)", "SHA-256");
        RestoreOutcome outcome = story.outcome();
        if (outcome != null && outcome.approval().planSha256() != null) {
            table.row("Plan of " + outcome.restore(), "", outcome.approval().planSha256());
        }
        for (Paper paper : papers(story)) {
            String hash = Digest.hex(paper.document().getBytes(StandardCharsets.UTF_8));
            table.row("Paper of the case: " + paper.kind(), time(paper.at()), hash);
        }
        return table.markdown();
    }

    /// The papers that it names.
    static List<Paper> papers(CaseStory story) {
        // A report is no evidence of itself.
        return story.kept().papers().stream()
                .filter(paper -> !paper.kind().startsWith("report-"))
                .toList();
    }

    /// Under a head that names the clock.
    private static String time(Instant at) {
        return Utc.words(at).replace(" UTC", "");
    }

    private String entries() {
        List<AuditEntry> all = story.kept().entries();
        if (all.isEmpty()) {
            return "The record of acts has no entry of this case.\n";
        }
        var table = new Table("Entry", "Time (UTC)", "Who", "Act", "Ended", "Root before it");
        for (AuditEntry entry : all.subList(0, Math.min(all.size(), ENTRIES_MAX))) {
            table.row(
                    Counts.of(entry.seq()),
                    time(entry.ts()),
                    entry.actor() + (entry.role() == null ? "" : ", " + entry.role()),
                    entry.act(),
                    entry.outcome() == null ? "" : Words.of(entry.outcome()),
                    entry.prevRoot() == null ? "" : entry.prevRoot());
        }
        String more = all.size() > ENTRIES_MAX
                ? "\n" + Counts.of(all.size() - ENTRIES_MAX) + " more entries are in the record.\n"
                : "";
        return table.markdown() + more;
    }
}
