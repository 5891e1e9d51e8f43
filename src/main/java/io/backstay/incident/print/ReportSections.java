package io.backstay.incident.print;

import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.Objective;
import io.backstay.incident.ReportText;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.restore.verdict.Promise;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The report's parts as Markdown, in reading order; every fact passes through [ReportText].
final class ReportSections {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLI = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String NONE = "–";

    private final IncidentReport report;

    private ReportSections(IncidentReport report) {
        this.report = report;
    }

    /// One part of the report.
    ///
    /// @param id      what styles take hold of
    /// @param picture under the text, absent where there is none
    record Section(String id, String markdown, @Nullable Picture picture) {
        Section(String id, String markdown) {
            this(id, markdown, null);
        }

        /// Together with the reference to the picture.
        String whole() {
            return picture == null ? markdown : markdown + picture.forMarkdown();
        }
    }

    /// What could be gone back to, as a picture.
    static Section curve(AssetCurve curve, String policy) {
        return new Section(
                "curve",
                "## What could be gone back to\n\nHow far apart the moments lie, by the age of the wanted one, when"
                        + " this report was written: as " + ReportText.markdown(policy)
                        + " promises it, as it is configured and as it is. What is hatched is worse than promised.\n",
                new Picture(curve, policy, "curve"));
    }

