package io.backstay.ui.kit.guard;

import io.backstay.ui.kit.Activity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets one act at a time be done to a thing: a key that is held down, or a button that is pressed twice, is one wish.
/// To be asked on the UI thread.
public final class Once {
    private final Map<String, Activity> last = new HashMap<>();

    /// Whether an act on that thing is still under way.
    public boolean underWay(String thing) {
        @Nullable Activity act = last.get(thing);
        return act != null && act.running();
    }

    /// Remembers the act that was begun.
    public void begun(String thing, Activity act) {
        last.put(thing, act);
    }
}
