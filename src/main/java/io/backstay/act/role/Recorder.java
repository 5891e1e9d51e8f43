package io.backstay.act.role;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The way in which an act comes about: allowed by the role, its intent recorded, done, its outcome recorded.
///
/// When the intent cannot be written, nothing is done; when the outcome cannot be written, what stopped the act is
/// still what the caller hears.
public final class Recorder {
    private final Gate.Book book;
    private final Gate gate;

    /// A recorder for whoever the gate knows.
    ///
    /// @param book opened when something is done
    public Recorder(Gate.Book book, Gate gate) {
        this.book = book;
        this.gate = gate;
    }

    /// What is done.
    ///
    /// @param <X> what it may throw besides the failures of the world: `InterruptedException`, or nothing
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        /// Does it.
        T run() throws BackstayException, X;
    }

    /// Refuses what the role may not do, and records that; for what is asked about long before it is done.
    public void require(Permission permission, Deed deed) throws BackstayException {
        gate.require(permission, deed);
    }

    /// Does it, and says nothing more of it than that it was done.
    public <T, X extends Exception> T act(Permission permission, Deed deed, Work<T, X> work)
            throws BackstayException, X {
        return act(permission, deed, work, _ -> Map.of());
    }

    /// Does it.
    ///
    /// @param facts what the outcome's entry says of the result
    public <T, X extends Exception> T act(
            Permission permission, Deed deed, Work<T, X> work, Function<T, Map<String, String>> facts)
            throws BackstayException, X {
        gate.require(permission, deed);
        AuditLog.Intent intent = book.open().intent(deed);
        T result;
        boolean ended = false;
        try {
            result = work.run();
            ended = true;
        } catch (BackstayException | RuntimeException | Error e) {
            ended = true;
            boolean cancelled = Thread.currentThread().isInterrupted();
            stopped(intent, cancelled ? Outcome.INTERRUPTED : Outcome.FAILED, e);
            throw e;
        } finally {
            if (!ended) {
                stopped(intent, Outcome.INTERRUPTED, null);
            }
        }
        intent.outcome(Outcome.DONE, facts.apply(result));
        return result;
    }

    private static void stopped(AuditLog.Intent intent, Outcome outcome, @Nullable Throwable thrown) {
        Map<String, String> said = thrown instanceof BackstayException e
                ? Map.of("failure", e.failure().code())
                : Map.of();
        try {
            intent.outcome(outcome, said);
        } catch (BackstayException | RuntimeException unwritten) {
            if (thrown != null) {
                thrown.addSuppressed(unwritten);
            } else {
                System.getLogger(Recorder.class.getName())
                        .log(System.Logger.Level.WARNING, "an interrupted act has no outcome in the record", unwritten);
            }
        }
    }
}
