package io.backstay.ui.connections;

import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.base.Counts;
import io.backstay.policy.rules.Subject;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Times;
import java.time.Instant;

/// How a connection does, by its last test and its last listing; the worse of both counts.
///
/// @param word what is so
/// @param age  of what it was seen, empty where nothing ever was
record Health(Mark mark, String word, String age) {
    static Health of(Known row, Instant now) {
        Instant tested = row.testedAt();
        if (tested == null) {
            return new Health(Mark.UNKNOWN, "Never tested", "");
        }
        String age = "tested " + Times.ago(tested, now);
        Boolean holds = row.holds();
        if (Boolean.FALSE.equals(holds)) {
            return new Health(Mark.BREACH, "Not ready", age);
        }
        Synced synced = row.synced();
        if (synced != null && !synced.problems().isEmpty()) {
            return new Health(
                    Mark.WARNING,
                    "Listed in part",
                    Counts.of(synced.problems().size(), "problem") + ", " + Times.ago(synced.at(), now));
        }
        Instant listed = row.seen().listedAt();
        Instant stale = row.seen().staleSince();
        if (stale == null && listed != null && listed.isBefore(now.minus(Subject.OLDEST))) {
            stale = listed;
        }
        if (stale != null) {
            return new Health(Mark.WARNING, "Stale facts", "the oldest seen " + Times.ago(stale, now));
        }
        return holds == null ? new Health(Mark.UNKNOWN, "Undecided", age) : new Health(Mark.HOLDS, "Holds", age);
    }
}
