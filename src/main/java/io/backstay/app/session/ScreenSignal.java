package io.backstay.app.session;

import io.backstay.ui.kit.watch.ScreenObserver.Sight;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of `gdbus monitor`, as far as it speaks of the screen.
final class ScreenSignal {
    /// `/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)`
    private static final Pattern CHANGED =
            Pattern.compile("/\\S*: org\\.(?:gnome|freedesktop)\\.ScreenSaver\\.ActiveChanged \\((true|false),\\)");

    /// `The name org.gnome.ScreenSaver is owned by :1.1`
    private static final Pattern OWNED = Pattern.compile("The name \\S+ is owned by \\S+");

    /// `The name org.gnome.ScreenSaver does not have an owner`
    private static final Pattern GONE = Pattern.compile("The name \\S+ does not have an owner");

    private ScreenSignal() {}

    /// What the line says; null when it says nothing about the screen.
    static @Nullable Sight of(String line) {
        Matcher changed = CHANGED.matcher(line);
        if (changed.matches()) {
            return changed.group(1).equals("true") ? Sight.LOCKED : Sight.OPEN;
        }
        return GONE.matcher(line).matches() ? Sight.UNSEEN : null;
    }

    /// Whether the line says that there is a screen saver to hear.
    static boolean tellsOfOwner(String line) {
        return OWNED.matcher(line).matches();
    }
}
