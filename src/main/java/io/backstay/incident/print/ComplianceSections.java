package io.backstay.incident.print;

import io.backstay.base.Counts;
import io.backstay.base.Utc;
import io.backstay.codec.Words;
import io.backstay.incident.ReportText;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.rules.Finding;
import java.util.ArrayList;
import java.util.List;

/// The parts of a report about a policy, as Markdown in reading order: what is broken or not known, what contradicts
/// itself, what is lived with, what holds, and the curves.
final class ComplianceSections {
    /// More would be no report; the other exports hold all.
    private static final int FINDINGS_MAX = 400;

    private static final int CURVES_MAX = 12;

    private final ComplianceReport report;

    private ComplianceSections(ComplianceReport report) {
        this.report = report;
    }

    static List<ReportSections.Section> of(ComplianceReport report) {
        var parts = new ComplianceSections(report);
        List<ReportSections.Section> sections = new ArrayList<>();
        sections.add(new ReportSections.Section("top", parts.top()));
        sections.add(new ReportSections.Section("figures", parts.figures()));
        sections.add(new ReportSections.Section("findings", parts.findings(Finding.Status.BREACH, "Breaches")));
        sections.add(new ReportSections.Section("findings", parts.findings(Finding.Status.UNKNOWN, "Not known")));
        sections.add(new ReportSections.Section("findings", parts.contradictions()));
        sections.add(new ReportSections.Section("findings", parts.exceptions()));
        sections.add(new ReportSections.Section("holds", parts.holds()));
        sections.addAll(parts.curves());
        return sections;
    }

    private String top() {
        var policy = report.lint().policy();
        var text = new StringBuilder("# ")
                .append(ReportText.markdown(policy.title()))
                .append("\n\n| Policy | ")
                .append(ReportText.markdown(policy.id() + ", published by " + policy.publisher()))
                .append(" |\n|---|---|\n");
        ReportSections.row(text, "Judged for", Utc.words(report.check().at()));
        ReportSections.row(text, "Verdict", Words.of(report.check().verdict()));
        ReportSections.row(text, "Written by", "Backstay " + ReportText.markdown(report.version()));
        return text.toString();
    }

    private String figures() {
        var text = new StringBuilder();
        ReportSections.row(text, "Breaches", "Not known", "Contradictions", "Exceptions", "Holds");
        text.append("|---|---|---|---|---|\n");
        long accepted = report.lint().findings().stream()
                .filter(LintReport.Judged::accepted)
                .count();
        ReportSections.row(
                text,
                String.valueOf(of(Finding.Status.BREACH).size()),
                String.valueOf(of(Finding.Status.UNKNOWN).size()),
                String.valueOf(report.lint().findings().size() - accepted),
                String.valueOf(of(Finding.Status.ACCEPTED).size() + accepted),
                String.valueOf(of(Finding.Status.COMPLIANT).size()));
        return text.toString();
    }

    private List<Finding> of(Finding.Status status) {
        return report.check().findings().stream()
                .filter(finding -> finding.status() == status)
                .toList();
    }

    private String findings(Finding.Status status, String heading) {
        List<Finding> all = of(status);
        var text = new StringBuilder("## " + heading + "\n\n");
        if (all.isEmpty()) {
            return text.append("None.\n").toString();
        }
        for (Finding finding : all.subList(0, Math.min(FINDINGS_MAX, all.size()))) {
            text.append("### ")
                    .append(ReportText.markdown(finding.rule() + " of " + finding.asset()))
                    .append("\n\n")
                    .append(ReportText.markdown(finding.message()))
                    .append("\n\n");
            quote(text, finding.clause());
            text.append("Promised ")
                    .append(ReportText.markdown(finding.target()))
                    .append(", measured ")
                    .append(finding.measured() == null ? "nothing" : ReportText.markdown(finding.measured()))
                    .append(".\n\n");
        }
        if (all.size() > FINDINGS_MAX) {
            text.append(Counts.of(all.size() - FINDINGS_MAX, "more finding"))
                    .append(" of this kind: see the exports as CSV or JSON.\n");
        }
        return text.toString();
    }

