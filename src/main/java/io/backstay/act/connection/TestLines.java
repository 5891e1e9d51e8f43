package io.backstay.act.connection;

import io.backstay.act.connection.Connections.Line;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a test of a connection has found so far, a line for each part.
public final class TestLines {
    private final List<Line> lines = new ArrayList<>();
    private final Progress progress;

    public TestLines(Progress progress) {
        this.progress = progress;
    }

    /// Looks at one part.
    @FunctionalInterface
    public interface Look {
        /// What was found, in one sentence; a failure when it does not hold.
        String find() throws BackstayException, InterruptedException, SQLException;
    }

    /// Looks, and remembers what was found; whatever fails here is what does not hold.
    ///
    /// @return whether it holds
    public boolean look(String part, Look look) throws InterruptedException {
        progress.step("Looking at " + part);
        try {
            return holds(part, look.find());
        } catch (BackstayException e) {
            return fails(part, e);
        } catch (SQLException e) {
            return fails(part, SqlFailures.translate("Looking at " + part, e));
        }
    }

    public boolean holds(String part, String sentence) {
        lines.add(new Line(part, true, sentence));
        return true;
    }

    private boolean fails(String part, BackstayException e) {
        lines.add(
                new Line(part, false, e.failure().message() + " " + e.failure().advice()));
        return false;
    }

    /// This part cannot be looked at.
    public void skip(String part, String because) {
        lines.add(new Line(part, null, because));
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }
}
