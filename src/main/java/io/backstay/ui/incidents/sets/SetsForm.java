package io.backstay.ui.incidents.sets;

import io.backstay.act.connection.Connection;
import io.backstay.act.tenant.DataSets;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.incident.intake.TypedMoment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Whose data sets are meant, as of when, and where files lie, while it is typed.
final class SetsForm {
    private static final String MISSING = "Name a file, or for a folder a folder, that does not exist yet.";

    private final ObjectProperty<@Nullable String> connection = new SimpleObjectProperty<>(Connection.LAB);
    private final StringProperty tenant = new SimpleStringProperty("");
    private final StringProperty point = new SimpleStringProperty("");
    private final StringProperty moment = new SimpleStringProperty("");
    private final StringProperty folder = new SimpleStringProperty("");
    private final StringProperty copy = new SimpleStringProperty("");
    private final StringProperty missing = new SimpleStringProperty("");

    ObjectProperty<@Nullable String> connectionProperty() {
        return connection;
    }

    /// The firm's key, as the database has it.
    StringProperty tenantProperty() {
        return tenant;
    }

    /// The base backup to begin with; empty for the newest that reaches the moment.
    StringProperty pointProperty() {
        return point;
    }

    /// The moment; with an empty base backup, too, live is meant.
    StringProperty momentProperty() {
        return moment;
    }

    /// Where data sets are written; it does not exist yet.
    StringProperty folderProperty() {
        return folder;
    }

    /// What the customer has: a file, or a folder of files.
    StringProperty copyProperty() {
        return copy;
    }

    /// Where the rows are written that the copy is missing, which does not exist yet; empty for nowhere.
    StringProperty missingProperty() {
        return missing;
    }

    /// Forgets what was typed, but for the database, and begins with a firm.
    ///
    /// @param key null where it is not known
    void begin(@Nullable String key) {
        tenant.set(key == null ? "" : key);
        for (StringProperty each : List.of(point, moment, folder, copy, missing)) {
            each.set("");
        }
    }

    DataSets.Whose whose() throws BackstayException {
        String named = connection.get();
        if (named == null) {
            throw bad("It is not said which database is meant.", "Choose one.");
        }
        try {
            return new DataSets.Whose(named, new TenantId(tenant.get().strip()), null);
        } catch (IllegalArgumentException e) {
            throw bad("It is not said which firm is meant.", "Give its key, as the database has it.");
        }
    }

    DataSets.From from() throws BackstayException {
        String named = point.get().strip();
        String typed = moment.get().strip();
        if (named.isEmpty() && typed.isEmpty()) {
            return new DataSets.From.Live();
        }
        Instant at =
                typed.isEmpty() ? null : TypedMoment.read(typed, null, null).toInstant();
        return new DataSets.From.Then(named.isEmpty() ? null : named, at);
    }

    Path folder() throws BackstayException {
        return path(folder.get(), "It is not said where the files go.", "Name a folder that does not exist yet.");
    }

    Path copy() throws BackstayException {
        return path(
                copy.get(), "It is not said what the customer has.", "Name the file, or the folder with the files.");
    }

    @Nullable
    Path missing() throws BackstayException {
        return missing.get().isBlank() ? null : path(missing.get(), "", MISSING);
    }

    private static Path path(String typed, String why, String advice) throws BackstayException {
        if (typed.isBlank()) {
            throw bad(why, advice);
        }
        try {
            Path path = Path.of(typed.strip());
            // Nobody who sits at a window knows which folder the process was begun in.
            if (!path.isAbsolute()) {
                throw bad(path + " does not say where it begins.", "Give the whole path, from the root on.");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new BackstayException(new Failure.BadInput("This is no path: " + e.getReason() + ".", advice), e);
        }
    }

    private static BackstayException bad(String why, String advice) {
        return new BackstayException(new Failure.BadInput(why, advice));
    }
}
