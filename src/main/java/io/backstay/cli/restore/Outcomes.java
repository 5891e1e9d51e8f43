package io.backstay.cli.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Runs;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of a run, told the same way whether it was run or taken up again.
final class Outcomes {
    private Outcomes() {}

    static ExitCode tell(RestoreAct act, String planHash, Runs.Outcome outcome) {
        Proof proof = outcome.proof();
        GuidedRestore.Verification verification = outcome.verification();
        Instant committed = proof.committedAt();
        act.say(
                "Restore",
                outcome.restore() + ": "
                        + (committed == null
                                ? "a proof did not hold, so everything was rolled back; live is as it was"
                                : Counts.of(proof.rowsInserted(), "row") + " imported, committed "
                                        + Utc.words(committed)));
        for (Claim claim : proof.claims()) {
            act.say(claim.holds() ? "holds" : "DOES NOT", claim.name() + ": " + claim.measured() + ", " + claim.how());
        }
        if (verification != null) {
            verification.lines().forEach(line -> act.say("", line));
            act.say("Read after", Durations.words(verification.readAfter()));
            Duration rto = verification.rto();
            act.say("RTO", rto == null ? "not measured: no probe of the service has answered" : Durations.words(rto));
            act.say("Report", verification.reportFolder().toString());
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("restore", outcome.restore());
        document.put("planHash", planHash);
        document.put("verified", outcome.holds());
        document.put("committedAt", committed);
        document.put("transactionId", proof.transactionId());
        document.put("rowsInserted", committed == null ? 0L : proof.rowsInserted());
        document.put("claims", proof.claims());
        document.put("lines", verification == null ? List.of() : verification.lines());
        document.put(
                "report",
                verification == null ? null : verification.reportFolder().toString());
        act.answer(
                document,
                outcome.holds()
                        ? "Done and verified."
                        : "Not restored as planned; read the lines above and the report.");
        return outcome.holds() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }
}
