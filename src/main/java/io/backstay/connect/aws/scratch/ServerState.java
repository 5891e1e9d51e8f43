package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.util.Map;

/// What the state of a server means while one waits for it; the words are those of "DB instance status" and "DB
/// cluster status" in the user guides of RDS and Aurora. A state that is not known here is one that passes.
enum ServerState {
    READY,
    UNDER_WAY,
    GONE,
    FAILED;

    private static final String GONE_ADVICE = "Look into CloudTrail for who removed it, then run it again.";
    private static final Map<String, String> ENDS = Map.ofEntries(
            Map.entry("failed", "Look at its events in the RDS console, remove it and run it again."),
            Map.entry("restore-error", "Look at its events in the RDS console, remove it and run it again."),
            Map.entry(
                    "incompatible-restore",
                    "RDS cannot bring this point back: choose another point or moment; its events say why."),
            Map.entry(
                    "incompatible-parameters",
                    "Its parameter group asks for more than its class has: name another group or a larger class."),
            Map.entry(
                    "incompatible-network",
                    "Its subnets have no free address or lack a zone: name another subnet group."),
            Map.entry("incompatible-option-group", "Its option group does not fit: look at its events."),
            Map.entry("incompatible-create", "Look at its events in the RDS console, remove it and run it again."),
            Map.entry("insufficient-capacity", "RDS has no room for this class now: name another class or wait."),
            Map.entry(
                    "inaccessible-encryption-credentials",
                    "RDS cannot use the KMS key: allow kms:CreateGrant for it, and see that it is enabled."),
            Map.entry(
                    "inaccessible-encryption-credentials-recoverable",
                    "RDS cannot use the KMS key: enable it, and allow kms:CreateGrant for it."),
            Map.entry("storage-full", "The restored data fills its storage: look at its events."),
            Map.entry("stopped", "Somebody stopped it: start it in the RDS console, then run it again."),
            Map.entry("stopping", "Somebody stops it: start it in the RDS console, then run it again."));

    static ServerState of(String word) {
        return switch (word) {
            case "available" -> READY;
            case "deleting", "deleted" -> GONE;
            default -> ENDS.containsKey(word) ? FAILED : UNDER_WAY;
        };
    }

    /// What a person hears when it will not come.
    static BackstayException stopped(String server, String word) {
        String advice = of(word) == GONE ? GONE_ADVICE : ENDS.getOrDefault(word, GONE_ADVICE);
        return new BackstayException(
                new Failure.Conflict("The new server " + server + " did not come up: it is " + word, advice));
    }
}
