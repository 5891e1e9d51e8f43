package io.backstay.ui.compliance;

import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The findings, grouped by severity with counts; what holds is folded.
final class FindingsTree extends TreeView<FindingsTree.Line> {
    private static final double WIDTH = 376;
    private static final int OPEN = 90;

    private final ComplianceModel model;

    /// A group's head, or a finding.
    ///
    /// @param count how many findings a group has
    /// @param item  null for a group
    record Line(Mark mark, long count, @Nullable Item item) {}

    FindingsTree(ComplianceModel model) {
        this.model = model;
        setId("findings");
        getStyleClass().addAll("bs-tree", "cp-tree");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        setShowRoot(false);
        setAccessibleText("Findings by severity");
        setCellFactory(_ -> new LineCell());
        setRoot(new TreeItem<>());
        model.items().addListener((ListChangeListener<Item>) _ -> fill());
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && item.getValue().item() != null) {
                model.selectedProperty().set(item.getValue().item());
            }
        });
        model.selectedProperty().subscribe(this::choose);
        fill();
    }

    private void fill() {
        List<TreeItem<Line>> groups = ItemWords.MARKS.stream()
                .map(mark -> group(
                        mark,
                        model.items().stream()
                                .filter(item -> item.mark() == mark)
                                .toList()))
                .filter(group -> !group.isLeaf())
                .toList();
        getRoot().getChildren().setAll(groups);
    }

    private static TreeItem<Line> group(Mark mark, List<Item> items) {
        var group = new TreeItem<>(new Line(mark, items.size(), null));
        items.forEach(item -> group.getChildren().add(new TreeItem<>(new Line(mark, 1, item))));
        group.setExpanded(mark != Mark.HOLDS);
        return group;
    }

    private void choose(@Nullable Item chosen) {
        for (TreeItem<Line> group : getRoot().getChildren()) {
            for (TreeItem<Line> item : group.getChildren()) {
                if (chosen != null && chosen.equals(item.getValue().item())) {
                    group.setExpanded(true);
                    getSelectionModel().select(item);
                    return;
                }
            }
        }
    }

    /// One line of the tree.
    private static final class LineCell extends TreeCell<Line> {
        LineCell() {
            // The group's own chevron on the right opens and folds it.
            setDisclosureNode(new Region());
            setOnMouseClicked(_ -> fold());
        }

        private void fold() {
            TreeItem<Line> item = getTreeItem();
            if (item != null && !item.isLeaf()) {
                item.setExpanded(!item.isExpanded());
            }
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            getStyleClass().remove("cp-group");
            // Long rules end in dots instead of making the tree scroll sideways.
            setPrefWidth(0);
            if (empty || line == null) {
                return;
            }
            Item item = line.item();
            if (item == null) {
                getStyleClass().add("cp-group");
                setGraphic(head(line, getTreeItem()));
            } else {
                setGraphic(row(item));
                setTooltip(new Tooltip(item.title()));
            }
        }

        private static HBox head(Line line, TreeItem<Line> item) {
            Label word = Texts.section(line.mark().word());
            word.setGraphic(new MarkIcon(line.mark()));
            var chevron = Icons.of("fth-chevron-right");
            chevron.rotateProperty()
                    .bind(Bindings.when(item.expandedProperty()).then(OPEN).otherwise(0));
            var box = new HBox(word, Texts.secondary(String.valueOf(line.count())), Card.spring(), chevron);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().add("cp-head");
            return box;
        }

        private static HBox row(Item item) {
            var words = new VBox(Texts.body(item.title()), Texts.caption(item.place()));
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            Label rule = Texts.key(item.rule());
            var box = new HBox(words, rule);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().add("cp-row");
            return box;
        }
    }
}
