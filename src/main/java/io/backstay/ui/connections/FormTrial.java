package io.backstay.ui.connections;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// A test of what stands in the form, before any of it is kept. Its entry in the record is all that is left of it.
final class FormTrial {
    private static final String UNTESTED = "added now, it stands in the list as never tested.";

    private final Connections connections;
    private final Background background;
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Tested> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private @Nullable Connection tried;
    private @Nullable Connection drafted;
    private @Nullable Activity activity;
    private boolean stopped;
    private boolean broken;

    FormTrial(Connections connections, Background background) {
        this.connections = connections;
        this.background = background;
        tell();
    }

    /// What is looked at now, empty when nothing is.
    ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    boolean running() {
        return !doing.get().isEmpty();
    }

    /// What the last test found, part by part; null before one did.
    ReadOnlyObjectProperty<@Nullable Tested> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// How what is typed now stands; null while it is tested.
    ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// What was found of exactly this one, null where it is another by now.
    @Nullable
    Tested of(Connection connection) {
        return connection.under(null).equals(tried) ? found.get() : null;
    }

    /// Hears what is typed now.
    ///
    /// @param connection null while it is none yet
    void typed(@Nullable Connection connection) {
        drafted = connection;
        tell();
    }

    /// Begins a test.
    ///
    /// @param onFailed hears why it could not begin, such as a name that is taken
    void run(Connection connection, Consumer<Failure> onFailed) {
        stopped = false;
        broken = false;
        tried = null;
        found.set(null);
        step("Testing " + connection.name());
        Activity begun = background.call(
                progress -> connections.tryOut(connection, progress),
                tested -> {
                    // By which policy it is judged is no part of any test.
                    tried = connection.under(null);
                    found.set(tested);
                    step("");
                },
                failure -> {
                    step("");
                    onFailed.accept(failure);
                });
        activity = begun;
        begun.steps().addListener((ListChangeListener<String>) _ -> {
            if (begun.running() && !stopped && !begun.steps().isEmpty()) {
                step(begun.steps().getLast());
            }
        });
        begun.stateProperty().addListener((_, _, is) -> {
            if (is == Activity.State.CANCELLED || is == Activity.State.DEFECT) {
                stopped = true;
                broken = is == Activity.State.DEFECT;
                step("");
            }
        });
    }

    /// Asks a test that runs to stop.
    ///
    /// @return whether one did
    boolean cancel() {
        if (activity == null || !running()) {
            return false;
        }
        stopped = true;
        step("Stopping the test");
        activity.cancel();
        return true;
    }

    private void step(String words) {
        doing.set(words);
        tell();
    }

    private void tell() {
        Tested tested = found.get();
        if (running()) {
            said.set(null);
        } else if (broken) {
            said.set(new Said(Mark.BREACH, "A defect of Backstay ended the test, and nothing was kept; " + UNTESTED));
        } else if (stopped) {
            said.set(new Said(Mark.UNKNOWN, "The test was stopped, and nothing was kept; " + UNTESTED));
        } else if (tested == null) {
            said.set(new Said(Mark.UNKNOWN, "Not tested yet; " + UNTESTED));
        } else if (drafted == null || of(drafted) == null) {
            said.set(new Said(Mark.UNKNOWN, "Something was changed since the test; " + UNTESTED));
        } else {
            said.set(TestedLines.said(tested.connection(), tested.holds()));
        }
    }
}
