package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import org.jspecify.annotations.Nullable;

/// Keeps the record of what is changed outside. No call that changes something leaves a transport before its witness
/// has written down the intent; where it cannot, the call is not sent.
@FunctionalInterface
public interface Witness {
    /// Writes down what is about to be sent.
    ///
    /// @param to where it goes
    /// @return told how it ended, once
    /// @throws BackstayException when it cannot be written down; then nothing is sent
    Watched intent(Endpoint to, Effect effect) throws BackstayException;

    /// A call whose intent stands in the record.
    @FunctionalInterface
    interface Watched {
        /// Writes down how it ended.
        void ended(Ending ending) throws BackstayException;
    }

    /// How a call ended.
    ///
    /// @param answer the last answer, absent when none came, and then nobody knows what became of the call
    record Ending(@Nullable HttpAnswer answer) {}

    /// Keeps no record, and therefore lets nothing be changed but what answers on this machine: for practice.
    static Witness practice() {
        return (to, effect) -> {
            if (!to.isLoopback()) {
                throw new BackstayException(new Failure.Refused(
                        "Backstay",
                        effect.operation() + " would change " + to + ", and there is no record to write it into",
                        "Use a connection of a state folder; its record of acts takes it."));
            }
            return _ -> {};
        };
    }
}
