package io.backstay.ui.kit.table;

import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Texts;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Tables of fixed row height whose columns never become too narrow to read.
public final class Tables {
    /// Rows of recovery points.
    public static final double POINT_ROW = 28;
    /// Rows with one line.
    public static final double ROW = 32;
    /// Rows with two lines.
    public static final double TALL_ROW = 42;

    private static final int SOME_ROWS = 4;
    private static final double WIDE = 10_000;
    private static final String MADE = "made-width";

    private Tables() {}

    /// An empty table.
    public static <T> TableView<T> table(double rowHeight) {
        var table = new TableView<T>();
        table.getStyleClass().add("bs-table");
        table.setFixedCellSize(rowHeight);
        // The style sheet says the same height in sizes of text, so that rows grow with it.
        table.getStyleClass()
                .add(rowHeight == POINT_ROW ? "bs-rows-point" : rowHeight == ROW ? "bs-rows-one" : "bs-rows-two");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        return table;
    }

    /// A column of text; the whole value is in the tooltip.
    public static <T> TableColumn<T, T> text(String head, double width, Function<T, String> value) {
        return text(head, width, value, "bs-body");
    }

    /// A column of text in a style of [io.backstay.ui.kit.Texts], such as `bs-mono`.
    public static <T> TableColumn<T, T> text(String head, double width, Function<T, String> value, String style) {
        return nodes(head, width, row -> {
            var label = new Label(Foreign.of(value.apply(row)));
            label.getStyleClass().add(style);
            label.setTooltip(Texts.tooltip(label.getText()));
            return label;
        });
    }

    /// A column of numbers in the mono font, on the right.
    public static <T> TableColumn<T, T> number(String head, double width, Function<T, String> value) {
        TableColumn<T, T> column = text(head, width, value, "bs-mono");
        column.getStyleClass().add("bs-right");
        return column;
    }

    /// A column of anything.
    public static <T> TableColumn<T, T> nodes(String head, double width, Function<T, Node> cell) {
        var column = new TableColumn<T, T>(head);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(WIDE);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new NodeCell<>(cell));
        return column;
    }

    /// A page with a table that takes the room there is, and scrolls as a whole where that is too little.
    public static ScrollPane scrolling(Region page) {
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        return scroll;
    }

    /// How high a table must be to be of use: its head and four rows.
    ///
    /// @param scale how large text is, 1 for the usual size
    public static double someRows(double scale) {
        return (POINT_ROW + SOME_ROWS * TALL_ROW) * scale;
    }

    /// Fits the columns to the size of text; a narrow window keeps only some of them.
    ///
    /// @param scale how large text is, 1 for the usual size
    /// @param kept  the places of the columns that a narrow window keeps, from 0; empty for all
    public static void fit(TableView<?> table, double scale, Set<Integer> kept) {
        for (int i = 0; i < table.getColumns().size(); i++) {
            TableColumn<?, ?> column = table.getColumns().get(i);
            double made = (double) column.getProperties().computeIfAbsent(MADE, _ -> column.getMinWidth());
            boolean fixed = column.getMaxWidth() < WIDE;
            column.setVisible(kept.isEmpty() || kept.contains(i));
            column.setMaxWidth(WIDE);
            column.setMinWidth(made * scale);
            column.setPrefWidth(made * scale);
            if (fixed) {
                column.setMaxWidth(made * scale);
            }
        }
    }

    /// Keeps a column as narrow as it was made.
    public static <T> TableColumn<T, T> fixed(TableColumn<T, T> column) {
        column.setMaxWidth(column.getPrefWidth());
        return column;
    }

    /// A cell that shows a node made for its row; a row that is still fetched shows nothing.
    private static final class NodeCell<T> extends TableCell<T, T> {
        private final Function<T, Node> cell;

        NodeCell(Function<T, Node> cell) {
            this.cell = cell;
            setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(@Nullable T row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : cell.apply(row));
        }
    }
}
