package io.backstay.ui.vault.sheet;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One act behind a sheet: whether it runs, and why it failed.
public final class Attempt {
    private final Background background;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();

    Attempt(Background background) {
        this.background = background;
    }

    /// Whether it runs.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Why it failed; null when it did not.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Runs it unless one runs already.
    <T> void run(Background.Work<T> work, Consumer<? super T> onDone) {
        if (running.get()) {
            return;
        }
        failure.set(null);
        running.set(true);
        background.call(
                work,
                result -> {
                    running.set(false);
                    onDone.accept(result);
                },
                trouble -> {
                    running.set(false);
                    failure.set(trouble);
                });
    }

    /// It could not even begin.
    void fail(Failure trouble) {
        failure.set(trouble);
    }
}
