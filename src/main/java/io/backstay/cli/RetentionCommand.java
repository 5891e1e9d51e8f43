package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.act.policy.Retentions;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.AssetWord;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay retention`: which points stay under keep rules, why, and when each goes.
@Command(
        name = "retention",
        description = {
            "Which recovery points stay under keep rules, why, and when each goes. Nothing is deleted. Rules count as",
            "restic's do: the newest of each bucket, ISO weeks, the oldest while a count remains; within counts back",
            "from the newest point. When points go is foreseen as if new ones went on at the same distance.",
            "Exit code 1 when --before finds no kept point from before, 2 where no rule applies to any point."
        },
        footer = {
            "",
            "Examples:",
            "  backstay retention --policy agentic-labs --asset orders --before 2026-11-20T18:00:00Z",
            "  backstay retention --manifest estate.json --keep-daily 7 --keep-weekly 4 --keep-within P2D",
            "",
            "JSON: at, policy, assets[{asset, rules, clauses, every, lastBefore}],",
            "kept[{asset, id, takenAt, reasons, expiresAt}], expired[{asset, id, takenAt}].",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class RetentionCommand extends DeskAct {
    @Option(
            names = "--manifest",
            paramLabel = "F",
            arity = "1..*",
            description = "Exported manifests to read instead of the catalogue.")
    private List<Path> manifests = List.of();

    @Option(names = "--asset", paramLabel = "A", converter = AssetWord.class, description = "Only this asset.")
    private @Nullable AssetId asset;

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "Rules that keep no less than this policy promises; see 'policy list'.")
    private @Nullable String policy;

    @ArgGroup(exclusive = false, heading = "Keep rules, where no policy is named:%n")
    private @Nullable KeepOptions keep;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Whose calendar says what a day is, such as Europe/Berlin. Default: UTC.")
    private String zone = "UTC";

    @Option(
            names = "--every",
            paramLabel = "D",
            description = "How far apart new points are made, such as PT6H. Default: as the newest ones were.")
    private @Nullable String every;

    @Option(
            names = "--before",
            paramLabel = "T",
            converter = When.class,
            description = "A moment of loss, ISO-8601: which kept point from before it stays longest, and until when.")
    private @Nullable Instant before;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description = "The instant to judge, ISO-8601. Default: now; with --manifest: its export.")
    private @Nullable Instant at;

    RetentionCommand(Session session) {
        super(session);
    }

    @Override
    protected void check() {
        if ((policy == null) == (keep == null)) {
            throw misused("Name either a --policy or keep rules such as --keep-daily 7.");
        }
        try {
            rule();
        } catch (DateTimeException e) {
            throw misused("'" + zone + "' is no zone such as Europe/Berlin or +05:30.");
        } catch (IllegalArgumentException e) {
            throw misused("A keep rule cannot be used: " + e.getMessage() + ".");
        }
        every();
    }

    private Retentions.Rule rule() {
        ZoneId calendar = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
        KeepOptions named = keep;
        return named == null
                ? new Retentions.Rule.Promised(String.valueOf(policy), calendar)
                : new Retentions.Rule.Named(named.rules().in(calendar));
    }

    private @Nullable Duration every() {
        String typed = every;
        if (typed == null) {
            return null;
        }
        try {
            Duration distance = Duration.parse(typed);
            if (distance.isPositive()) {
                return distance;
            }
        } catch (DateTimeParseException _) {
            // Said below, as for one that is not longer than nothing.
        }
        throw misused("'" + typed + "' is no distance such as PT6H or P1D.");
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        Retentions.Answer answer =
                desk.retentions().judge(new Retentions.Question(manifests, asset, rule(), every(), at));
        var words = new RetentionWords(answer, policy, before);
        session.print(isForPrograms() ? Json.pretty(words.document()) : words.people());
        if (answer.assets().isEmpty()) {
            return ExitCode.UNDECIDABLE;
        }
        return words.isLost() ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }
}
