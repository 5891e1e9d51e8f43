package io.backstay.ui.restore.view.diff;

import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.restore.diff.Deciding;
import io.backstay.ui.restore.diff.DiffModel;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A few rows of the chosen group, all sides beside each other, and a choice for each conflict.
final class SampleTable {
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open-conflict");

    /// What a narrow window keeps: the key, both sides, what becomes of the row.
    private static final Set<Integer> KEPT = Set.of(1, 2, 4, 5);

    private static final int DAMAGED = 3;

    private final DiffModel diff;
    private final TableView<SampleRow> table = Tables.table(Tables.ROW);
    private Set<Integer> kept = Set.of();

    SampleTable(DiffModel diff) {
        this.diff = diff;
        table.setId("samples");
        table.setItems(diff.samples());
        table.setPlaceholder(Texts.muted("No row of this kind is in the sample."));
        table.getColumns().add(Tables.fixed(Tables.nodes("Finding", 118, SampleTable::finding)));
        table.getColumns().add(Tables.fixed(Tables.text("Key", 80, SampleRow::key, "bs-mono")));
        table.getColumns().add(value("Last good", 146, row -> Texts.body(text(row.lastGood(), "not there"))));
        table.getColumns().add(value("Damaged", 112, row -> sided(row.damaged(), row.live(), "gone")));
        table.getColumns().add(value("Live now", 146, SampleTable::live));
        table.getColumns().add(Tables.fixed(Tables.nodes("Outcome", 164, this::outcome)));
        table.getColumns().stream()
                .skip(2)
                .forEach(column -> column.getStyleClass().add("rs-side-column"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setRowFactory(_ -> new OpenRow());
        diff.damaged().stagedProperty().subscribe(_ -> showDamaged());
        diff.unmasked().plainProperty().subscribe(_ -> table.refresh());
        select();
    }

    TableView<SampleRow> table() {
        return table;
    }

    /// Fits the columns to the size of text and to the window.
    void fit(double scale, boolean narrow) {
        kept = narrow && scale > 1.5 ? KEPT : Set.of();
        Tables.fit(table, scale, kept);
        showDamaged();
        table.setMinHeight(narrow ? Tables.someRows(scale) : 0);
        table.setPrefHeight(narrow ? Tables.someRows(scale) * 2 : Region.USE_COMPUTED_SIZE);
    }

    private void showDamaged() {
        boolean room = kept.isEmpty() || kept.contains(DAMAGED);
        table.getColumns()
                .get(DAMAGED)
                .setVisible(room && diff.damaged().stagedProperty().get() != null);
    }

    private void select() {
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                diff.rowProperty().set(chosen);
            }
        });
        diff.rowProperty().subscribe(chosen -> {
            if (chosen == null) {
                table.getSelectionModel().clearSelection();
            } else if (!chosen.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(chosen);
                table.scrollTo(chosen);
            }
        });
    }

    /// A conflict that nobody has decided stands out until somebody does.
    private static final class OpenRow extends TableRow<SampleRow> {
        @Override
        protected void updateItem(@Nullable SampleRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(OPEN, !empty && row != null && row.write() == SampleRow.Write.UNDECIDED);
        }
    }

    private TableColumn<SampleRow, SampleRow> value(String head, double width, Function<SampleRow, Label> of) {
        return Tables.nodes(head, width, masked -> {
            Label label = of.apply(diff.unmasked().seen(masked));
            label.setTooltip(new Tooltip(label.getText()));
            return label;
        });
    }

    private static String text(@Nullable String value, String absent) {
        return value == null ? "— " + absent : value;
    }

    private static Label sided(@Nullable String value, @Nullable String beside, String absent) {
        return value != null && !value.equals(beside) ? Texts.name(value) : Texts.secondary(text(value, absent));
    }

    /// A conflict's own row is gone as well, but that is not the point of it.
    private static Label live(SampleRow row) {
        if (row.finding() == RowClass.BLOCKED && row.live() == null) {
            return Texts.secondary("another row has its place");
        }
        return row.finding() == RowClass.CONFLICT && row.live() != null
                ? Texts.name(row.live())
                : Texts.body(text(row.live(), "gone"));
    }

    private static Node finding(SampleRow row) {
        return switch (row.finding()) {
            case LOST -> found("Lost", "fth-corner-up-left", "rs-lost");
            case RETYPED -> found("Re-typed", "fth-edit-3", "rs-retyped");
            case CONFLICT -> found("Conflict", "fth-git-merge", "rs-conflict");
            case DAMAGED -> found("Damaged", "fth-alert-circle", "rs-lost");
            case REMOVED -> found("Removed", "fth-trash", "rs-lost");
            case HELD -> found("Held back", "fth-shield", "rs-lost");
            case BLOCKED -> found("Blocked", "fth-slash", "rs-lost");
            case ADDED, UNCHANGED -> found("New since", "fth-plus", "rs-lost");
        };
    }

    private static Label found(String word, String icon, String style) {
        Label label = Texts.body(word);
        label.setGraphic(Icons.of(icon));
        label.getStyleClass().add(style);
        return label;
    }

    private Node outcome(SampleRow row) {
        if (row.finding() == RowClass.CONFLICT) {
            return conflict(row);
        }
        return Texts.secondary(
                switch (row.write()) {
                    case INSERT -> "Bring back";
                    case UPDATE -> row.finding() == RowClass.DAMAGED ? "Mend" : "As it was";
                    case UNDECIDED -> "Choose";
                    case NOTHING ->
                        switch (row.finding()) {
                            case LOST, HELD, REMOVED -> "Not brought back";
                            case BLOCKED -> "Cannot be written";
                            default -> "Keep live";
                        };
                });
    }

    private Node conflict(SampleRow row) {
        ToggleButton lastGood = side(row, Choice.LAST_GOOD, "Last good");
        ToggleButton live = side(row, Choice.LIVE, "Live");
        HBox segments = Buttons.segments(List.of(lastGood, live));
        segments.getStyleClass().add("bs-small");
        segments.setAlignment(Pos.CENTER_LEFT);
        return segments;
    }

    private ToggleButton side(SampleRow row, Choice choice, String words) {
        var toggle = new ToggleButton(words);
        boolean chosen = Deciding.of(row).filter(choice::equals).isPresent();
        toggle.setSelected(chosen);
        if (chosen) {
            toggle.setGraphic(Icons.of("fth-check"));
        }
        toggle.setAccessibleText(row.key() + ": " + words);
        toggle.disableProperty().bind(diff.deciding().possibleProperty().not());
        toggle.setOnAction(_ -> {
            diff.rowProperty().set(row);
            diff.deciding().choose(row, choice);
        });
        return toggle;
    }
}
