package io.backstay.ui.incidents.sets;

import io.backstay.act.tenant.DataSets;
import io.backstay.connect.postgres.tenant.sets.DifferingRow;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import io.backstay.ui.kit.table.Tables;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What came of it: the files with their rows and hashes, or what differs, set by set and row by row.
final class SetsResult extends VBox {
    private static final double NAME = 190;
    private static final double COUNT = 90;
    private static final double LONG = 320;
    private static final double HEIGHT = 340;
    private static final double DOUBLE = 2;

    private final TableView<DataSets.SetFile> files = Tables.table(Tables.ROW);
    private final TableView<SetDifference> sets = Tables.table(Tables.ROW);
    private final TableView<Row> rows = Tables.table(Tables.ROW);

    /// A row that differs, and of which set it is.
    private record Row(String set, DifferingRow row) {}

    SetsResult(SetsModel model) {
        getStyleClass().add("in-page-part");
        files.setId("set-files");
        files.setPrefHeight(HEIGHT);
        files.getColumns()
                .addAll(List.of(
                        Tables.text("Data set", NAME, DataSets.SetFile::set),
                        Tables.text("File", NAME, DataSets.SetFile::file, "bs-mono"),
                        Tables.number("Rows", COUNT, each -> "" + each.rows()),
                        Tables.text("SHA-256", LONG, DataSets.SetFile::sha256, "bs-mono")));
        sets.setId("set-differences");
        sets.setPrefHeight(HEIGHT);
        sets.getColumns()
                .addAll(List.of(
                        Tables.text("Data set", NAME, SetDifference::set),
                        Tables.number("Missing", COUNT, each -> count(each, each.missing())),
                        Tables.number("Changed", COUNT, each -> count(each, each.changed())),
                        Tables.number("Only theirs", COUNT, each -> count(each, each.added())),
                        Tables.number("In the copy", COUNT, each -> count(each, each.file())),
                        Tables.number("In ours", COUNT, each -> count(each, each.database())),
                        Tables.text("", LONG, SetsResult::remarks)));
        rows.setId("set-rows");
        rows.setPrefHeight(HEIGHT * DOUBLE / (DOUBLE + 1));
        rows.getColumns()
                .addAll(List.of(
                        Tables.text("Data set", NAME, each -> each.set()),
                        Tables.text("", NAME, each -> kind(each.row().kind())),
                        Tables.text("Which", NAME, each -> key(each.row()), "bs-mono"),
                        Tables.text("Values, personal ones masked", LONG, each -> cells(each.row()))));
        model.exportedProperty().subscribe(done -> files.getItems().setAll(done == null ? List.of() : done.sets()));
        model.comparedProperty().subscribe(done -> {
            sets.getItems().setAll(done == null ? List.of() : done.sets());
            rows.getItems().setAll(done == null ? List.of() : differing(done));
            show(model);
        });
        model.exportedProperty().subscribe(_ -> show(model));
    }

    private void show(SetsModel model) {
        getChildren().clear();
        if (model.exportedProperty().get() != null) {
            getChildren().add(files);
        } else if (model.comparedProperty().get() != null) {
            getChildren().add(sets);
            if (!rows.getItems().isEmpty()) {
                getChildren().add(rows);
            }
        }
    }

    private static List<Row> differing(DataSets.Compared done) {
        return done.sets().stream()
                .flatMap(set -> set.shown().stream().map(row -> new Row(set.set(), row)))
                .toList();
    }

    private static String count(SetDifference set, long number) {
        return set.undecided().isEmpty() ? "" + number : "–";
    }

    private static String remarks(SetDifference set) {
        return String.join(" ", set.undecided().isEmpty() ? set.notes() : set.undecided());
    }

    private static String kind(DifferingRow.Kind kind) {
        return switch (kind) {
            case MISSING -> "Missing in the copy";
            case CHANGED -> "Changed";
            case ADDED -> "Only in the copy";
        };
    }

    private static String key(DifferingRow row) {
        return row.key().stream().map(each -> said(each.value())).collect(Collectors.joining(", "));
    }

    private static String cells(DifferingRow row) {
        return row.cells().stream()
                .map(cell -> cell.heading() + ": "
                        + switch (row.kind()) {
                            case MISSING -> said(cell.database());
                            case ADDED -> said(cell.file());
                            case CHANGED -> said(cell.file()) + " → " + said(cell.database());
                        })
                .collect(Collectors.joining(", "));
    }

    private static String said(@Nullable String value) {
        return value == null ? "(nothing)" : value;
    }
}
