package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.act.check.CheckDocument;
import io.backstay.act.check.ComplianceExports;
import io.backstay.act.check.OwnCheck;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.When;
import io.backstay.codec.Json;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.rules.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay check`: a policy held against the catalogue or against exported manifests.
@Command(
        name = "check",
        description = "Compliance now, or at any instant, from the catalogue or from exported manifests alone."
                + " Ends with 0 when every promise is kept, 1 when one is broken, 2 when one cannot be decided"
                + " (unknown is never kept), 3 when a file or policy cannot be read.")
final class CheckCommand implements Callable<Integer> {
    private final RootCommand root;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "The policy's id; see 'policy list'. Default: each asset by the policy that its connection"
                    + " names, see 'connection policy'; what has none is unknown.")
    private @Nullable String policy;

    @Option(
            names = "--manifest",
            paramLabel = "F",
            arity = "1..*",
            description =
                    "Exported manifests to judge instead of the catalogue; no lab, network or catalogue is needed.")
    private List<Path> manifests = List.of();

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description =
                    "The instant to judge, ISO-8601 with offset or zone, by the version of the policy in force then."
                            + " Default: now; with --manifest: its export.")
    private @Nullable Instant at;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            converter = ExportFile.class,
            description = "Writes findings, contradictions and exceptions as well; its ending says how: .csv"
                    + " (RFC 4180, safe in spreadsheets), .json (as --json) or .pdf (with the curves). Can"
                    + " be given several times.")
    private List<Path> exports = List.of();

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    CheckCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        String named = policy;
        if (named != null) {
            return by(named);
        }
        if (spec != null && !(manifests.isEmpty() && exports.isEmpty())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Name the policy with --policy: manifests name none, and an export is about one.");
        }
        OwnCheck own;
        try (Desk desk = root.open()) {
            own = desk.facts().checkOwn(at);
        }
        if (json) {
            root.print(Json.pretty(CheckDocument.of(own)));
        } else {
            people(own);
        }
        return code(own.verdict()).code();
    }

    private int by(String policy) throws Exception {
        CheckResult result;
        try (Desk desk = root.open()) {
            result = manifests.isEmpty() ? desk.facts().check(policy, at) : desk.checkManifests(policy, manifests, at);
            for (Path file : exports) {
                desk.complianceExports().write(new ComplianceExports.Order(policy, manifests, result.at()), file);
            }
        }
        if (json) {
            root.print(Json.pretty(CheckDocument.of(result)));
        } else {
            people(result);
        }
        return code(result.verdict()).code();
    }

    private static ExitCode code(CheckResult.Verdict verdict) {
        return switch (verdict) {
            case COMPLIANT -> ExitCode.HOLDS;
            case BREACH -> ExitCode.DOES_NOT_HOLD;
            case UNKNOWN -> ExitCode.UNDECIDABLE;
        };
    }

    private void people(OwnCheck own) {
        root.print("each asset by its own policy at %s: %s".formatted(own.at(), lower(own.verdict())));
        if (own.held().isEmpty() && own.unjudged().isEmpty()) {
            root.print("No asset is known: list some with 'backstay sync', then check again.");
        }
        own.notes().forEach(root::print);
        own.unjudged().forEach(each -> {
            root.print("");
            root.print(Plain.text("unknown   judged by no policy, " + each.asset()));
            root.print(Plain.text("          " + each.why()));
        });
        own.held().forEach(held -> {
            root.print("");
            people(held.result());
        });
    }

    private void people(CheckResult result) {
        root.print("%s at %s: %s".formatted(result.policy(), result.at(), lower(result.verdict())));
        result.notes().forEach(root::print);
        for (Finding finding : result.findings()) {
            root.print("");
            root.print("%-9s %s, %s".formatted(lower(finding.status()), finding.rule(), finding.asset()));
            root.print("          " + finding.message());
            root.print("          promised " + finding.target() + ", measured "
                    + (finding.measured() == null ? "nothing" : finding.measured()));
            if (!finding.clause().isEmpty()) {
                root.print("          \"" + finding.clause() + "\"");
            }
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
