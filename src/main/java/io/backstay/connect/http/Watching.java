package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import org.jspecify.annotations.Nullable;

/// One call whose intent stands in the record, on its way to its outcome.
final class Watching<T> {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());

    private final Witness.Watched watched;
    private final Attempt<T> attempt;
    private volatile @Nullable HttpAnswer last;

    Watching(Witness.Watched watched, Attempt<T> attempt) {
        this.watched = watched;
        this.attempt = attempt;
    }

    /// Takes answers, and remembers the head of the last one that was not a request to come back later: after that
    /// the call is sent again, and its answer may be lost.
    Attempt<T> attempt() {
        HttpTransport.Receiver<T> receiver = attempt.receiver();
        return new Attempt<>(
                (head, body) -> {
                    last = head;
                    return receiver.receive(head, body);
                },
                attempt.restartable(),
                taken -> {
                    boolean busy = attempt.busy().test(taken);
                    if (busy) {
                        last = null;
                    }
                    return busy;
                });
    }

    void ended() throws BackstayException {
        watched.ended(new Witness.Ending(last));
    }

    /// What stopped the call is what its caller hears; an outcome that cannot be written besides is told in the log.
    void stopped() {
        try {
            ended();
        } catch (BackstayException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "how a call ended could not be recorded", e);
        }
    }
}
