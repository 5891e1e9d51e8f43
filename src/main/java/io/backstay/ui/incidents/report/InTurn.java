package io.backstay.ui.incidents.report;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Calls about several things, one after the other for each thing, so that none overtakes another.
///
/// @param <K> names a thing
final class InTurn<K> {
    private final Background background;
    /// The first of each is the one under way.
    private final Map<K, Deque<Runnable>> calls = new HashMap<>();

    InTurn(Background background) {
        this.background = background;
    }

    /// What comes of a call.
    ///
    /// @param broke the work ended by a defect of ours or because the window is closing; nothing is known of it
    record Endings<T>(Consumer<? super T> done, Consumer<? super Failure> failed, Runnable broke) {}

    /// Calls when the calls before it have ended and were told.
    ///
    /// @param work asked for when it begins, so that it can begin with what the one before has left
    <T> void call(K about, Supplier<Background.Work<T>> work, Endings<T> endings) {
        Deque<Runnable> turns = calls.computeIfAbsent(about, _ -> new ArrayDeque<>());
        turns.add(() -> begin(about, work.get(), endings));
        if (turns.size() == 1) {
            turns.element().run();
        }
    }

    /// Whether another call waits behind the one that ends now.
    boolean more(K about) {
        Deque<Runnable> turns = calls.get(about);
        return turns != null && turns.size() > 1;
    }

    private <T> void begin(K about, Background.Work<T> work, Endings<T> endings) {
        Activity activity = background.call(
                work,
                result -> {
                    endings.done().accept(result);
                    next(about);
                },
                failure -> {
                    endings.failed().accept(failure);
                    next(about);
                });
        activity.stateProperty().subscribe(state -> {
            if (state == Activity.State.DEFECT || state == Activity.State.CANCELLED) {
                endings.broke().run();
                next(about);
            }
        });
    }

    private void next(K about) {
        Deque<Runnable> turns = calls.get(about);
        if (turns != null) {
            turns.remove();
            if (turns.isEmpty()) {
                calls.remove(about);
            } else {
                turns.element().run();
            }
        }
    }
}
