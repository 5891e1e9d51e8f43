package io.backstay.act.restore;

import io.backstay.base.Counts;
import io.backstay.codec.Words;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.policy.check.CheckResult;
import io.backstay.restore.find.FoundMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the steps of a restore say in the case's timeline when they are done.
public final class Sentences {
    private Sentences() {}

    static String sums(List<TableDiff> tables) {
        long lost = tables.stream().mapToLong(TableDiff::lost).sum();
        long kept = tables.stream()
                .mapToLong(table -> table.retyped() + table.liveOnly())
                .sum();
        long conflicts = tables.stream().mapToLong(TableDiff::conflicts).sum();
        return "%s lost, %s typed since and kept, %s"
                .formatted(Counts.of(lost, "row"), Counts.of(kept), Counts.of(conflicts, "conflict"));
    }

    /// What the facts came to when they were held against a policy.
    static String judged(CheckResult check) {
        return "Held against " + check.policy() + ": "
                + check.verdict().name().toLowerCase(Locale.ROOT) + ", "
                + Counts.of(check.findings().size(), "finding");
    }

    /// What a search found.
    static String found(FoundMoment found) {
        WalEvent.Commit commit = found.commit();
        return switch (found.outcome()) {
            case FOUND ->
                commit == null
                        ? "A transaction was found"
                        : "Transaction " + commit.xid() + ", committed at " + commit.at() + ", took away "
                                + Counts.of(found.rowsGone(), "row") + " and changed "
                                + Counts.of(found.rowsChanged()) + "; found among "
                                + Counts.of(found.effort().commits(), "transaction") + " with "
                                + Counts.of(found.looks().size(), "look");
            case NOTHING_LOST ->
                "Nothing was lost within " + Counts.of(found.effort().commits(), "transaction") + " that were searched";
            case UNDECIDABLE -> "The search could not decide: " + String.join(" ", found.notes());
        };
    }

    static String outcome(ImportResult result) {
        return switch (result) {
            case ImportResult.AlreadyDone _ -> "The plan had been carried out before; nothing was written";
            case ImportResult.Finished(var proof, var _, var _, var _)
            when proof.verified() -> Counts.of(proof.rowsInserted(), "row") + " imported and proven, then committed";
            case ImportResult.Finished(var proof, var _, var _, var _) ->
                "Rolled back, nothing changed: "
                        + proof.claims().stream()
                                .filter(claim -> !claim.holds())
                                .map(Sentences::broken)
                                .reduce((one, two) -> one + "; " + two)
                                .orElse("the commit did not happen");
        };
    }

    /// How many files came back, as a sentence of a report.
    public static String filesBack(long files) {
        return Counts.of(files, "file") + (files == 1 ? " is" : " are") + " back";
    }

    private static String broken(Claim claim) {
        return claim.name() + " were to be " + claim.planned() + " and were " + claim.measured();
    }

    static String files(@Nullable RollbackResult files) {
        return files == null ? "" : "; " + filesBack(files.counts().broughtBack()) + " by version";
    }

    /// What a person answered to changes of live's schema.
    static String answers(SchemaChoices answers) {
        return answers.answers().isEmpty()
                ? "Answered no change of live's schema"
                : "Answered changes of live's schema: "
                        + answers.answers().entrySet().stream()
                                .map(each -> each.getKey() + " " + Words.of(each.getValue()))
                                .collect(Collectors.joining(", "));
    }

    /// What a person chose in a comparison.
    static String choices(Choices choices) {
        long single = choices.rows().values().stream().mapToLong(Map::size).sum();
        long grouped = choices.tables().values().stream().mapToLong(Map::size).sum();
        String all = choices.classes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey().name().toLowerCase(Locale.ROOT) + " "
                        + each.getValue().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        List<String> mended = new ArrayList<>();
        choices.columns()
                .forEach((table, names) ->
                        mended.add(String.join(", ", names.stream().sorted().toList()) + " of " + table));
        return "Chose for all: " + all + "; for " + Counts.of(grouped, "group") + " and " + Counts.of(single, "row")
                + " otherwise"
                + (mended.isEmpty()
                        ? ""
                        : "; mends only "
                                + String.join("; ", mended.stream().sorted().toList()));
    }

    /// The name of a server that is asked for, so that it is known whatever becomes of the asking.
    static String lasting(@Nullable String server) {
        return server == null ? "" : ", as " + server;
    }
}
