package io.backstay.lab.story;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.ListedVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What an attacker with stolen keys tried against backups and history, and what the servers answered.
///
/// @param attempts in the order in which they were made; every answer is the server's own
public record Attack(List<Attempt> attempts) {
    public Attack {
        attempts = List.copyOf(attempts);
    }

    /// One kind of attempt.
    ///
    /// @param what    such as `Remove 45 versions of the base backup with the backup store's write key`
    /// @param tries   how often it was tried
    /// @param refused how often the server refused
    /// @param answer  the last refusal in the server's words, empty when there was none
    public record Attempt(String what, long tries, long refused, String answer) {
        /// Whether nothing got through.
        public boolean held() {
            return tries > 0 && tries == refused;
        }
    }

    /// Whether nothing got through anywhere.
    public boolean held() {
        return !attempts.isEmpty() && attempts.stream().allMatch(Attempt::held);
    }

    /// Tries to remove every version under a prefix for good.
    ///
    /// @param whose such as `the product's write key`
    public static Attempt removeVersions(ObjectStore look, String prefix, PracticeDeletion with, String whose)
            throws BackstayException, InterruptedException {
        List<ListedVersion> versions = new ArrayList<>();
        look.versions(prefix, version -> {
            if (!version.marker()) {
                versions.add(version);
            }
        });
        long refused = 0;
        String answer = "";
        for (ListedVersion version : versions) {
            try {
                with.remove(version.key(), version.version().versionId());
            } catch (BackstayException e) {
                if (!(e.failure() instanceof Failure.Refused)) {
                    throw e;
                }
                refused++;
                answer = e.failure().message();
            }
        }
        return new Attempt(
                "Remove every object version under " + prefix + " for good, with " + whose,
                versions.size(),
                refused,
                answer);
    }

    /// Tries statements that would take history or protection away.
    ///
    /// @param session of a stolen login
    public static List<Attempt> statements(Connection session, String whose, List<String> statements)
            throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        for (String sql : statements) {
            try (Statement statement = session.createStatement()) {
                statement.execute(sql);
                attempts.add(new Attempt("\"" + sql + "\" with " + whose, 1, 0, ""));
            } catch (SQLException e) {
                String answer = "PostgreSQL: " + String.valueOf(e.getMessage()).replace('\n', ' ') + " ("
                        + e.getSQLState() + ")";
                attempts.add(new Attempt("\"" + sql + "\" with " + whose, 1, 1, answer));
            }
        }
        return attempts;
    }
}