    private String contradictions() {
        var text = new StringBuilder("## Where the policy contradicts itself\n\n");
        List<LintReport.Judged> open = report.lint().findings().stream()
                .filter(judged -> !judged.accepted())
                .toList();
        if (open.isEmpty()) {
            return text.append("Nowhere that is not accepted.\n").toString();
        }
        open.forEach(judged -> contradiction(text, judged));
        return text.toString();
    }

    private static void contradiction(StringBuilder text, LintReport.Judged judged) {
        Contradiction found = judged.contradiction();
        text.append("### ")
                .append(ReportText.markdown(found.rule() + ", " + Words.of(found.severity()) + ": "
                        + String.join(" + ", found.clauseIds())))
                .append("\n\n");
        for (Clause clause : found.clauses()) {
            quote(text, clause.quotation());
        }
        text.append(ReportText.markdown(found.arithmetic()))
                .append("\n\nAsk the policy's owner: ")
                .append(ReportText.markdown(found.question()))
                .append("\n\n");
        if (!judged.exception().isEmpty()) {
            text.append(ReportText.markdown(judged.exception())).append("\n\n");
        }
    }

    private String exceptions() {
        var text = new StringBuilder("## Exceptions: accepted for a while\n\n");
        List<LintReport.Judged> accepted = report.lint().findings().stream()
                .filter(LintReport.Judged::accepted)
                .toList();
        if (accepted.isEmpty()) {
            return text.append("None.\n").toString();
        }
        accepted.forEach(judged -> contradiction(text, judged));
        return text.toString();
    }

    private String holds() {
        var text = new StringBuilder("## What holds\n\n");
        List<Finding> all = of(Finding.Status.COMPLIANT);
        if (all.isEmpty()) {
            return text.append("Nothing that could be observed.\n").toString();
        }
        ReportSections.row(text, "Rule", "Asset", "Promised", "Measured");
        text.append("|---|---|---|---|\n");
        for (Finding finding : all.subList(0, Math.min(FINDINGS_MAX, all.size()))) {
            ReportSections.row(
                    text,
                    ReportText.markdown(finding.rule()),
                    ReportText.markdown(finding.asset().value()),
                    ReportText.markdown(finding.target()),
                    finding.measured() == null ? "" : ReportText.markdown(finding.measured()));
        }
        if (all.size() > FINDINGS_MAX) {
            text.append("\n")
                    .append(Counts.of(all.size() - FINDINGS_MAX, "more"))
                    .append(": see the exports as CSV or JSON.\n");
        }
        return text.toString();
    }

    private List<ReportSections.Section> curves() {
        List<ReportSections.Section> sections = new ArrayList<>();
        var all = report.curves();
        for (var curve : all.subList(0, Math.min(CURVES_MAX, all.size()))) {
            String heading = sections.isEmpty() ? "## How far apart are the moments one can go back to?\n\n" : "";
            sections.add(new ReportSections.Section(
                    "curve",
                    heading + "### " + ReportText.markdown(curve.asset().id().value()) + "\n",
                    new Picture(curve, report.check().policy(), "")));
        }
        if (all.size() > CURVES_MAX) {
            sections.add(new ReportSections.Section(
                    "curve",
                    Counts.of(all.size() - CURVES_MAX, "more asset")
                            + " with a curve: see 'backstay policy curve --asset'.\n"));
        }
        return sections;
    }

    private static void quote(StringBuilder text, String quotation) {
        // Our typeface has the plain tick, not the one in a green box that tables of policies use.
        text.append("> ")
                .append(ReportText.markdown(quotation.replace('\u2705', '\u2713')))
                .append("\n\n");
    }
}
