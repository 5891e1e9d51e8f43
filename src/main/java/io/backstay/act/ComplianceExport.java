package io.backstay.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.check.CheckDocument;
import io.backstay.act.check.ComplianceExports;
import io.backstay.act.policy.LintDocument;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Csv;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.incident.print.ComplianceReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.Contradiction;
import io.backstay.policy.lint.LintReport;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.rules.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges once more and writes what it came to; the same facts, acceptances and instant give the same bytes.
final class ComplianceExport implements ComplianceExports {
    private static final List<String> COLUMNS = List.of(
            "policy",
            "at",
            "found in",
            "rule",
            "asset",
            "status",
            "clause",
            "promised",
            "measured",
            "message",
            "question",
            "accepted until",
            "owner",
            "reason",
            "withdrawn at",
            "withdrawn by",
            "withdrawn because");

    private final Desk desk;
    private final String version;

    /// @param version of Backstay
    ComplianceExport(Desk desk, String version) {
        this.desk = desk;
        this.version = version;
    }

    @Override
    public void write(Order order, Path file) throws BackstayException {
        Form form = Form.of(file)
                .orElseThrow(() -> new BackstayException(new Failure.BadInput(
                        file + " is of no form that is known.",
                        "Let its name end with "
                                + Arrays.stream(Form.values()).map(Form::ending).collect(Collectors.joining(", "))
                                + ".")));
        WholeFile.requireFolder(file);
        CheckResult check = order.manifests().isEmpty()
                ? desk.facts().check(order.policy(), order.at())
                : desk.checkManifests(order.policy(), order.manifests(), order.at());
        LintReport lint = desk.policyTexts().lint(order.policy(), check.at());
        switch (form) {
            case CSV -> WholeFile.write(file, out -> csv(out, check, lint));
            case JSON -> {
                byte[] text = (Json.pretty(document(check, lint)) + "\n").getBytes(UTF_8);
                WholeFile.write(file, out -> out.write(text));
            }
            case PDF -> {
                byte[] pages = ReportWriter.pdf(new ComplianceReport(check, lint, curves(order, check), version));
                WholeFile.write(file, out -> out.write(pages));
            }
        }
    }

    private List<AssetCurve> curves(Order order, CheckResult check) throws BackstayException {
        return order.manifests().isEmpty()
                ? desk.facts().curves(order.policy(), check.at())
                : desk.curvesOfManifests(order.policy(), order.manifests(), check.at());
    }

    private static Map<String, @Nullable Object> document(CheckResult check, LintReport lint) {
        Map<String, @Nullable Object> document = CheckDocument.of(check);
        document.put(
                "contradictions", lint.findings().stream().map(LintDocument::of).toList());
        return document;
    }

    private static void csv(OutputStream out, CheckResult check, LintReport lint) throws IOException {
        try (Csv csv = new Csv(out, COLUMNS)) {
            for (Finding finding : check.findings()) {
                csv.row(Arrays.asList(
                        check.policy(),
                        check.at().toString(),
                        "facts",
                        finding.rule(),
                        finding.asset().value(),
                        Words.of(finding.status()),
                        finding.clause(),
                        finding.target(),
                        finding.measured(),
                        finding.message(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }
            for (LintReport.Judged judged : lint.findings()) {
                csv.row(line(check, judged));
            }
        }
    }

    private static List<@Nullable String> line(CheckResult check, LintReport.Judged judged) {
        Contradiction found = judged.contradiction();
        Acceptance acceptance = judged.acceptance();
        Acceptance.Withdrawal end = acceptance == null ? null : acceptance.withdrawn();
        return Arrays.asList(
                check.policy(),
                check.at().toString(),
                "text",
                found.rule(),
                null,
                judged.accepted() ? "accepted" : "contradiction, " + Words.of(found.severity()),
                found.clauses().stream().map(Clause::quotation).collect(Collectors.joining("\n")),
                null,
                null,
                found.arithmetic(),
                found.question(),
                acceptance == null ? null : acceptance.until().toString(),
                acceptance == null ? null : acceptance.owner(),
                acceptance == null ? null : acceptance.reason(),
                end == null ? null : end.at().toString(),
                end == null ? null : end.by(),
                end == null ? null : end.reason());
    }
}
