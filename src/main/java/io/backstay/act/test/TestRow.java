package io.backstay.act.test;

import io.backstay.base.AssetId;
import io.backstay.estate.RestoreTest;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of restore test for one asset, beside what a policy promises.
///
/// @param every  how often it is promised, null when it is not
/// @param clause the quoted promise, null when there is none
/// @param dueAt  when the next is due, null when none is promised; in the past when it is overdue
/// @param connection the connection whose test this is, null when the asset belongs to none that tests can be run on
/// @param past   all tests of this kind that are known, newest first
public record TestRow(
        AssetId asset,
        String kind,
        @Nullable Period every,
        @Nullable String clause,
        @Nullable Instant dueAt,
        State state,
        @Nullable String connection,
        List<RestoreTest> past) {
    public TestRow {
        past = List.copyOf(past);
    }

    /// How things stand.
    public enum State {
        /// The last one failed.
        FAILED,
        /// The last one that passed is too old.
        OVERDUE,
        /// Promised, and none is known.
        NEVER,
        /// The last one passed, in time.
        PASSED,
        /// No policy asks for it.
        NOT_PROMISED
    }

    /// The newest test, null when there is none.
    public @Nullable RestoreTest last() {
        return past.isEmpty() ? null : past.getFirst();
    }
}
