package io.backstay.ui.restore.view;

import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.FoundMoment.Outcome;
import io.backstay.restore.find.Look;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.restore.FindModel;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.found.Moments;
import io.backstay.ui.restore.found.Words;
import io.backstay.ui.restore.view.part.CaseClocks;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import io.backstay.ui.restore.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The search for the moment: what to watch, each look as it is taken, and the transaction that did it.
final class FindPane implements RestorePane {
    /// From here on the moment in UTC and the recoveries have no room beside the rest.
    private static final double LARGE = 1.5;

    private static final Set<Integer> KEPT = Set.of(0, 1, 3, 4);

    private static final int LOOKS_SEEN_MIN = 3;
    private static final int LOOKS_SEEN_MAX = 8;
    private static final double HEAD = 29;
    private static final double QUARTER = 25;
    private static final double THIRD = 33;

    private final RestoreModel model;
    private final FindModel find;
    private final Clocks clocks;
    private final TableView<Look> table = Tables.table(Tables.ROW);
    private final ScrollPane middle;
    private final SidePane side = new SidePane();
    private final VBox answer = new VBox();
    private final TextField dataset;

    FindPane(RestoreModel model, Clocks clocks) {
        this.model = model;
        this.find = model.find();
        this.clocks = clocks;
        dataset = field("find-dataset", find.datasetProperty(), "All tables of the tenant");
        Label why =
                Texts.wrapped(Texts.secondary("Scratch is recovered to moments in between and the tenant's rows are "
                        + "counted there, until one transaction is left. Live is not touched."));
        var page = new VBox(
                Texts.title("Which transaction did it?"), why, asked(), working(model.work()), looks(), answer);
        page.getStyleClass().addAll("bs-page", "rs-page");
        middle = new ScrollPane(page);
        middle.setFitToWidth(true);
        find.foundProperty().subscribe(_ -> show());
        find.chosenProperty().subscribe(_ -> show());
        model.knownProperty().subscribe(known -> side(known.opened()));
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
        return dataset;
    }

    private void side(@Nullable Opened opened) {
        side.getChildren().clear();
        if (opened == null) {
            return;
        }
        CaseClocks.add(side, model.knownProperty().get(), clocks, model.now());
        Button leave = Buttons.small("Keep the verdict's moment", "fth-corner-up-left", model::leaveFind);
        leave.setId("leave-find");
        leave.disableProperty().bind(model.work().runningProperty());
        side.section(
                        "What is bad",
                        SidePane.paragraph("Fewer rows than at the first look. Where values were damaged instead, "
                                + "name the table and one row's key."))
                .section("May be left out", leave);
    }

    private Node asked() {
        ComboBox<Duration> within = new ComboBox<>(FXCollections.observableArrayList(FindModel.SPANS));
        within.setId("find-within");
        within.getStyleClass().add("bs-field");
        within.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Duration span) {
                return span == null ? "" : "± " + Durations.words(span);
            }

