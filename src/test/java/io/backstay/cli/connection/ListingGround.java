package io.backstay.cli.connection;

import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that can be listed, with all that there is on its side, as [ListingContract] needs it.
interface ListingGround extends AutoCloseable {
    StateCommands commands();

    /// Makes a desk ready for [#list].
    void begin(LocalDesk desk) throws Exception;

    /// The commands that list it and look at it, and take the passphrase.
    List<String[]> listing();

    /// Has everything listed into the catalogue, as `sync` does.
    ///
    /// @return what a person is told of it that was not heard, a sentence each
    List<String> list(LocalDesk desk, Progress progress) throws BackstayException, InterruptedException;

    /// Whom the facts are from.
    Set<String> sources();

    /// Every asset that was asked for.
    Set<String> assets();

    /// Every point of them, with when its data was frozen.
    Map<String, Moments> points();

    /// From when to when something may have been.
    record Moments(Instant from, Instant to) {
        static Moments at(String instant) {
            return new Moments(Instant.parse(instant), Instant.parse(instant));
        }

        boolean hold(Instant moment) {
            return !moment.isBefore(from) && !moment.isAfter(to);
        }
    }

    /// What is the matter on the other side, until it is closed.
    @FunctionalInterface
    interface Trouble extends AutoCloseable {
        @Override
        void close();

        /// One that is over by something that may itself fail, which is then the test's own failure.
        static Trouble until(Mending mending) {
            return () -> {
                try {
                    mending.mend();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
        }
    }

    /// Ends a trouble.
    @FunctionalInterface
    interface Mending {
        void mend() throws Exception;
    }

    /// One part of it is away.
    Trouble away() throws Exception;

    /// The assets of that part.
    Set<String> partAway();

    /// One thing is not told any more.
    Trouble silence() throws Exception;

    /// That thing, absent when it is not known.
    @Nullable
    Object told(Known known);

    /// What nobody there ever tells, each absent as long as nobody makes it up.
    List<@Nullable Object> neverTold(Known known);

    /// Somebody has given things names that would do harm where they are shown as they are.
    Trouble malice() throws Exception;

    /// What was changed there, or all that could have been: the same before and after nothing was.
    String changes() throws Exception;

    /// What no text may hold.
    List<String> secrets();

    @Override
    void close() throws BackstayException;
}
