package io.backstay.ui.restore.found;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import io.backstay.ui.restore.found.Known.Opened;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sentences of this screen, made from what is known.
public final class Words {
    private static final int HASH_ENDS = 4;
    private static final int GROUPS_NAMED = 4;
    private static final int KEYS_NAMED = 2;

    private Words() {}

    /// The answer in a sentence or two that may be read to the customer.
    public static String answer(Opened opened) {
        Verdict verdict = opened.verdict();
        Instant to = verdict.restoreTo();
        return switch (verdict.answer()) {
            case RECOVERABLE, PARTLY ->
                to == null
                        ? "A point was found, but not the moment to go back to."
                        : "Everything up to " + Moments.at(to, opened.intake().zone()) + " can come back."
                                + loss(verdict.lossWindow());
            case NO -> "No recovery point reaches back to before the loss.";
            case UNKNOWN -> "A fact is missing; it is named below.";
        };
    }

    private static String loss(@Nullable Duration window) {
        if (window == null) {
            return "";
        }
        return window.compareTo(Duration.ofSeconds(1)) < 0
                ? " Nothing before the loss is missing."
                : " The " + Durations.words(window) + " before the loss cannot.";
    }

    /// The whole answer as text, to be pasted elsewhere.
    public static String copy(Opened opened) {
        Verdict verdict = opened.verdict();
        Intake intake = opened.intake();
        String reasons = verdict.because().stream()
                .map(because ->
                        "- " + because.fact() + (because.quotation() == null ? "" : " (“" + because.quotation() + "”)"))
                .collect(Collectors.joining("\n"));
        return opened.id() + ", " + intake.tenant().name() + ", " + intake.dataset() + ": "
                + verdict.answer().headline() + ". " + answer(opened) + "\n" + reasons;
    }

    /// Why the search for the moment is left out.
    public static String whyNotFound(Opened opened) {
        return opened.window() == null ? "Not possible: no PITR" : "The verdict's moment is used";
    }

    /// What the search found, such as `Transaction 84,213`.
    public static String found(FoundMoment found) {
        var commit = found.commit();
        if (commit != null) {
            return "Transaction " + Counts.of(commit.xid());
        }
        return found.outcome() == FoundMoment.Outcome.NOTHING_LOST ? "Nothing lost in that time" : "Not decided";
    }

    /// What the closure found, such as `9 tables, 0 leaks`.
    public static String closure(Difference difference) {
        return Counts.of(difference.tables().size(), "table") + ", "
                + Counts.of(difference.leaks().size(), "leak");
    }

    /// What the comparison found, such as `2,763 lost, 3 conflicts`; how many conflicts are open while any is.
    public static String diff(TableDiff totals) {
        if (totals.undecided() > 0) {
            return Counts.of(totals.undecided()) + " of " + Counts.of(totals.count(RowClass.CONFLICT), "conflict")
                    + " open";
        }
        return Counts.of(totals.lost()) + " lost, " + Counts.of(totals.conflicts(), "conflict");
    }

    /// What the plan waits for, such as `1 conflict needs your choice: INV-2051`; empty when it waits for nothing.
    public static String open(Difference difference) {
        long open = difference.tables().stream().mapToLong(TableDiff::undecided).sum();
        if (open == 0) {
            return "";
        }
        List<String> keys = difference.samples().stream()
                .filter(row -> row.write() == SampleRow.Write.UNDECIDED)
                .map(SampleRow::key)
                .limit(KEYS_NAMED)
                .toList();
        long more = open - keys.size();
        return Counts.of(open, "conflict") + (open == 1 ? " needs" : " need") + " your choice"
                + (keys.isEmpty() ? "" : ": " + String.join(", ", keys))
                + (keys.isEmpty() || more == 0 ? "" : " and " + Counts.of(more) + " more");
    }

    /// How many proofs hold, such as `8 of 8 proofs hold`.
    public static String proofs(Proof proof) {
        long held = proof.claims().stream().filter(Claim::holds).count();
        return held + " of " + proof.claims().size() + " proofs hold";
    }

    /// The banner above the proof.
    public static String outcome(Proof proof) {
        Instant committedAt = proof.committedAt();
        if (committedAt == null) {
            return "Rolled back. Nothing was changed.";
        }
        return "Committed at " + Moments.clockUtc(committedAt)
                + (proof.verified() ? ". Every proof held before commit." : ", although a proof did not hold.");
    }

    /// What the banner adds: what is back, or which claims broke.
    public static String outcomeDetail(Known known, Proof proof) {
        if (!proof.verified()) {
            return proof.claims().stream()
                            .filter(claim -> !claim.holds())
                            .map(claim ->
                                    claim.name() + ": planned " + claim.planned() + ", measured " + claim.measured())
                            .collect(Collectors.joining("; "))
                    + ".";
        }
        String others = proof.otherTenantsChanged() == 0
                ? " Nobody else was touched."
                : " " + Counts.of(proof.otherTenantsChanged(), "row") + " of other tenants were written.";
        return brought(known, proof) + others;
    }

    private static String brought(Known known, Proof proof) {
        Difference difference = known.difference();
        if (difference == null) {
            return Counts.of(proof.rowsInserted(), "row") + " are back.";
        }
        var largest = difference.tables().stream()
                .filter(table -> table.insert() > 0)
                .sorted((a, b) -> Long.compare(b.insert(), a.insert()))
                .toList();
        String named = largest.stream()
                .limit(GROUPS_NAMED)
                .map(table -> Counts.of(table.insert()) + " "
                        + difference.label(table.table()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        int more = largest.size() - GROUPS_NAMED;
        String rest = more > 0 ? " and rows of " + Counts.of(more, "more table") : "";
        return named.isEmpty() ? "No row had to come back." : named + rest + " are back.";
    }

    /// A hash's two ends, such as `9c41…e07b`.
    public static String brief(String hash) {
        return hash.length() <= 2 * HASH_ENDS
                ? hash
                : hash.substring(0, HASH_ENDS) + "…" + hash.substring(hash.length() - HASH_ENDS);
    }

    /// About when, such as `Fri 13 Mar 18:00 ± 1 h`; the moment alone where there is no doubt.
    public static String about(Intake intake) {
        ZoneId zone = intake.zone();
        String moment = Moments.at(intake.about(), zone);
        return intake.uncertainty().isZero() ? moment : moment + " ± " + Durations.words(intake.uncertainty());
    }
}
