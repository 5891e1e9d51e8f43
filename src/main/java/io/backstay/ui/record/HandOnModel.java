package io.backstay.ui.record;

import io.backstay.act.record.Records;
import io.backstay.act.role.Permission;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Handing on the entries of one tenant with their proofs, and nothing about anybody else.
public final class HandOnModel {
    private final Records records;
    private final Background background;
    private final Allowed allowed;
    private final StringProperty tenant = new SimpleStringProperty("");
    private final StringProperty file = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper written = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();

    /// A model that has handed on nothing yet.
    public HandOnModel(Records records, Background background, Allowed allowed) {
        this.records = records;
        this.background = background;
        this.allowed = allowed;
    }

    /// Whose entries are handed on.
    public StringProperty tenantProperty() {
        return tenant;
    }

    /// Where to.
    public StringProperty fileProperty() {
        return file;
    }

    /// What was handed on, empty for nothing.
    public ReadOnlyStringProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// Whether nothing had to be left out of what was handed on.
    public boolean isComplete() {
        return complete.get();
    }

    private static String words(Records.HandedOn done, String whose, Path path) {
        String first = done.leftOut() == 0 ? "" : done.lacks() + " ";
        return first
                + String.format(
                        Locale.ROOT,
                        "%,d %s of %s with their proofs, in %s. Nothing about anybody else is in it.",
                        done.entries(),
                        done.entries() == 1 ? "entry" : "entries",
                        whose,
                        path);
    }

    /// Why nothing was handed on; null when something was.
    public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Why this role may not hand on entries; null when it may.
    public @Nullable String refusal() {
        return allowed.refusal(Permission.EXPORT_RECORD);
    }

    /// Writes the file.
    public void write() {
        written.set("");
        failure.set(null);
        String whose = tenant.get().strip();
        if (whose.isEmpty() || file.get().isBlank() || refusal() != null) {
            return;
        }
        try {
            Path path = Path.of(file.get().strip());
            background.call(
                    _ -> records.export(whose, path),
                    done -> {
                        complete.set(done.leftOut() == 0);
                        written.set(words(done, whose, path));
                    },
                    failure::set);
        } catch (InvalidPathException e) {
            failure.set(new Failure.BadInput("That is no path: " + e.getReason() + ".", "Type or choose a file."));
        }
    }
}
