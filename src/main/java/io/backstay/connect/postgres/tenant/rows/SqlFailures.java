package io.backstay.connect.postgres.tenant.rows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.schema.UnsupportedSchema;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Says in a sentence what the database said no to. A sentence never holds a value of a row, and neither does the
/// cause that goes to the log: PostgreSQL puts the values of the row into its own messages.
public final class SqlFailures {
    private static final String AGAIN = "Nothing was changed. Run it again.";
    private static final String LOOK = "Nothing was changed. Look at the table, build a new plan, then run it again.";

    private SqlFailures() {}

    /// Translates what the driver threw.
    ///
    /// @param doing what was going on, such as `Comparing with live`
    /// @throws InterruptedException when it was the thread's own interrupt that ended the statement
    public static BackstayException translate(String doing, SQLException thrown) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(doing);
        }
        return describe(doing, thrown);
    }

    /// Translates what the driver threw where no interrupt can be the reason.
    public static BackstayException describe(String doing, SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        SQLException bare = new SQLException(doing + ": SQLSTATE " + state, state);
        bare.setStackTrace(thrown.getStackTrace());
        return new BackstayException(failure(doing, state, thrown), bare);
    }

    private static Failure failure(String doing, String state, SQLException thrown) {
        if (thrown instanceof UnsupportedSchema odd) {
            return new Failure.Unsupported(
                    doing + " over " + odd.getMessage(),
                    "Replace it by a key of the whole table, or leave the table out of the mapping.");
        }
        return switch (state) {
            case "55P03" -> new Failure.Conflict(doing + " had to wait too long for another session's lock", AGAIN);
            case "40001", "40P01" ->
                new Failure.Conflict(doing + " met another session that changed the same rows", AGAIN);
            case "57014" -> new Failure.TimedOut(doing, Duration.ZERO);
            case "42501" ->
                new Failure.Refused(
                        "The database",
                        doing + " needs a right that the role does not have" + place(thrown),
                        "Nothing was changed. Grant the right, or use another role.");
            case "0A000" ->
                new Failure.Unsupported(
                        doing + " on this schema", "Ask for help: the schema has a feature that cannot be followed.");
            default -> byClass(doing, state, thrown);
        };
    }

    private static Failure byClass(String doing, String state, SQLException thrown) {
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        return switch (kind) {
            case "08", "57" -> new Failure.Unreachable("the database", doing + " lost the connection");
            case "23" -> new Failure.Refused("The database", doing + " broke a rule" + place(thrown), LOOK);
            case "22" ->
                new Failure.BadInput(
                        doing + " met a value that does not fit its column" + place(thrown) + ".",
                        "Check the tenant's key and the mapping.");
            case "53" -> new Failure.Refused("The database", doing + " found no room or no free connection", AGAIN);
            default ->
                new Failure.Refused("The database", doing + " failed with SQLSTATE " + state + place(thrown), LOOK);
        };
    }

    private static String place(SQLException thrown) {
        ServerErrorMessage said = thrown instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (said == null) {
            return "";
        }
        String table = said.getTable() == null ? "" : " on table " + said.getSchema() + "." + said.getTable();
        return table + (said.getConstraint() == null ? "" : ", constraint " + said.getConstraint());
    }
}
