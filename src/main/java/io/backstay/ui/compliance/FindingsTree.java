package io.backstay.ui.compliance;

import io.backstay.policy.Finding;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.RuleWords;
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
    /// @param count   how many findings a group has
    /// @param finding null for a group
    record Line(Mark mark, long count, @Nullable Finding finding) {}

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
        model.findings().addListener((ListChangeListener<Finding>) _ -> fill());
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null && item.getValue().finding() != null) {
                model.selectedProperty().set(item.getValue().finding());
            }
        });
        model.selectedProperty().subscribe(this::choose);
        fill();
    }

    private void fill() {
        List<TreeItem<Line>> groups = List.of(Finding.Status.values()).stream()
                .map(status -> group(
                        Grade.of(status),
                        model.findings().stream()
                                .filter(finding -> finding.status() == status)
                                .toList()))
                .filter(group -> !group.isLeaf())
                .toList();
        getRoot().getChildren().setAll(groups);
    }

    private static TreeItem<Line> group(Mark mark, List<Finding> findings) {
        var group = new TreeItem<>(new Line(mark, findings.size(), null));
        findings.forEach(finding -> group.getChildren().add(new TreeItem<>(new Line(mark, 1, finding))));
        group.setExpanded(mark != Mark.HOLDS);
        return group;
    }

    private void choose(@Nullable Finding finding) {
        for (TreeItem<Line> group : getRoot().getChildren()) {
            for (TreeItem<Line> item : group.getChildren()) {
                if (finding != null && finding.equals(item.getValue().finding())) {
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
            Finding finding = line.finding();
            if (finding == null) {
                getStyleClass().add("cp-group");
                setGraphic(head(line, getTreeItem()));
            } else {
                setGraphic(row(finding));
                setTooltip(new Tooltip(finding.message()));
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

        private static HBox row(Finding finding) {
            Label message = Texts.body(finding.message());
            var words = new VBox(message, Texts.caption(finding.asset().value()));
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            Label rule = Texts.key(RuleWords.of(finding.rule()));
            var box = new HBox(words, rule);
            box.setAlignment(Pos.CENTER_LEFT);
            box.getStyleClass().add("cp-row");
            return box;
        }
    }
}