            @Override
            public @Nullable Duration fromString(String typed) {
                return null;
            }
        });
        within.valueProperty().bindBidirectional(find.withinProperty());
        TextField key = field("find-key", find.keyProperty(), "Count rows instead");
        TextField other = field("find-other", find.otherProperty(), "2026-03-13 18:00:12");
        var grid = new GridPane();
        grid.getStyleClass().add("rs-form");
        for (int i = 0; i < 4; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(QUARTER);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                asked("What is watched", dataset),
                asked("One row's key", key),
                asked("Around their time", within),
                asked("Or type the moment", other));
        // What is asked stands still while it is searched, and while an answer is shown that belongs to it.
        var still = model.work().runningProperty().or(find.foundProperty().isNotNull());
        List.of(dataset, key, within).forEach(input -> input.disableProperty().bind(still));
        other.disableProperty()
                .bind(model.work().runningProperty().or(find.chosenProperty().isNotNull()));
        return grid;
    }

    private static VBox asked(String question, Control input) {
        Label label = Texts.caption(question);
        label.setLabelFor(input);
        input.setMaxWidth(Double.MAX_VALUE);
        input.setAccessibleText(question);
        var box = new VBox(label, input);
        box.getStyleClass().add("rs-asked");
        return box;
    }

    private static TextField field(String id, StringProperty text, String prompt) {
        var input = new TextField();
        input.setId(id);
        input.getStyleClass().add("bs-field");
        input.setPromptText(prompt);
        input.textProperty().bindBidirectional(text);
        return input;
    }

    private Node working(Work work) {
        Label step = Texts.secondary("");
        step.textProperty()
                .bind(Bindings.when(work.cancellingProperty())
                        .then("Stopping; what was begun is being taken back")
                        .otherwise(work.stepProperty()));
        step.setMinWidth(0);
        var bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(work.fractionProperty());
        Label elapsed = Texts.clock("");
        elapsed.textProperty().bind(work.elapsedProperty());
        Label left = Texts.secondary("");
        left.textProperty().bind(work.leftProperty());
        Button cancel = Buttons.small("Cancel", "fth-stop-circle", model::cancel);
        cancel.setId("find-cancel");
        cancel.disableProperty().bind(work.cancellingProperty());
        var line = new HBox(new MarkIcon(Mark.RUNNING), step, Card.spring(), left, elapsed, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rs-line");
        var box = new VBox(line, bar);
        box.getStyleClass().addAll("bs-card", "rs-find-work");
        box.visibleProperty().bind(work.slowProperty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    @Override
    public void fit(double scale, boolean narrow) {
        Tables.fit(table, scale, scale > LARGE ? KEPT : Set.of());
    }

    private Node looks() {
        table.setId("looks");
        table.setItems(find.looks());
        table.setPlaceholder(Texts.secondary("Nothing was looked at yet."));
        table.getColumns().add(Tables.number("Look", 50, look -> Counts.of(look.number())));
        table.getColumns()
                .add(Tables.text(
                        "The customer's time",
                        186,
                        look -> (look.before() ? "before " : "after ") + Moments.at(look.at(), find.zone())));
        table.getColumns().add(Tables.text("UTC", 176, look -> Times.utcSeconds(look.at()), "bs-mono-muted"));
        table.getColumns().add(Tables.number("Rows", 76, look -> Counts.of(look.rows())));
        table.getColumns()
                .add(Tables.nodes(
                        "Beside the first",
                        124,
                        look -> look.good()
                                ? MarkIcon.withWord(Mark.HOLDS, look.number() == 1 ? "First look" : "Good")
                                : MarkIcon.withWord(Mark.BREACH, "Bad")));
        table.getColumns().add(Tables.number("Recoveries", 100, look -> Counts.of(look.recoveries())));
        var rows = Bindings.size(find.looks());
        table.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> table.getFixedCellSize()
                                        * (HEAD / Tables.ROW + Math.clamp(rows.get(), LOOKS_SEEN_MIN, LOOKS_SEEN_MAX))
                                + 2,
                        rows,
                        table.fixedCellSizeProperty()));
        table.minHeightProperty().bind(table.prefHeightProperty());
        Label used = Texts.secondary("");
        used.setId("recoveries");
        used.textProperty().bind(Bindings.createStringBinding(this::used, find.recoveriesMaxProperty(), find.looks()));
        var head = new HBox(Texts.section("Looks"), Card.spring(), used);
        head.setAlignment(Pos.CENTER_LEFT);
        return new VBox(head, table);
    }

    private String used() {
        return find.looks().isEmpty()
                ? ""
                : "Recoveries used: " + find.looks().getLast().recoveries() + " of at most "
                        + find.recoveriesMaxProperty().get();
    }

    private void show() {
        FoundMoment found = find.foundProperty().get();
        answer.getChildren().clear();
        if (found != null) {
            answer.getChildren().add(card(found));
        }
    }

    private Node card(FoundMoment found) {
        Label head = Texts.wrapped(Texts.figure(headline(found)));
        head.setId("found");
        head.setGraphic(new MarkIcon(
                switch (found.outcome()) {
                    case FOUND -> Mark.BREACH;
                    case NOTHING_LOST -> Mark.HOLDS;
                    case UNDECIDABLE -> Mark.UNKNOWN;
                },
                20));
        Button again = Buttons.small("Ask something else", "fth-rotate-ccw", model::findAgain);
        again.setId("find-again");
        again.disableProperty().bind(model.work().runningProperty());
        var top = new HBox(head, Card.spring(), again);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("rs-line");
        var box = new VBox(top);
        box.getStyleClass().addAll("bs-card", "rs-find-answer", "rs-edge-" + edge(found.outcome()));
        if (found.commit() != null && found.lastGood() != null) {
            box.getChildren().add(facts(found));
            for (TenantCensus.Change change : found.changes()) {
                box.getChildren().add(Texts.wrapped(Texts.body(sentence(change))));
            }
        }
        found.notes().forEach(note -> box.getChildren().add(SidePane.marked(Mark.WARNING, note)));
        return box;
    }

    private Node facts(FoundMoment found) {
        var commit = Objects.requireNonNull(found.commit());
        var lastGood = Objects.requireNonNull(found.lastGood());
        var grid = new GridPane();
        for (int i = 0; i < 3; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(THIRD);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                fact("Committed", Moments.at(commit.at(), find.zone()), Moments.beside(commit.at(), find.zone())),
                fact(
                        find.chosenProperty().get() == null ? "Last good instant" : "The restore goes back to",
                        Moments.at(shown(lastGood), find.zone()),
                        shown(lastGood).equals(lastGood) ? "a microsecond before the commit" : "typed by hand"),
                fact("Place in the log", commit.lsn().toString(), "transaction " + commit.xid()));
        return grid;
    }

    private Instant shown(Instant lastGood) {
        var chosen = find.chosenProperty().get();
        return chosen == null ? lastGood : chosen;
    }

    private static Node fact(String head, String value, String second) {
        var box = new VBox(
                Texts.caption(head), Texts.wrapped(Texts.figure(value)), Texts.wrapped(Texts.secondary(second)));
        box.getStyleClass().add("rs-find-fact");
        box.setMinWidth(0);
        return box;
    }

    private static String headline(FoundMoment found) {
        return switch (found.outcome()) {
            case FOUND ->
                Words.found(found) + " took away " + Counts.of(found.rowsGone(), "row")
                        + (found.rowsChanged() > 0 ? " and changed " + Counts.of(found.rowsChanged()) : "");
            case NOTHING_LOST -> "Nothing was lost in that time";
            case UNDECIDABLE -> "It cannot be decided";
        };
    }

    private static String edge(Outcome outcome) {
        return switch (outcome) {
            case FOUND -> "breach";
            case NOTHING_LOST -> "holds";
            case UNDECIDABLE -> "unknown";
        };
    }

    private static String sentence(TenantCensus.Change change) {
        List<String> parts = new ArrayList<>();
        if (change.gone() > 0) {
            parts.add(Counts.of(change.gone()) + " gone");
        }
        if (change.changed() > 0) {
            parts.add(Counts.of(change.changed()) + " changed");
        }
        if (change.added() > 0) {
            parts.add(Counts.of(change.added()) + " new");
        }
        String keys = change.examples().isEmpty() ? "" : ", such as " + String.join(", ", change.examples());
        return change.table().name() + ": " + Counts.of(change.before()) + " to " + Counts.of(change.after(), "row")
                + "; " + (parts.isEmpty() ? "changed" : String.join(", ", parts)) + keys;
    }
}
