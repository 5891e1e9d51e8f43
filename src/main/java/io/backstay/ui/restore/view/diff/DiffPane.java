package io.backstay.ui.restore.view.diff;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.act.restore.GuidedRestore.Staged;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.diff.DiffFilter;
import io.backstay.ui.restore.diff.DiffModel;
import io.backstay.ui.restore.diff.Unmasked;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What was lost, and what has happened since: groups above, rows of the chosen group below, what will be written
/// beside them.
public final class DiffPane implements RestorePane {
    private final RestoreModel model;
    private final DiffModel diff;
    private final Clocks clocks;
    private final VBox middle;
    private final SidePane side = new SidePane();
    private final ScrollPane scrolled = new ScrollPane(side);
    private final DiffSide counts;
    private final Label staged = Texts.wrapped(Texts.secondary(""));
    private final GroupTable groups;
    private final SampleTable samples;
    private final BooleanProperty wantsDamaged = new SimpleBooleanProperty(false);
    private final Map<DiffFilter, ToggleButton> filters = new EnumMap<>(DiffFilter.class);

    /// Shows the comparison of the restore that the model is at.
    public DiffPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.diff = model.diff();
        this.clocks = clocks;
        scrolled.setFitToHeight(true);
        scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scrolled.setMinWidth(SidePane.WIDTH);
        scrolled.setPrefWidth(SidePane.WIDTH);
        groups = new GroupTable(diff);
        counts = new DiffSide(diff);
        var bars = new DiffBars(model);
        var columns = new ColumnsBar(diff);
        samples = new SampleTable(diff);
        VBox.setVgrow(samples.table(), Priority.ALWAYS);
        middle = new VBox(
                head(),
                bars.working(),
                bars.damaged(wantsDamaged),
                groups,
                sampleBar(columns.button()),
                columns.bar(),
                bars.reveal(),
                samples.table());
        middle.getStyleClass().add("rs-diff");
        model.knownProperty().subscribe(this::show);
        diff.damaged().stagedProperty().subscribe(_ -> wantsDamaged.set(false));
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return scrolled;
    }

    @Override
    public void fit(double scale, boolean narrow) {
        groups.fit(scale, narrow);
        samples.fit(scale, narrow);
    }

    @Override
    public Node first() {
        return groups.table();
    }

    private Node head() {
        Label title = Texts.wrapped(Texts.title("What was lost, and what has happened since"));
        title.setMinWidth(0);
        var line = new HBox(title, Card.spring(), damaged(), masked());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rs-line");
        var head = new VBox(line, staged);
        head.getStyleClass().add("rs-head");
        return head;
    }

    private Node damaged() {
        Button look =
                Buttons.small("Look at the damaged state", "fth-layers", () -> wantsDamaged.set(!wantsDamaged.get()));
        look.setId("damaged");
        look.setTooltip(new Tooltip("Recovers the moment after the incident as well, and compares all three."));
        look.visibleProperty().bind(diff.damaged().stagedProperty().isNull());
        look.managedProperty().bind(look.visibleProperty());
        look.disableProperty().bind(diff.deciding().possibleProperty().not());
        return look;
    }

    private Node masked() {
        Unmasked<SampleRow> unmasked = diff.unmasked();
        Button masked = Buttons.small("Masked", "fth-eye-off", this::mask);
        masked.setId("masked");
        masked.setTooltip(new Tooltip("Personal data is masked. Choose a row, then press this to see that row."));
        unmasked.plainProperty().subscribe(plain -> {
            masked.setText(plain == null ? "Masked" : "Mask again");
            masked.setGraphic(Icons.of(plain == null ? "fth-eye-off" : "fth-eye"));
        });
        return masked;
    }

    private void mask() {
        if (diff.unmasked().askedProperty().get() != null) {
            diff.unmasked().hide();
            return;
        }
        if (diff.rowProperty().get() == null && !diff.samples().isEmpty()) {
            diff.rowProperty().set(diff.samples().getFirst());
        }
        SampleRow row = diff.rowProperty().get();
        if (row != null) {
            diff.unmasked().ask(row);
        }
    }

    private void show(Known known) {
        Difference difference = known.difference();
        Staged from = known.staged();
        Known.Opened opened = known.opened();
        side.getChildren().clear();
        if (difference == null || from == null || opened == null) {
            staged.setText("");
            return;
        }
        staged.setText(sides(from, opened.intake().zone()));
        groups.show();
        filters.forEach(this::label);
        counts.fill(side, difference);
        CaseClocks.add(side.spring(), known, clocks, model.now());
    }

    private String sides(Staged from, ZoneId zone) {
        Staged after = diff.damaged().stagedProperty().get();
        String damaged = after == null
                ? "the damaged state was not looked at, live read only"
                : "damaged " + Moments.at(after.stoppedAt(), zone) + " (" + after.name() + ")";
        return "Last good " + Moments.at(from.stoppedAt(), zone) + " (" + Moments.beside(from.stoppedAt(), zone) + "; "
                + from.name() + "), " + damaged;
    }

    private Node sampleBar(Button columns) {
        Label group = Texts.section("");
        group.textProperty().bind(diff.selectedProperty().map(table -> table == null ? "" : diff.label(table.table())));
        for (DiffFilter filter : DiffFilter.values()) {
            var toggle = new ToggleButton();
            toggle.setOnAction(_ -> diff.filterProperty().set(filter));
            toggle.managedProperty().bind(toggle.visibleProperty());
            filters.put(filter, toggle);
        }
        HBox segments = Buttons.segments(List.copyOf(filters.values()));
        segments.getStyleClass().add("bs-small");
        diff.selectedProperty().subscribe(_ -> filters.forEach(this::label));
        diff.filterProperty().subscribe(filter -> filters.forEach((one, toggle) -> toggle.setSelected(one == filter)));
        var bar = new HBox(group, segments, Card.spring(), Texts.secondary("Sample, conflicts first"), columns);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("rs-sample-bar");
        return bar;
    }

    private void label(DiffFilter filter, ToggleButton toggle) {
        toggle.setText(diff.filterText(filter));
        toggle.setVisible(diff.has(filter));
    }
}
