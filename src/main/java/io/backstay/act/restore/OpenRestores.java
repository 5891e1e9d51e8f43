package io.backstay.act.restore;

import io.backstay.base.Lifetime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The restores that were begun and not closed. Whoever ends the desk ends them first, so that no scratch server
/// stays.
public final class OpenRestores implements AutoCloseable {
    private final Set<RecordedRestore> begun = ConcurrentHashMap.newKeySet();

    /// By the use itself: two may have one name.
    private final Map<Lifetime, String> others = new ConcurrentHashMap<>();

    void add(RecordedRestore restore) {
        begun.removeIf(RecordedRestore::closed);
        begun.add(restore);
    }

    /// Something else that uses the ground of restores, until what is returned is closed.
    public Lifetime use(String name) {
        var use = new Lifetime();
        others.put(use, name);
        use.own(() -> others.remove(use));
        return use;
    }

    /// The name of one that is open, absent when none is.
    @Nullable
    public String any() {
        for (String other : others.values()) {
            return other;
        }
        for (RecordedRestore restore : begun) {
            if (!restore.closed()) {
                return restore.id();
            }
        }
        return null;
    }

    @Override
    public void close() {
        try (var all = new Lifetime()) {
            begun.forEach(all::own);
        }
    }
}
