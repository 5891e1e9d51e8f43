package io.backstay.ui.points;

import io.backstay.act.connection.Connections.Created;
import io.backstay.act.role.Permission;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.lab.Lab;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// A backup of the asset that is looked at, on request; one at a time.
public final class BackUpModel {
    private final Making making;
    private final Background background;
    private final Allowed allowed;
    private final BooleanSupplier vaultOpen;
    private final Runnable listed;
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>();
    private @Nullable Activity activity;

    /// Makes a backup of an asset, called after the moment.
    @FunctionalInterface
    public interface Making {
        /// Waits until it can be restored from.
        Created make(AssetId asset, Progress progress) throws BackstayException, InterruptedException;
    }

    /// A model that has made nothing yet.
    ///
    /// @param vaultOpen whether credentials can be borrowed now
    /// @param listed    reads the points again
    public BackUpModel(
            Making making, Background background, Allowed allowed, BooleanSupplier vaultOpen, Runnable listed) {
        this.making = making;
        this.background = background;
        this.allowed = allowed;
        this.vaultOpen = vaultOpen;
        this.listed = listed;
    }

    /// What is done at this moment, empty when nothing is.
    public ReadOnlyStringProperty doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /// What came of the last backup, null for none.
    public ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Why no backup of an asset can be made now, null when one can.
    public @Nullable String refusal(AssetId asset) {
        String refusal = allowed.refusal(Permission.CREATE_POINT);
        boolean locked = !asset.equals(Lab.DATABASE) && !vaultOpen.getAsBoolean();
        return refusal == null && locked ? "Unlock the vault first: a backup borrows a credential." : refusal;
    }

    /// Makes one.
    public void make(AssetId asset) {
        String refusal = refusal(asset);
        if (refusal != null) {
            said.set(new Said(Mark.UNKNOWN, refusal));
            return;
        }
        if (!doing.get().isEmpty()) {
            return;
        }
        said.set(null);
        doing.set("Backing up " + asset);
        Activity begun = background.call(
                progress -> making.make(asset, progress),
                created -> {
                    done(new Said(Mark.HOLDS, created.point() + " can be restored from."));
                    listed.run();
                },
                failure -> done(new Said(Mark.BREACH, Foreign.of(failure))));
        activity = begun;
        begun.steps().addListener((ListChangeListener<String>) _ -> {
            if (begun.running() && !begun.steps().isEmpty()) {
                doing.set(begun.steps().getLast());
            }
        });
        begun.stateProperty().addListener((_, _, is) -> {
            if (is == Activity.State.CANCELLED || is == Activity.State.DEFECT) {
                done(new Said(
                        Mark.UNKNOWN, "Waiting for the backup was cancelled; list again to see what became of it."));
            }
        });
    }

    private void done(Said what) {
        doing.set("");
        said.set(what);
    }

    /// Asks it to stop.
    public void cancel() {
        if (activity != null) {
            activity.cancel();
        }
    }
}
