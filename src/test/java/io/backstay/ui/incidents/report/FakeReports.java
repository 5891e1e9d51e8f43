package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Reports;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.print.Sheet;
import io.backstay.incident.report.CaseReport;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.incident.signed.ReportCheck;
import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Pen;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One invented report, and what was done to it.
public final class FakeReports implements Reports {
    private final Incidents incidents;

    /// What happened.
    public final List<String> done = new ArrayList<>();

    List<ReportSection> sections = List.of(
            new ReportSection(
                    "happened",
                    "What happened",
                    "On {{deleted-at}} a bulk clean-up in the firm’s own ledger sync removed {{rows-lost}} with their"
                            + " lines and payments. The firm told us on {{told-at}}, {{later}} later."),
            new ReportSection(
                    "restored",
                    "What we brought back",
                    "We restored from the snapshot of {{point}}. {{rows}} came back, {{mended}} were mended and"
                            + " {{kept}} that staff had typed again were kept. We give you a guaranteed recovery of all"
                            + " work before that moment."),
            new ReportSection(
                    "lost",
                    "What could not be brought back",
                    "Work saved between {{gap-from}} and {{gap-to}} is in no backup: {{gap}}. Three documents have no"
                            + " file."),
            new ReportSection(
                    "next",
                    "What you can do",
                    "Your administrators can download your own data at any time at /app/export. Every export is written"
                            + " to your audit log."));
    ReportState state = ReportState.DRAFT;

    @Nullable
    Instant savedAt = Instant.parse("2026-03-16T04:57:00Z");

    @Nullable
    Failure failure;

    boolean defect;

    /// Whether a key is at hand with which final reports are signed.
    boolean signs;

    private int saves;

    /// @param incidents looks for claims
    public FakeReports(Incidents incidents) {
        this.incidents = incidents;
    }

    static final List<Fact> FACTS = List.of(
            fact("deleted-at", "Fri 13 Mar 17:51 Melbourne", "intake, corrected 02:31 UTC"),
            fact("rows-lost", "412 invoices", "plan 9c41…e07b"),
            fact("told-at", "Mon 16 Mar 13:05 Melbourne", "intake"),
            fact("later", "67 h 14 min", "from both times"),
            fact("point", "Fri 13 Mar 03:04 Melbourne", "audit record 18,398"),
            fact("rows", "2,763 rows", "proof of plan 9c41…e07b"),
            fact("mended", "42 rows", "proof of plan 9c41…e07b"),
            fact("kept", "42 live rows", "proof of plan 9c41…e07b"),
            fact("gap-from", "Fri 03:04", "audit record 18,398"),
            fact("gap-to", "Fri 17:51", "intake"),
            fact("gap", "14 h 47 min", "from both times"));

    private static Fact fact(String id, String words, String source) {
        return new Fact(id, words, source);
    }

    @Override
    public ReportDraft draft(String caseId, Variant variant) throws BackstayException {
        refuse();
        return new ReportDraft(variant, state, sections, FACTS, List.of(), savedAt);
    }

    @Override
    public ReportDraft save(String caseId, Variant variant, List<ReportSection> wanted) throws BackstayException {
        refuse();
        done.add("save");
        sections = List.copyOf(wanted);
        savedAt = Instant.parse("2026-03-16T05:00:00Z").plusSeconds(60L * saves++);
        return draft(caseId, variant);
    }

    @Override
    public Path setAside(String caseId, Variant variant, List<ReportSection> unsaved) {
        done.add("aside " + caseId + " " + variant + " "
                + unsaved.stream().map(ReportSection::prose).toList());
        return Path.of("unsaved.md");
    }

    /// Somebody else saves.
    void elsewhere(String prose) {
        ReportSection first = sections.getFirst();
        List<ReportSection> other = new ArrayList<>(sections);
        other.set(0, new ReportSection(first.id(), first.title(), prose));
        sections = List.copyOf(other);
        savedAt = Instant.parse("2026-03-16T04:59:00Z");
    }

    @Override
    public ReportDraft review(String caseId, Variant variant) throws BackstayException {
        done.add("review");
        state = ReportState.IN_REVIEW;
        return draft(caseId, variant);
    }

    @Override
    public ReportDraft finish(String caseId, Variant variant) throws BackstayException {
        done.add("finish");
        state = ReportState.FINAL;
        return draft(caseId, variant);
    }

    @Override
    public List<ReportDraft.Flagged> check(String caseId, Variant variant, List<ReportSection> wanted)
            throws BackstayException {
        List<ReportDraft.Flagged> found = new ArrayList<>();
        for (ReportSection each : wanted) {
            Told told = Told.of(each.prose(), FACTS);
            for (Objection one :
                    told.placed(incidents.check(caseId, told.text()).objections())) {
                found.add(new ReportDraft.Flagged(each.id(), one));
            }
            CaseReport.objections(each.prose(), FACTS)
                    .forEach(one -> found.add(new ReportDraft.Flagged(each.id(), one)));
        }
        return found;
    }

    /// How often somebody looked.
    int looks;

    @Override
    public Sheet sheet(String caseId, Variant variant, List<ReportSection> wanted) throws BackstayException {
        refuse();
        looks++;
        var head = new Sheet.Head(
                "Incident report",
                caseId,
                "Loss of invoices at Harrow & Finch",
                true,
                List.of(new Sheet.Line("For", variant.title())),
                Instant.parse("2026-03-16T05:00:00Z"));
        List<Sheet.Part> parts = new ArrayList<>();
        for (ReportSection each : wanted) {
            String locked = each.id().equals("lost") ? "| Table | Rows |\n|---|--:|\n| invoices | 412 |\n" : "";
            List<Sheet.Drawn> drawn = each.id().equals("lost")
                    ? List.of(new Sheet.Drawn("rows", "What was lost", new Drawing(400, 60, pen -> pen.hatch(BOX))))
                    : List.of();
            parts.add(new Sheet.Part(each.id(), each.title(), each.prose(), locked, drawn));
        }
        return new Sheet(head, parts, FACTS, null);
    }

    private static final Pen.Box BOX = new Pen.Box(20, 10, 300, 30);

    @Override
    public List<Objection> keep(
            String caseId, Variant variant, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException {
        done.add("keep " + rule + ": " + reason);
        return check(caseId, variant, sections).stream()
                .map(ReportDraft.Flagged::objection)
                .filter(one -> one.rule().equals(rule) && one.sentence().equals(sentence))
                .toList();
    }

    @Override
    public ReportWriter.Written write(String caseId, Variant variant, @Nullable Path folder) {
        done.add("write " + variant);
        Path to = folder == null ? Path.of("reports", caseId) : folder;
        return new ReportWriter.Written(
                to.resolve("report.md"),
                to.resolve("report.html"),
                to.resolve("customer.pdf"),
                List.of(),
                signs && state == ReportState.FINAL
                        ? new ReportWriter.Signature(to.resolve("report.signed.json"), "9c41".repeat(16))
                        : null);
    }

    @Override
    public ReportCheck verify(Path given, @Nullable Path keys) {
        throw new UnsupportedOperationException("no screen checks a report");
    }

    @Override
    public ReportDraft redraft(String caseId, Variant variant, @Nullable Path templates) throws BackstayException {
        return draft(caseId, variant);
    }

    private void refuse() throws BackstayException {
        if (defect) {
            throw new IllegalStateException("a defect");
        }
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }
}
