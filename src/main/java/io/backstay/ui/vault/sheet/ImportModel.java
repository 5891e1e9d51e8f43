package io.backstay.ui.vault.sheet;

import io.backstay.act.Vaults;
import io.backstay.act.Vaults.Draft;
import io.backstay.act.Vaults.Found;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.vault.entry.Purpose;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Credentials out of another program's file: listed, chosen, and only then stored.
public final class ImportModel implements Sheet {
    private final VaultSource source;
    private final Attempt attempt;
    private final Consumer<String> onDone;
    private final StringProperty file = new SimpleStringProperty("");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(0);
    private boolean storing;
    private boolean closed;

    /// @param onDone hears what was added
    public ImportModel(VaultSource source, Background background, Consumer<String> onDone) {
        this.source = source;
        this.attempt = new Attempt(background);
        this.onDone = onDone;
    }

    /// One credential that was found.
    public static final class Row {
        private final Found found;
        private final BooleanProperty chosen = new SimpleBooleanProperty(true);
        private final ObjectProperty<Purpose> purpose;

        Row(Found found) {
            this.found = found;
            this.purpose = new SimpleObjectProperty<>(found.draft().purpose());
        }

        /// Where it stands, and the proposal for it.
        public Found found() {
            return found;
        }

        /// Whether it will be added.
        public BooleanProperty chosenProperty() {
            return chosen;
        }

        /// What it will be for.
        public ObjectProperty<Purpose> purposeProperty() {
            return purpose;
        }

        private Draft draft() {
            Draft was = found.draft();
            return new Draft(was.kind(), purpose.get(), was.name(), was.account(), was.tenant(), was.rotateAfterDays());
        }
    }

    @Override
    public String title() {
        return "Import credentials";
    }

    /// The file to read.
    public StringProperty fileProperty() {
        return file;
    }

    /// What was found in it.
    public ObservableList<Row> rows() {
        return rows;
    }

    /// How many are chosen.
    public ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Reading or adding.
    public Attempt attempt() {
        return attempt;
    }

    /// Reads the file; nothing is stored.
    public void read() {
        if (file.get().isBlank() || attempt.runningProperty().get()) {
            return;
        }
        try {
            Path path = Path.of(file.get().strip());
            attempt.run(_ -> source.vaults().read(path), this::show);
        } catch (InvalidPathException e) {
            attempt.fail(new Failure.BadInput("That is no path: " + e.getReason() + ".", "Type or choose the file."));
        }
    }

    /// Adds what is chosen, one after the other.
    public void add() {
        List<Row> wanted =
                rows.stream().filter(row -> row.chosenProperty().get()).toList();
        if (wanted.isEmpty() || attempt.runningProperty().get()) {
            return;
        }
        storing = true;
        attempt.run(_ -> store(wanted), added -> {
            storing = false;
            drop();
            onDone.accept(added == 1 ? "1 credential was added." : added + " credentials were added.");
        });
        attempt.failureProperty().subscribe(failure -> {
            if (failure != null) {
                storing = false;
                if (closed) {
                    drop();
                }
            }
        });
    }

    @Override
    public void forget() {
        closed = true;
        if (!storing) {
            drop();
        }
    }

    private int store(List<Row> wanted) throws BackstayException {
        Vaults vaults = source.vaults();
        int added = 0;
        for (Row row : wanted) {
            try {
                vaults.add(row.draft(), row.found().credential());
                added++;
            } catch (BackstayException e) {
                String done = added == 0 ? "Nothing was added. " : added + " of " + wanted.size() + " were added. ";
                throw new BackstayException(
                        new Failure.BadInput(
                                done + row.found().draft().name() + ": "
                                        + e.failure().message(),
                                e.failure().advice()),
                        e);
            }
        }
        return added;
    }

    private void show(List<Found> found) {
        drop();
        if (closed) {
            found.forEach(Found::close);
            return;
        }
        found.forEach(each -> {
            var row = new Row(each);
            row.chosenProperty().addListener(_ -> count());
            rows.add(row);
        });
        count();
        if (found.isEmpty()) {
            attempt.fail(new Failure.NotFound(
                    "A credential in that file",
                    "It reads AWS credentials files, .pgpass files and environment files."));
        }
    }

    private void drop() {
        rows.forEach(row -> row.found().close());
        rows.clear();
        count();
    }

    private void count() {
        chosen.set((int) rows.stream().filter(row -> row.chosenProperty().get()).count());
    }
}
