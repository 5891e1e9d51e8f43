package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.act.record.Records.Filter;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Tables;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.io.File;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The record as a table, newest first, with the chosen entry beside it.
public final class RecordView implements Screen {
    private static final double NARROW = 900;
    private static final double BELOW = 240;
    /// The acts stand in one line where there is room.
    private static final double ACTS = 400;
    private static final double TITLE_PX = 20;
    /// Number, outcome, act, signed.
    private static final Set<Integer> KEPT = Set.of(0, 2, 3, 6);
    /// How many rows stay in sight above one that is gone to.
    private static final int ABOVE = 2;
    private static final Duration FOLLOW = Duration.seconds(2);

    private final RecordModel model;
    private final Times times;
    private final BorderPane root = new BorderPane();
    private final EntryPane entry;
    private final TableView<Entry> table = Tables.table(Tables.TALL_ROW);
    private final Label title = Texts.title("Record");
    private final TextField text = field("record-text", "Act, target or actor", 190);
    private final VBox handing = new VBox();
    private final Timeline ticker;

    public RecordView(RecordModel model, Times times) {
        this.model = model;
        this.times = times;
        this.entry = new EntryPane(model, times);
        columns();
        var card = new StackPane(table);
        card.getStyleClass().addAll("bs-card", "re-table");
        var page = new BorderPane(new PaneStack(card, model.stateProperty(), model::act));
        page.setTop(new VBox(head(), handing(), new VerdictCard(model), filters()));
        page.getTop().getStyleClass().add("re-top");
        page.setBottom(more());
        page.getStyleClass().add("re-page");
        root.setCenter(page);
        root.getStylesheets()
                .add(Objects.requireNonNull(RecordView.class.getResource("record.css"), "record.css")
                        .toExternalForm());
        model.selectedProperty().subscribe(this::show);
        model.entries().addListener((ListChangeListener<Entry>) _ -> count());
        root.widthProperty().addListener(_ -> place());
        title.fontProperty().addListener(_ -> place());
        model.checkProperty().subscribe(_ -> table.refresh());
        ticker = new Timeline(new KeyFrame(FOLLOW, _ -> model.tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        PaneStack.onScreen(root).subscribe(seen -> {
            if (seen) {
                ticker.play();
            } else {
                ticker.pause();
            }
        });
        root.setOnKeyPressed(press -> {
            if (new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN).match(press)) {
                text.requestFocus();
                press.consume();
            }
        });
    }

    @Override
    public Section section() {
        return Section.RECORD;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.open(place instanceof Place.Record(var filter) ? filter : null);
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public boolean escape() {
        if (handing.isVisible()) {
            hand(false);
            return true;
        }
        boolean open = model.selectedProperty().get() != null;
        model.selectedProperty().set(null);
        return open;
    }

    private Node head() {
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setId("record-title");
        Button verify = Buttons.primary("Verify", "fth-shield", model::verify);
        verify.setId("record-verify");
        verify.disableProperty().bind(model.checkingProperty());
        Button export = Buttons.plain("Hand on", "fth-upload", () -> hand(!handing.isVisible()));
        export.setId("record-hand-on");
        export.setAccessibleText("Hand on the entries of one tenant");
        var follow = new ToggleButton("Follow", Icons.of("fth-play"));
        follow.setId("record-follow");
        follow.getStyleClass().addAll("bs-button", "bs-plain");
        follow.setTooltip(new Tooltip("Shows new entries as they come"));
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        follow.selectedProperty().subscribe(on -> follow.setText(on ? "Following" : "Follow"));
        var acts = new FlowPane(follow, export, verify);
        acts.getStyleClass().add("bs-acts");
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.setPrefWrapLength(ACTS);
        HBox.setHgrow(acts, Priority.ALWAYS);
        var line = new HBox(title, acts);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        return line;
    }

    private Node filters() {
        var bar = new FlowPane(
                bound(text, model.textProperty(), "Part of an act, a target or an actor"),
                bound(field("record-case", "Case", 110), model.caseProperty(), "Case"),
                bound(field("record-tenant", "Tenant id", 130), model.tenantProperty(), "Tenant id"),
                bound(field("record-run", "Run", 100), model.runProperty(), "Run"),
                Buttons.small("Clear", "fth-x", () -> model.open(Filter.ALL)));
        bar.getStyleClass().add("re-filters");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    /// Asks whose entries are handed on and where to; the path can be typed.
    private Node handing() {
        handing.setId("record-handing");
        TextField tenant = field("export-tenant", "Tenant id", 150);
        TextField file = field("export-file", "A new file", 260);
        tenant.textProperty().bindBidirectional(model.exportTenantProperty());
        file.textProperty().bindBidirectional(model.exportFileProperty());
        tenant.setAccessibleText("Whose entries are handed on");
        file.setAccessibleText("The file to write");
        HBox.setHgrow(file, Priority.ALWAYS);
        String refusal = model.refusal();
        Button write = Buttons.plain("Write it", "fth-check", model::export);
        write.setId("export-write");
        write.setDisable(refusal != null);
        var line = new HBox(tenant, file, Buttons.plain("Choose", "fth-folder", this::choose), write);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        Label said = Texts.wrapped(Texts.secondary(""));
        said.setId("export-said");
        Runnable show = () -> say(
                said,
                model.exportedProperty().get(),
                model.exportFailureProperty().get(),
                refusal);
        model.exportedProperty().subscribe(_ -> show.run());
        model.exportFailureProperty().subscribe(_ -> show.run());
        handing.getChildren().addAll(line, said);
        handing.getStyleClass().add("re-handing");
        hand(false);
        return handing;
    }

    private static void say(Label said, String done, @Nullable Failure failure, @Nullable String refusal) {
        said.setGraphic(failure != null ? new MarkIcon(Mark.BREACH) : done.isEmpty() ? null : new MarkIcon(Mark.HOLDS));
        said.setText(
                refusal != null
                        ? refusal
                        : failure != null
                                ? failure.message() + " " + failure.advice()
                                : done.isEmpty()
                                        ? "The entries of one tenant, each with a proof that it stands in the record."
                                                + " Nothing about anybody else goes with them."
                                        : done);
    }

    private void hand(boolean shown) {
        handing.setVisible(shown);
        handing.setManaged(shown);
        if (shown) {
            String chosen = model.tenantProperty().get();
            if (!chosen.isBlank()) {
                model.exportTenantProperty().set(chosen);
            }
        }
    }

    private void choose() {
        File chosen = new FileChooser().showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.exportFileProperty().set(chosen.getPath());
        }
    }

    private Node more() {
        Button more = Buttons.small("Show older ones", "fth-chevron-down", model::showMore);
        more.setId("record-more");
        var line = new HBox(more);
        line.setAlignment(Pos.CENTER);
        line.getStyleClass().add("re-more");
        line.visibleProperty().bind(model.moreProperty());
        line.managedProperty().bind(model.moreProperty());
        return line;
    }

    private void columns() {
        table.setItems(model.entries());
        table.setId("record-entries");
        table.setAccessibleText("Entries, newest first");
        table.getColumns().add(Tables.fixed(Tables.number("Entry", 68, row -> Long.toString(row.seq()))));
        table.getColumns().add(Tables.fixed(Tables.nodes("UTC, and " + Times.city(times.operator()), 158, this::when)));
        table.getColumns().add(Tables.fixed(Tables.nodes("Outcome", 116, this::outcome)));
        table.getColumns().add(Tables.nodes("Act, target", 200, RecordView::act));
        table.getColumns().add(Tables.nodes("Actor, role", 110, RecordView::who));
        table.getColumns().add(Tables.nodes("Case, run, tenant", 120, RecordView::about));
        table.getColumns().add(Tables.fixed(Tables.nodes("Signed", 100, this::signed)));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                model.selectedProperty().set(row);
            }
        });
        table.setOnKeyPressed(press -> {
            if (press.getCode() == KeyCode.ENTER) {
                model.goToPartner();
                press.consume();
            }
        });
        table.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                model.goToPartner();
            }
        });
    }

    private Node when(Entry row) {
        return two(Texts.mono(Times.utcSeconds(row.at())), Times.secondsIn(times.operator(), row.at()));
    }

    /// An outcome leads to its intent.
    private Node outcome(Entry row) {
        return EntryWords.label(row, model.isOpen(row));
    }

    private static Node act(Entry row) {
        return two(Texts.name(row.act()), row.target());
    }

    private static Node who(Entry row) {
        String role = row.role();
        return two(Texts.body(row.actor()), role == null ? "no role" : role);
    }

    private static Node about(Entry row) {
        String tenant = row.tenant();
        String run = EntryWords.run(row);
        String caseId = row.caseId();
        String first = caseId == null ? run == null ? "" : run : run == null ? caseId : caseId + ", " + run;
        return two(Texts.body(first), tenant == null ? "" : tenant);
    }

    private Node signed(Entry row) {
        return EntryWords.signed(row, model.standing(row));
    }

    private static Node two(Label first, String second) {
        first.setTooltip(new Tooltip(first.getText()));
        Label below = Texts.caption(second);
        below.setTooltip(new Tooltip(second));
        var box = new VBox(first, below);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void count() {
        int shown = model.entries().size();
        title.setText(
                shown == 0
                        ? "Record"
                        : String.format(Locale.ROOT, "%,d %s", shown, shown == 1 ? "entry" : "entries")
                                + (model.moreProperty().get() ? " of more" : ""));
    }

    private void show(@Nullable Entry chosen) {
        entry.show(chosen);
        place();
        if (chosen == null) {
            table.getSelectionModel().clearSelection();
        } else if (!chosen.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(chosen);
            table.scrollTo(Math.max(0, table.getItems().indexOf(chosen) - ABOVE));
        }
    }

    private void place() {
        boolean any =
                model.selectedProperty().get() != null && model.stateProperty().get() instanceof PaneState.Ready;
        double scale = title.getFont().getSize() / TITLE_PX;
        boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW * scale;
        Tables.fit(table, scale, narrow ? KEPT : Set.of());
        root.setRight(any && !narrow ? entry : null);
        root.setBottom(any && narrow ? entry : null);
        entry.setPrefHeight(narrow ? BELOW : Region.USE_COMPUTED_SIZE);
    }

    private static TextField field(String id, String prompt, double width) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.getStyleClass().addAll("bs-field", "bs-small");
        field.setPrefWidth(width);
        return field;
    }

    private static TextField bound(TextField field, StringProperty to, String name) {
        field.textProperty().bindBidirectional(to);
        field.setAccessibleText(name);
        return field;
    }
}
