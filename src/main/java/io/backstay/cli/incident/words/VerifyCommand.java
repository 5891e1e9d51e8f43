package io.backstay.cli.incident.words;

import io.backstay.act.Desk;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.codec.Json;
import io.backstay.codec.Words;
import io.backstay.incident.signed.ReportCheck;
import io.backstay.incident.signed.SignedReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay incident verify`: is a signed report as it was signed?
@Command(
        name = "verify",
        description = {
            "Holds a final report, and the evidence that it names, against its signature: which file was changed or is",
            "missing, and whose key signed. Needs no passphrase, no network and no case; docs/formats/report.md says",
            "how it is done with openssl alone."
        },
        footer = {
            "",
            "Examples:",
            "  backstay incident verify handed-on",
            "  backstay incident verify handed-on/report.signed.json --trust keys.txt --json",
            "",
            "JSON, one for each: kind, verdict (verified, tampered, unverifiable), problems[{path, problem}], files,",
            "bytes, place, case, variant, signedBy, finalBy, finalAt, writtenBy, writtenAt,",
            "record{origin, entry, size, root}, findings[{verdict, path, sentence}].",
            "Ends with 0 where all of them hold, 1 where something was changed or is missing, 2 where the key does not",
            "count here, 3 where there is no signed report.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
public final class VerifyCommand extends DeskAct {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A " + SignedReport.FILE + ", or the folder in which it lies beside the report.")
    private List<Path> given = new ArrayList<>();

    @Option(
            names = "--trust",
            paramLabel = "KEYS",
            description = "A file with one verifier key on each line. Default: the keys that count here.")
    private @Nullable Path keys;

    /// In the session that says where output goes.
    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<ReportCheck> checks = new ArrayList<>();
        for (Path each : given) {
            checks.add(desk.reports().verify(each, keys));
        }
        if (isForPrograms()) {
            List<Map<String, Object>> documents =
                    checks.stream().map(VerifyCommand::document).toList();
            session.print(Json.pretty(documents.size() == 1 ? documents.getFirst() : documents));
        } else {
            checks.forEach(this::say);
        }
        ReportCheck.Verdict worst =
                checks.stream().map(ReportCheck::verdict).max(Enum::compareTo).orElse(ReportCheck.Verdict.UNVERIFIABLE);
        return switch (worst) {
            case VERIFIED -> ExitCode.HOLDS;
            case UNVERIFIABLE -> ExitCode.UNDECIDABLE;
            case TAMPERED -> ExitCode.DOES_NOT_HOLD;
        };
    }

    private static Map<String, Object> document(ReportCheck check) {
        SignedReport report = check.report();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", "incident-report");
        document.put("verdict", check.verdict());
        document.put(
                "problems",
                problems(check).stream()
                        .map(each -> Map.of("path", each.path(), "problem", each.sentence()))
                        .toList());
        document.put("files", report.files().size());
        document.put("bytes", check.bytes());
        document.put("place", check.place().toString());
        document.put("case", report.caseId());
        document.put("variant", report.variant());
        document.put("signedBy", report.key());
        document.put("finalBy", report.by().finalBy());
        document.put("finalAt", report.by().finalAt());
        document.put("writtenBy", report.by().writtenBy());
        document.put("writtenAt", report.by().writtenAt());
        document.put("record", report.record());
        document.put("findings", check.findings());
        return document;
    }

    private static List<ReportCheck.Finding> problems(ReportCheck check) {
        return check.findings().stream()
                .filter(each -> each.verdict() != ReportCheck.Verdict.VERIFIED)
                .toList();
    }

    private void say(ReportCheck check) {
        session.print(Plain.text(
                switch (check.verdict()) {
                    case VERIFIED -> "Verified: " + check.words();
                    case TAMPERED -> "TAMPERED, do not rely on it. It says that it is: " + check.words();
                    case UNVERIFIABLE ->
                        "Unverifiable: whole, but nobody whose key counts vouches for it. " + check.words();
                }));
        for (ReportCheck.Finding each : check.findings()) {
            String verdict = Words.of(each.verdict());
            session.print(Plain.text("%-12s %-32s %s".formatted(verdict, each.path(), each.sentence())));
        }
        session.print(Plain.text(Counts.of(check.report().files().size(), "file") + " and "
                + Counts.of(check.bytes(), "byte") + " were signed."));
    }
}
