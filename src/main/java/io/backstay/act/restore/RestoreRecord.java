package io.backstay.act.restore;

import io.backstay.audit.Seen;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.policy.check.CheckResult;
import io.backstay.restore.find.FoundMoment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a restore has done so far; each field is filled by its step. Used by one thread at a time.
final class RestoreRecord {
    @Nullable
    CheckResult check;

    @Nullable
    FoundMoment found;

    /// The moment that was chosen instead of the verdict's.
    @Nullable
    Instant moment;

    GuidedRestore.@Nullable Staged staged;
    GuidedRestore.@Nullable Difference difference;
    GuidedRestore.@Nullable PlanView plan;

    @Nullable
    String approval;

    /// The people who approved, such as `mira (key 1234 5678 9abc def0)`; empty when one person did alone.
    List<String> approvedBy = List.of();

    /// The state of the record that whoever approved could see.
    @Nullable
    Seen seen;

    @Nullable
    Proof proof;

    @Nullable
    Instant firstNotTaken;

    long filesBack;
    List<String> filesHeld = List.of();
    List<String> lines = List.of();
    GuidedRestore.@Nullable Verification verification;

    @Nullable
    Instant approvedAt;

    Instant begunAt = Instant.EPOCH;
}
