package io.backstay.connect.aws.scratch;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.connect.aws.api.Seconds;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A restore job of AWS Backup (`DescribeRestoreJobOutput`, `RestoreJobsListMember`; API version 2018-11-15).
///
/// @param state   `PENDING`, `RUNNING`, `COMPLETED`, `ABORTED` or `FAILED`
/// @param message what AWS Backup says of the state, absent for nothing
/// @param point   the ARN of the recovery point, absent when it is not said
/// @param created the ARN of what it made, absent while it made nothing
/// @param role    the ARN of the role that it restores with, absent when it is not said
/// @param begunAt when it was asked for, absent when it is not said
record RestoreJob(
        String id,
        String state,
        @Nullable Integer percent,
        @Nullable String message,
        @Nullable String point,
        @Nullable String created,
        @Nullable String role,
        @Nullable Instant begunAt)
        implements Waiting.Stage {
    /// The order in which jobs were asked for, the first one first.
    static final Comparator<RestoreJob> BY_AGE =
            Comparator.comparing(RestoreJob::begunAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})(\\.[0-9]+)?%?");
    private static final int MESSAGE_MAX = 400;

    static RestoreJob of(Fields fields) throws BackstayException {
        String percent = fields.optionalText("PercentDone");
        Matcher done = PERCENT.matcher(percent == null ? "" : percent);
        return new RestoreJob(
                fields.text("RestoreJobId"),
                fields.text("Status"),
                done.matches() ? Integer.valueOf(done.group(1)) : null,
                fields.optionalText("StatusMessage"),
                fields.optionalText("RecoveryPointArn"),
                fields.optionalText("CreatedResourceArn"),
                fields.optionalText("IamRoleArn"),
                Seconds.of(fields, "CreationDate"));
    }

    boolean completed() {
        return state.equals("COMPLETED");
    }

    /// A state that is not known here is one that passes.
    boolean underWay() {
        return !completed() && !state.equals("ABORTED") && !state.equals("FAILED");
    }

    /// What a person hears when it ended without a server.
    BackstayException stopped(String server) {
        return new BackstayException(new Failure.Conflict(
                "AWS Backup did not make " + server + ": " + words(),
                "Mend what it names, then run it again: that starts another job."));
    }

    /// What a person hears when it ended without success, and its server is there all the same.
    BackstayException left(String server) {
        return new BackstayException(new Failure.Conflict(
                server + " exists, and is not whole: " + words(),
                "Remove " + server + " in the RDS console, then run it again: that starts another job."));
    }

    private String words() {
        String said = message == null
                ? ""
                : message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String why = said.length() > MESSAGE_MAX ? said.substring(0, MESSAGE_MAX) + "…" : said;
        return "the restore job " + id + " is " + state
                + (why.isEmpty() ? ", and it does not say why" : ", and says: " + why.replaceAll("[.]$", ""));
    }
}
