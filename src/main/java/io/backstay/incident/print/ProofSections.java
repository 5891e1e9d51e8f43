package io.backstay.incident.print;

import io.backstay.base.Durations;
import io.backstay.base.Utc;
import io.backstay.incident.Objective;
import io.backstay.incident.ReportText;
import io.backstay.restore.environment.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a report about a whole restore or a restore test, as Markdown in reading order.
final class ProofSections {
    private final ProofReport report;

    private ProofSections(ProofReport report) {
        this.report = report;
    }

    static List<ReportSections.Section> of(ProofReport report) {
        var parts = new ProofSections(report);
        List<ReportSections.Section> sections = new ArrayList<>();
        sections.add(new ReportSections.Section("top", parts.top()));
        sections.add(
                new ReportSections.Section("summary", "## Summary\n\n" + ReportText.markdown(report.summary()) + "\n"));
        sections.add(new ReportSections.Section("promise", parts.measured()));
        sections.add(new ReportSections.Section("proof", parts.checks()));
        sections.add(new ReportSections.Section("timeline", ReportSections.timeline(report.timeline())));
        sections.add(new ReportSections.Section("limits", ReportSections.limits(report.limits())));
        sections.add(new ReportSections.Section("about", ReportSections.about(report.versions())));
        return sections;
    }

    private String top() {
        var head = report.head();
        var text = new StringBuilder();
        text.append("# ").append(ReportText.markdown(head.title())).append("\n\n");
        if (head.practice()) {
            text.append("**DRILL.** This was practice on a lab. No customer's data was involved.\n\n");
        }
        text.append("| Run | ").append(ReportText.markdown(head.id())).append(" |\n|---|---|\n");
        for (ProofReport.Fact fact : head.facts()) {
            if (fact.value() != null) {
                ReportSections.row(text, ReportText.markdown(fact.name()), ReportText.markdown(fact.value()));
            }
        }
        ReportSections.row(text, "Written", Utc.words(report.writtenAt()));
        return text.toString();
    }

    private String measured() {
        var measured = report.measured();
        var promise = measured.promise();
        var text = new StringBuilder("## Measured" + (promise == null ? "" : ", and what was promised") + "\n\n");
        if (promise == null) {
            ReportSections.row(text, "Objective", "Measured");
            text.append("|---|---|\n");
            ReportSections.row(text, "Work lost (RPO)", words(measured.rpo()));
            ReportSections.row(text, "Time to restore (RTO)", words(measured.rto()));
            return text.toString();
        }
        ReportSections.row(text, "Objective", "Promised", "Measured", "Result");
        text.append("|---|---|---|---|\n");
        ReportSections.objective(text, "Work lost (RPO)", new Objective(measured.rpo(), promise.rpo()));
        ReportSections.objective(text, "Time to restore (RTO)", new Objective(measured.rto(), promise.rto()));
        text.append("\n> ").append(ReportText.markdown(promise.quotation())).append("\n\n");
        text.append("Source: ")
                .append(ReportText.markdown(promise.policy()))
                .append(", ")
                .append(ReportText.markdown(promise.clause()))
                .append(".\n");
        return text.toString();
    }

    private static String words(@Nullable Duration measured) {
        return measured == null ? "**Not measured**" : Durations.words(measured);
    }

    private String checks() {
        var text = new StringBuilder("## What was looked at\n\n");
        ReportSections.row(text, "Looked at", "Expected", "Found", "Result");
        text.append("|---|---|---|---|\n");
        for (Check check : report.checks()) {
            ReportSections.row(
                    text,
                    ReportText.markdown(check.name()),
                    ReportText.markdown(check.expected()),
                    ReportText.markdown(check.found()),
                    check.holds() ? "**Holds**" : "**Does not hold**");
        }
        return text.toString();
    }
}
