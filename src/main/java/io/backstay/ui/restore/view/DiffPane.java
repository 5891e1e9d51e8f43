package io.backstay.ui.restore.view;

import io.backstay.act.GuidedRestore.Difference;
import io.backstay.act.GuidedRestore.Staged;
import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Tables;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.restore.DiffModel;
import io.backstay.ui.restore.DiffModel.Filter;
import io.backstay.ui.restore.Known;
import io.backstay.ui.restore.Moments;
import io.backstay.ui.restore.RestoreModel;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What was lost, and what has happened since: groups above, rows of the chosen group below, what will be written
/// beside them.
final class DiffPane implements RestorePane {
    private static final int GROUPS_SEEN = 6;
    private static final double HEAD = 29;
    private static final double TOTALS_ROW = 32;

    private final RestoreModel model;
    private final DiffModel diff;
    private final Clocks clocks;
    private final VBox middle;
    private final SidePane side = new SidePane();
    private final Label staged = Texts.wrapped(Texts.secondary(""));
    private final TableView<TableDiff> groups;

    DiffPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.diff = model.diff();
        this.clocks = clocks;
        groups = groups();
        var head = new VBox(Texts.title("What was lost, and what has happened since"), staged);
        head.getStyleClass().add("rs-head");
        TableView<SampleRow> samples = samples();
        VBox.setVgrow(samples, Priority.ALWAYS);
        middle = new VBox(head, groups, totals(), sampleBar(), samples);
        middle.getStyleClass().add("rs-diff");
        model.knownProperty().subscribe(this::show);
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return side;
    }

    @Override
    public Node first() {
        return groups;
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
        ZoneId zone = opened.intake().zone();
        staged.setText("Last good " + Moments.at(from.stoppedAt(), zone) + " (" + Moments.beside(from.stoppedAt(), zone)
                + "), read from " + from.name() + ". Live is only read.");
        side(difference);
        CaseClocks.add(side.spring(), known, clocks, model.now());
    }

    private void side(Difference difference) {
        TableDiff all = diff.totalsProperty().get();
        side.head("fth-hash", "Expected counts")
                .row("Rows inserted", "", Texts.mono(Counts.of(all.insert())))
                .row("Re-typed, live kept", "", Texts.mono(Counts.of(all.retyped())))
                .row("Conflicts, live kept", "", warned(all.conflicts()))
                .row("New since, kept", "", Texts.mono(Counts.of(all.liveOnly())))
                .row("Unchanged", "", Texts.mono(Counts.of(all.unchanged())));
        if (all.conflicts() > 0) {
            side.section(
                    "Conflicts are not imported",
                    SidePane.paragraph("A lost row's unique key is taken by another live row. Live stays as it is; "
                            + "the report lists them."));
        }
        var shared = SidePane.paragraph(
                Counts.of(difference.external(), "shared row") + " that they refer to are all there in live.");
        side.section("Beyond the tenant", shared);
        difference.leaks().stream()
                .limit(3)
                .forEach(leak ->
                        side.getChildren().add(indented(SidePane.marked(Mark.WARNING, leak + "; not followed"))));
    }

    private static Node indented(Label label) {
        var box = new VBox(label);
        box.getStyleClass().add("rs-side-indent");
        return box;
    }

    private static Label warned(long count) {
        Label label = Texts.mono(Counts.of(count));
        if (count > 0) {
            label.getStyleClass().add("rs-count-warning");
        }
        return label;
    }

    private TableView<TableDiff> groups() {
        TableView<TableDiff> table = Tables.table(Tables.ROW);
        table.setId("groups");
        table.setItems(diff.tables());
        table.getColumns().add(Tables.text("Business label", 180, row -> diff.label(row.table()), "bs-name"));
        table.getColumns().add(Tables.nodes("Lost", 76, row -> count(row.lost(), "rs-count")));
        table.getColumns().add(Tables.nodes("Re-typed", 82, row -> count(row.retyped(), "rs-count")));
        table.getColumns().add(Tables.nodes("Conflicts", 82, row -> count(row.conflicts(), "rs-count-warning")));
        table.getColumns().add(Tables.nodes("New since", 84, row -> count(row.liveOnly(), "rs-count")));
        table.getColumns().add(Tables.nodes("Unchanged", 90, row -> count(row.unchanged(), "rs-count")));
        table.getColumns().add(Tables.nodes("Insert", 90, row -> count(row.insert(), "rs-count-strong")));
        table.getColumns().stream()
                .skip(1)
                .forEach(column -> column.getStyleClass().add("bs-right"));
        var rows = Bindings.size(diff.tables());
        table.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> HEAD + Tables.ROW * Math.clamp(rows.get(), 1, GROUPS_SEEN), rows));
        table.minHeightProperty().bind(table.prefHeightProperty());
        table.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                diff.selectedProperty().set(chosen);
            }
        });
        diff.selectedProperty().subscribe(chosen -> {
            if (chosen != null && !chosen.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(chosen);
            }
        });
        return table;
    }

    /// A count; a zero is quiet.
    private static Node count(long count, String style) {
        var label = new Label(Counts.of(count));
        label.getStyleClass().add(count == 0 ? "bs-mono-muted" : style);
        return label;
    }

    private Node totals() {
        Label words = Texts.wrapped(Texts.name(""));
        words.textProperty()
                .bind(diff.totalsProperty()
                        .map(all -> all.table() + ": " + Counts.of(all.lost()) + " lost, " + Counts.of(all.insert())
                                + " to insert, " + Counts.of(all.conflicts(), "conflict")));
        var row = new HBox(words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(TOTALS_ROW);
        row.getStyleClass().add("rs-totals");
        return row;
    }

    private Node sampleBar() {
        Label group = Texts.section("");
        group.textProperty().bind(diff.selectedProperty().map(table -> table == null ? "" : diff.label(table.table())));
        Map<Filter, ToggleButton> toggles = new EnumMap<>(Filter.class);
        for (Filter filter : Filter.values()) {
            var toggle = new ToggleButton();
            toggle.setOnAction(_ -> diff.filterProperty().set(filter));
            toggles.put(filter, toggle);
        }
        HBox segments = Buttons.segments(List.copyOf(toggles.values()));
        segments.getStyleClass().add("bs-small");
        diff.selectedProperty()
                .subscribe(_ -> toggles.forEach((filter, toggle) -> toggle.setText(diff.filterText(filter))));
        diff.filterProperty().subscribe(filter -> toggles.forEach((one, toggle) -> toggle.setSelected(one == filter)));
        var bar = new HBox(group, segments, Card.spring(), Texts.secondary("A sample; personal data is masked"));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("rs-sample-bar");
        return bar;
    }

    private TableView<SampleRow> samples() {
        TableView<SampleRow> table = Tables.table(Tables.ROW);
        table.setId("samples");
        table.setItems(diff.samples());
        table.setPlaceholder(Texts.muted("No row of this kind is in the sample."));
        table.getColumns().add(Tables.fixed(Tables.nodes("Finding", 104, DiffPane::finding)));
        table.getColumns().add(Tables.fixed(Tables.text("Key", 68, SampleRow::key, "bs-mono")));
        table.getColumns().add(Tables.text("Last good", 322, row -> value(row.lastGood(), "not there")));
        table.getColumns().add(Tables.text("Live now", 178, DiffPane::live));
        table.getColumns().add(Tables.fixed(Tables.text("Outcome", 92, DiffPane::outcome, "bs-secondary")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        return table;
    }

    private static String value(@Nullable String value, String absent) {
        return value == null ? "— " + absent : value;
    }

    /// A conflict's own row is gone as well, but that is not the point of it.
    private static String live(SampleRow row) {
        boolean taken = row.finding() == RowClass.BLOCKED && row.live() == null;
        return taken ? "another row has its place" : value(row.live(), "gone");
    }

    private static Node finding(SampleRow row) {
        Label label = switch (row.finding()) {
            case LOST -> found("Lost", "fth-corner-up-left", "rs-lost");
            case RETYPED -> found("Re-typed", "fth-edit-3", "rs-retyped");
            case CONFLICT, BLOCKED -> found("Conflict", "fth-git-merge", "rs-conflict");
            case DAMAGED -> found("Damaged", "fth-alert-circle", "rs-lost");
            case REMOVED -> found("Removed since", "fth-trash", "rs-lost");
            case HELD -> found("Held back", "fth-shield", "rs-lost");
            case ADDED, UNCHANGED -> found("New since", "fth-plus", "rs-lost");
        };
        return label;
    }

    private static Label found(String word, String icon, String style) {
        Label label = Texts.body(word);
        label.setGraphic(Icons.of(icon));
        label.getStyleClass().add(style);
        return label;
    }

    private static String outcome(SampleRow row) {
        return switch (row.write()) {
            case INSERT -> "Bring back";
            case UPDATE -> "Mend";
            case NOTHING -> "Keep live";
            case UNDECIDED -> "Choose";
        };
    }
}
