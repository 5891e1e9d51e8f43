package io.backstay.act.connection.desk;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.Connections.Line;
import io.backstay.act.connection.Connections.Listed;
import io.backstay.act.connection.Connections.Synced;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.account.Seen;
import io.backstay.audit.AuditEntry;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.Outcome;
import io.backstay.codec.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the last test of a connection found, line by line, and what its last listing could not hear, kept in the
/// catalogue so that it is there after a restart too.
record LastActs(Catalogue catalogue, InstantSource clock) {
    /// Under which the record has whether a test held.
    static final String HOLDS = "holds";

    private static final String TEST = "test";
    private static final String SYNC = "sync";

    /// As it is written.
    private record Problems(List<String> problems) {}

    /// Tests a connection.
    @FunctionalInterface
    interface Testing {
        /// Looks at all of its parts.
        Tested test(Connection connection) throws BackstayException, InterruptedException;
    }

    /// Does the test and keeps its lines.
    Tested kept(Connection connection, Testing testing) throws BackstayException, InterruptedException {
        Tested tested = testing.test(connection);
        try {
            keep(connection, tested);
            return tested;
        } catch (BackstayException e) {
            return tested.with(new Line(
                    "the result",
                    null,
                    "Not kept for later: " + e.failure().message() + " "
                            + e.failure().advice()));
        }
    }

    /// Keeps the lines of a test.
    void keep(Connection connection, Tested tested) throws BackstayException {
        keep(connection, TEST, Json.compact(tested));
    }

    /// What is known of a connection. No lines are kept where it was never tested, or by a Backstay that kept none; a
    /// test that failed or was cancelled leaves those of the one before, with their time. One that was tried before
    /// it was added has lines and no later entry of a test.
    ///
    /// @param entry of its last test in the record, null for none
    Known known(Connection connection, @Nullable AuditEntry entry) throws BackstayException {
        Outcome lines = catalogue.outcome(connection.source(), TEST);
        Tested tested = lines == null ? null : Json.parse("the last test", lines.document(), Tested.class);
        Seen seen = Seen.of(connection.source(), catalogue, clock.instant());
        if (lines != null && tested != null && (entry == null || entry.ts().isBefore(lines.at()))) {
            return new Known(connection, lines.at(), tested.holds(), seen, tested, lines.at(), synced(connection));
        }
        String held = entry == null ? null : entry.detail().get(HOLDS);
        Instant last = entry == null || entry.outcome() != AuditEntry.Outcome.DONE ? null : entry.ts();
        return new Known(
                connection,
                entry == null ? null : entry.ts(),
                "true".equals(held) ? Boolean.TRUE : "false".equals(held) ? Boolean.FALSE : null,
                seen,
                tested,
                lines == null ? null : last == null ? lines.at() : last,
                synced(connection));
    }

    /// The newest test of the record; one of a connection that had this name before is none of it.
    static @Nullable AuditEntry own(@Nullable AuditEntry tested, @Nullable AuditEntry added) {
        boolean before = tested != null
                && added != null
                && added.outcome() == AuditEntry.Outcome.DONE
                && added.seq() > tested.seq();
        return before ? null : tested;
    }

    void listed(Connection connection, Listed listed) throws BackstayException {
        List<String> problems = new ArrayList<>();
        if (listed.account() != null) {
            problems.addAll(listed.account().problems());
        }
        if (listed.objectsProblem() != null) {
            problems.add("Its object store was not listed: " + listed.objectsProblem());
        }
        if (listed.objects() != null) {
            problems.addAll(listed.objects().unread());
        }
        listed.unusable().forEach(each -> problems.add("Passed over: " + each));
        keep(connection, SYNC, Json.compact(new Problems(problems)));
    }

    void failed(Connection connection, Failure failure) throws BackstayException {
        keep(connection, SYNC, Json.compact(new Problems(List.of(failure.message() + " " + failure.advice()))));
    }

    private void keep(Connection connection, String act, String document) throws BackstayException {
        Instant now = clock.instant();
        catalogue.update(update -> update.outcome(connection.source(), act, new Outcome(now, document)));
    }

    /// Absent where it was never listed, or by a Backstay that kept no problems.
    private @Nullable Synced synced(Connection connection) throws BackstayException {
        Outcome last = catalogue.outcome(connection.source(), SYNC);
        return last == null
                ? null
                : new Synced(
                        last.at(),
                        Json.parse("the last listing", last.document(), Problems.class)
                                .problems());
    }
}
