package io.backstay.app.session;

import io.backstay.ui.kit.watch.ScreenObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What systemd's login service says of this session, asked every few seconds by `loginctl`.
final class LoginScreen implements ScreenObserver, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final List<String> command;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread asking;
    private volatile Sight seen = Sight.UNSEEN;

    /// Begins to ask.
    ///
    /// @param loginctl the program
    /// @param session  the value of `XDG_SESSION_ID`
    LoginScreen(String loginctl, String session) {
        this.command = List.of(loginctl, "show-session", session, "-p", "LockedHint", "--value");
        this.asking = Thread.ofVirtual().name("screen-lock-asking").start(this::ask);
    }

    /// What an answer of `loginctl show-session -p LockedHint --value` means.
    static Sight sight(String answer) {
        return switch (answer) {
            case "yes" -> Sight.LOCKED;
            case "no" -> Sight.OPEN;
            default -> Sight.UNSEEN;
        };
    }

    @Override
    public Sight seen() {
        return seen;
    }

    private void ask() {
        try {
            do {
                seen = sight(Question.ask(command));
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // Closing ends a question that is open.
        }
        seen = Sight.UNSEEN;
    }

    @Override
    public void close() {
        closed.countDown();
        asking.interrupt();
    }
}
