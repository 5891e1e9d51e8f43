package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What PostgreSQL said, as a failure that a person can read.
public final class PracticeFailure {
    private PracticeFailure() {}

    /// The server's own sentence, without its details: those can hold values of rows.
    public static BackstayException of(String doing, SQLException refusal) {
        ServerErrorMessage answer = refusal instanceof PSQLException asked ? asked.getServerErrorMessage() : null;
        Failure failure = answer == null
                ? new Failure.Unreachable("the practice database", doing + ": " + refusal.getMessage())
                : new Failure.Refused(
                        "PostgreSQL",
                        doing + ": " + answer.getMessage(),
                        "Start the lab again; if it happens twice, report it.");
        return new BackstayException(failure, refusal);
    }
}
