package io.backstay.connect.http;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How an answer is taken.
///
/// @param restartable whether a half-taken answer can be thrown away and taken again
/// @param busy        whether what was taken says that the service is busy
record Attempt<T>(HttpTransport.Receiver<T> receiver, boolean restartable, Predicate<T> busy) {
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /// Takes it unless the service asks us to come back soon; who asks for longer than we wait has answered.
    HttpTransport.Receiver<T> unlessBusy(Duration pauseMax) {
        return (head, body) -> {
            Duration after = head.retryAfter();
            boolean soon = after == null || after.compareTo(pauseMax) <= 0;
            int status = head.status();
            boolean refused = status == TOO_MANY || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED);
            if (refused && soon) {
                throw new BusyAnswer(after);
            }
            T taken = receiver.receive(head, body);
            if (soon && busy.test(taken)) {
                throw new BusyAnswer(after);
            }
            return taken;
        };
    }

    /// The service asks us to come back later.
    static final class BusyAnswer extends IOException {
        private final transient @Nullable Duration after;

        BusyAnswer(@Nullable Duration after) {
            super("the service is busy");
            this.after = after;
        }

        /// At least as long as it asks, and not all callers at once.
        Duration pause(Duration jitter) {
            return after == null ? jitter : after.plus(jitter);
        }
    }
}
