package io.backstay.app.session;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import io.backstay.app.protect.ProtectionSource;
import io.backstay.base.Lifetime;
import io.backstay.ui.kit.watch.ScreenObserver;
import io.backstay.ui.kit.watch.ScreenObserver.Sight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every way in which this desktop tells that its screen is locked; none on macOS and Windows yet.
///
/// Nothing is started before [#observe()], so a command in a terminal starts nothing.
public final class DesktopScreen implements ProtectionSource, AutoCloseable {
    private static final String NAME = "The vault locks with the screen";
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private final String os;
    private final Map<String, String> environment;
    private final Lifetime lifetime = new Lifetime();
    private @Nullable LoginScreen login;
    private @Nullable BusScreen bus;
    private boolean observing;

    /// A screen that is not observed yet.
    ///
    /// @param os          the value of `os.name`
    /// @param environment the process environment
    public DesktopScreen(String os, Map<String, String> environment) {
        this.os = os;
        this.environment = environment;
    }

    /// Begins to observe, by a program of the system for each way that there is; [#close()] ends them.
    ///
    /// @return who hears, for a `SessionWatch`; empty where nobody tells
    public synchronized List<ScreenObserver> observe() {
        if (observing) {
            throw new IllegalStateException("the screen is observed already");
        }
        observing = true;
        List<ScreenObserver> observers = new ArrayList<>();
        if (!os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return observers;
        }
        String session = environment.getOrDefault("XDG_SESSION_ID", "");
        String loginctl = program("loginctl");
        if (loginctl != null && SESSION.matcher(session).matches()) {
            login = lifetime.own(new LoginScreen(loginctl, session));
            observers.add(login);
        }
        String gdbus = program("gdbus");
        if (gdbus != null
                && !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()) {
            bus = lifetime.own(new BusScreen(gdbus));
            observers.add(bus);
        }
        return observers;
    }

    @Override
    public synchronized List<Protection> observed() {
        if (!os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return List.of(new Protection(
                    NAME, State.INACTIVE, "Backstay cannot see the screen lock of " + os + "; lock it with Ctrl+L."));
        }
        if (!observing) {
            return List.of(new Protection(NAME, State.UNKNOWN, "The screen is watched while the console is open."));
        }
        if (login != null && login.seen() != Sight.UNSEEN) {
            return List.of(new Protection(NAME, State.ACTIVE, "loginctl tells whether this session is locked."));
        }
        if (bus != null && bus.hears()) {
            return List.of(new Protection(NAME, State.ACTIVE, "A screen saver on the session bus is listened to."));
        }
        return List.of(new Protection(
                NAME,
                State.INACTIVE,
                "Nobody tells: neither loginctl for XDG_SESSION_ID nor, by gdbus, a screen saver on the session bus."));
    }

    private @Nullable String program(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        lifetime.close();
    }
}
