package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Whoever enters a recovered server must have been its superuser at that moment: the data is read whole, and a
/// stand-in for live is written with triggers off.
final class Superuser {
    private Superuser() {}

    static void require(Connection session) throws SQLException, BackstayException {
        String question = "select rolsuper, rolname from pg_catalog.pg_roles where rolname = session_user";
        try (var statement = session.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            if (answer.next() && !answer.getBoolean(1)) {
                throw new BackstayException(new Failure.Refused(
                        "The scratch server",
                        answer.getString(2) + " was no superuser of the server at that moment",
                        "Let the credential for restore-to-scratch be a superuser's."));
            }
        }
    }
}