    static List<Section> of(IncidentReport report) {
        var parts = new ReportSections(report);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("top", parts.top()));
        sections.add(new Section("figures", parts.figures()));
        sections.add(new Section("summary", parts.summary()));
        sections.add(new Section("promise", parts.promise()));
        sections.add(new Section("counts", parts.counts()));
        sections.add(new Section("proof", parts.proof()));
        sections.add(new Section("approval", parts.approval()));
        sections.add(new Section("timeline", parts.timeline()));
        sections.add(new Section("limits", limits(report.limits())));
        sections.add(new Section("about", about(report.versions())));
        return sections;
    }

    private String top() {
        var subject = report.subject();
        var text = new StringBuilder();
        text.append("# ").append(ReportText.markdown(subject.title())).append("\n\n");
        if (subject.practice()) {
            text.append("**DRILL.** This was practice on a lab. No customer's data was involved.\n\n");
        }
        text.append("| Case | ").append(ReportText.markdown(subject.caseId())).append(" |\n|---|---|\n");
        row(
                text,
                "Tenant",
                ReportText.markdown(
                        subject.tenant().name() + " (" + subject.tenant().id() + ")"));
        row(text, "Dataset", ReportText.markdown(subject.dataset()));
        row(
                text,
                "Restored to",
                subject.restoredTo() == null ? "nothing was restored" : MILLI.format(subject.restoredTo()));
        row(text, "Written", SECOND.format(report.writtenAt()));
        return text.toString();
    }

    private String figures() {
        Proof proof = report.proof();
        List<String> heads = new ArrayList<>(List.of("Rows brought back"));
        List<String> values = new ArrayList<>(List.of(number(sum(IncidentReport.Counts::restored))));
        if (mended() > 0) {
            heads.add("Rows mended");
            values.add(number(mended()));
        }
        heads.addAll(List.of("Rows kept as typed since", "Rows of other tenants changed", "Files brought back"));
        values.addAll(List.of(
                number(sum(IncidentReport.Counts::keptLive)),
                proof == null ? "not measured" : number(proof.otherTenantsChanged()),
                number(report.measured().objectsRestored())));
        var text = new StringBuilder();
        row(text, heads.toArray(String[]::new));
        text.append("|---".repeat(heads.size())).append("|\n");
        row(text, values.toArray(String[]::new));
        return text.toString();
    }

    private long mended() {
        return sum(IncidentReport.Counts::mended);
    }

    private String summary() {
        return "## Summary\n\n" + ReportText.markdown(report.summary()) + "\n";
    }

    private String promise() {
        var measured = report.measured();
        var promise = measured.promise();
        var text = new StringBuilder("## Measured, and what was promised\n\n");
        row(text, "Objective", "Promised", "Measured", "Result");
        text.append("|---|---|---|---|\n");
        objective(text, "Work lost (RPO)", measured.lost());
        objective(text, "Time to restore (RTO)", measured.took());
        text.append("\nRPO is the time between the moment restored to and the loss. RTO runs from "
                + (promise == null
                        ? "the report, or from where a policy of the case starts its clock, "
                        : "where the policy starts its clock ")
                + "until every probe of the restored service has answered"
                + (measured.rto() == null ? unmeasured() : "") + ".\n\n");
        if (promise == null) {
            text.append("This restore was ").append(Promise.NONE).append(".\n");
        } else {
            text.append("> ").append(ReportText.markdown(promise.quotation())).append("\n\n");
            text.append("Source: ")
                    .append(ReportText.markdown(promise.policy()))
                    .append(", ")
                    .append(ReportText.markdown(promise.clause()))
                    .append(".\n");
        }
        return text.toString();
    }

    /// Why there is no time to recover.
    private String unmeasured() {
        Proof proof = report.proof();
        return proof == null || proof.committedAt() == null
                ? "; nothing was restored"
                : "; it is not measured, because no probe has answered or it is not known when that clock started";
    }

    static void objective(StringBuilder text, String name, Objective objective) {
        String result = objective.standing().result();
        boolean plain = objective.standing() == Objective.Standing.UNPROMISED;
        row(text, name, objective.promisedWords(), objective.measuredWords(), plain ? result : "**" + result + "**");
    }

    private String counts() {
        var text = new StringBuilder("## What was lost, and what came back\n\n");
        if (report.counts().isEmpty()) {
            return text.append("No rows were compared.\n").toString();
        }
        text.append("A conflict is a lost row whose place another row has taken since. It was not brought back.\n\n");
        List<String> heads = new ArrayList<>(List.of("Rows of", "Lost", "Brought back"));
        if (mended() > 0) {
            heads.add("Mended");
        }
        heads.addAll(List.of("Kept as typed since", "Conflicts"));
        row(text, heads.toArray(String[]::new));
        text.append("|---").append("|--:".repeat(heads.size() - 1)).append("|\n");
        for (var line : report.counts()) {
            row(text, cells(ReportText.markdown(line.label()), column -> number(column.applyAsLong(line))));
        }
        row(text, cells("**Together**", column -> bold(sum(column))));
        return text.toString();
    }

    private String[] cells(String label, Function<ToLongFunction<IncidentReport.Counts>, String> value) {
        List<String> cells = new ArrayList<>(
                List.of(label, value.apply(IncidentReport.Counts::lost), value.apply(IncidentReport.Counts::restored)));
        if (mended() > 0) {
            cells.add(value.apply(IncidentReport.Counts::mended));
        }
        cells.add(value.apply(IncidentReport.Counts::keptLive));
        cells.add(value.apply(IncidentReport.Counts::conflicts));
        return cells.toArray(String[]::new);
    }

    private String proof() {
        var text = new StringBuilder("## Proof before the commit\n\n");
        Proof proof = report.proof();
        if (proof == null) {
            return text.append("Nothing was imported, so there is nothing to prove.\n")
                    .toString();
        }
        text.append(
                proof.committedAt() == null
                        ? "The proof did not hold. The transaction was rolled back and the live data is as it was.\n\n"
                        : "All of this was measured inside the importing transaction, before the commit.\n\n");
        row(text, "Claim", "Planned", "Measured", "How it was measured", "Result");
        text.append("|---|---|---|---|---|\n");
        for (Claim claim : proof.claims()) {
            row(
                    text,
                    ReportText.markdown(claim.name()),
                    ReportText.markdown(claim.planned()),
                    ReportText.markdown(claim.measured()),
                    ReportText.markdown(claim.how()),
                    claim.holds() ? "**Holds**" : "**Does not hold**");
        }
        text.append("\nTransaction ")
                .append(ReportText.markdown(proof.transactionId()))
                .append(", proved as ")
                .append(ReportText.markdown(proof.provedAs()))
                .append(
                        proof.committedAt() == null
                                ? ", rolled back.\n"
                                : ", committed " + MILLI.format(proof.committedAt()) + ".\n");
        return text.toString();
    }

    private String approval() {
        var approval = report.approval();
        var text = new StringBuilder("## Approval\n\n");
        if (approval.by().isEmpty()) {
            text.append(approval.alone() == null ? "No plan was approved.\n" : "No second person approved.\n");
        } else {
            text.append("Approved by ")
                    .append(ReportText.markdown(String.join(", ", approval.by())))
                    .append(".\n");
        }
        if (approval.alone() != null) {
            text.append("\n**One person planned and approved.** The reason given: ")
                    .append(ReportText.markdown(approval.alone()))
                    .append("\n");
        }
        if (approval.planSha256() != null) {
            text.append("\nPlan, SHA-256: `")
                    .append(ReportText.plain(approval.planSha256()).replace('`', '\''))
                    .append("`\n");
        }
        return text.toString();
    }

    private String timeline() {
        return timeline(report.timeline());
    }

    static String timeline(List<CaseEntry> entries) {
        var text = new StringBuilder("## Timeline\n\n");
        row(text, "Time (UTC)", "Who", "What");
        text.append("|---|---|---|\n");
        for (CaseEntry entry : entries) {
            row(text, clock(entry.at()), ReportText.markdown(entry.actor()), ReportText.markdown(entry.sentence()));
        }
        return text.toString();
    }

    static String limits(IncidentReport.Limits limits) {
        var text = new StringBuilder("## What was not done, and what is not claimed\n\n");
        List<String> all = new ArrayList<>(limits.notDone());
        all.addAll(limits.notClaimed());
        if (all.isEmpty()) {
            text.append("Nothing was noted.\n");
        }
        all.forEach(sentence ->
                text.append("- ").append(ReportText.markdown(sentence)).append('\n'));
        return text.toString();
    }

    static String about(List<IncidentReport.Version> versions) {
        var text = new StringBuilder("## Versions\n\n");
        row(text, "Part", "Version");
        text.append("|---|---|\n");
        versions.forEach(v -> row(text, ReportText.markdown(v.what()), ReportText.markdown(v.version())));
        return text.toString();
    }

    private long sum(ToLongFunction<IncidentReport.Counts> column) {
        return report.counts().stream().mapToLong(column).sum();
    }

    static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(cell.isEmpty() ? NONE : cell).append(" |");
        }
        text.append('\n');
    }

    static String clock(Instant at) {
        String full = SECOND.format(at);
        return full.substring(0, full.length() - " UTC".length());
    }

    private static String bold(long number) {
        return "**" + number(number) + "**";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
