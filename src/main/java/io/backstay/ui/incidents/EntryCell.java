package io.backstay.ui.incidents;

import io.backstay.incident.timeline.Line;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import java.nio.file.Path;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line: when, what kind, what, who; a lock where the record vouches for it, a pencil where a person does.
final class EntryCell extends ListCell<TimelineItem> {
    private static final double TIME_WIDTH = 72;
    private static final double BESIDE = TIME_WIDTH + 168;
    private static final double PICTURE_WIDTH = 240;
    private static final double PICTURE_HEIGHT = 135;
    /// Beside a report: the time without its day, and all else closer together.
    private static final double NARROW = 420;

    private static final double NARROW_TIME = 44;
    private static final double NARROW_BESIDE = NARROW_TIME + 124;
    private static final double NARROW_PICTURE = 130;
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("incident.open", "fth-phone-incoming"),
            Map.entry("incident.declare", "fth-flag"),
            Map.entry("incident.verdict", "fth-help-circle"),
            Map.entry("restore.verdict", "fth-help-circle"),
            Map.entry("incident.told", "fth-mail"),
            Map.entry("incident.picture", "fth-image"),
            Map.entry("incident.merge", "fth-download"),
            Map.entry("incident.export", "fth-share-2"),
            Map.entry("incident.import", "fth-share-2"),
            Map.entry("incident.close", "fth-check-circle"),
            Map.entry("incident.probe", "fth-activity"),
            Map.entry("restore.stage", "fth-play"),
            Map.entry("restore.find", "fth-search"),
            Map.entry("restore.compare", "fth-columns"),
            Map.entry("restore.choose", "fth-columns"),
            Map.entry("restore.plan", "fth-file-text"),
            Map.entry("restore.approve", "fth-user-check"),
            Map.entry("restore.import", "fth-check-circle"),
            Map.entry("restore.verify", "fth-shield"),
            Map.entry("restore.undo", "fth-rotate-ccw"),
            Map.entry("point.create", "fth-database"),
            Map.entry("test.run", "fth-rotate-ccw"));

    @Override
    protected void updateItem(@Nullable TimelineItem item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setPrefWidth(0);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        Line line = item.line();
        Label time = Texts.mono(Times.utcClock(line.at()));
        time.setTooltip(new Tooltip(Times.utcSeconds(line.at()) + " UTC"));
        boolean narrow = getListView().getWidth() < NARROW;
        double beside = narrow ? NARROW_BESIDE : BESIDE;
        var when = narrow ? new VBox(time) : new VBox(time, Texts.caption(Times.utcDay(line.at())));
        when.setMinWidth(narrow ? NARROW_TIME : TIME_WIDTH);
        when.setAlignment(Pos.CENTER_LEFT);
        Label what = Texts.wrapped(Texts.body(line.what()));
        // The list asks a cell for its height before its width is known.
        what.prefWidthProperty().bind(getListView().widthProperty().subtract(beside));
        what.setTooltip(Texts.tooltip(line.what()));
        Label who = Texts.wrapped(Texts.caption(item.about()));
        who.prefWidthProperty().bind(getListView().widthProperty().subtract(beside));
        var words = new VBox(what, who);
        Node picture = picture(item, narrow ? NARROW_PICTURE : PICTURE_WIDTH);
        if (picture != null) {
            words.getChildren().add(picture);
        }
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var box = new HBox(when, kind(line), words, mark(item));
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("in-entry");
        setGraphic(box);
        setAccessibleText(Foreign.of(
                Times.utcSeconds(line.at()) + " UTC, " + line.what() + ", " + item.about() + ", " + item.vouched()));
    }

    private static Node kind(Line line) {
        String act = line.act() == null ? "" : line.act();
        String usual = line.source() == null ? "fth-edit-2" : "fth-message-square";
        var ring = new StackPane(Icons.of(ICONS.getOrDefault(act, act.isEmpty() ? usual : "fth-file-text")));
        ring.getStyleClass().add("in-ring");
        return ring;
    }

    private static Node mark(TimelineItem item) {
        FontIcon icon = Icons.of(item.line().mark() == Line.Mark.RECORD ? "fth-lock" : "fth-edit-2");
        var label = new Label();
        label.setGraphic(icon);
        label.setTooltip(new Tooltip(item.vouched()));
        label.setAccessibleText(item.vouched());
        return label;
    }

    private @Nullable Node picture(TimelineItem item, double width) {
        if (item.lacksPicture()) {
            return Texts.caption("The picture is not here, or is no longer what it was.");
        }
        Path file = item.picture();
        if (file == null) {
            return null;
        }
        // Read beside the window's thread; what cannot be unfolded leaves an empty frame and a word.
        var image = new Image(file.toUri().toString(), PICTURE_WIDTH * 2, PICTURE_HEIGHT * 2, true, true, true);
        var view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setFitWidth(width);
        view.setFitHeight(PICTURE_HEIGHT);
        view.setAccessibleText(Foreign.of("Picture: " + item.line().what()));
        Label broken = Texts.caption("The picture cannot be shown.");
        broken.visibleProperty().bind(image.errorProperty());
        broken.managedProperty().bind(image.errorProperty());
        var box = new VBox(view, broken);
        box.getStyleClass().add("in-picture");
        return box;
    }
}
