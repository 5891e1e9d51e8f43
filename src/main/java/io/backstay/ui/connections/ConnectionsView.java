package io.backstay.ui.connections;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections.Known;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.form.Field;
import io.backstay.act.role.Permission;
import io.backstay.base.Counts;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.table.ChosenBeside;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The connections in a table, the chosen one beside it, and a sheet over both.
public final class ConnectionsView implements Screen {
    private static final double BELOW = 0.4;
    /// State, connection, tested.
    private static final Set<Integer> KEPT = Set.of(0, 1, 4);

    private final ConnectionsModel model;
    private final StackPane root = new StackPane();
    private final BorderPane split = new BorderPane();
    private final StackPane shade = new StackPane();
    private final ConnectionPane pane;
    private final TableView<Known> table = Tables.table(Tables.TALL_ROW);
    private final StackPane card = new StackPane(table);
    private final ChosenBeside beside;
    private final Label title = Texts.title("Connections");
    private @Nullable AddPane form;

    /// Shows the connections of the model.
    public ConnectionsView(ConnectionsModel model) {
        this.model = model;
        this.pane = new ConnectionPane(model);
        columns();
        card.getStyleClass().add("bs-card");
        var page = new BorderPane(new PaneStack(card, model.stateProperty(), model::act));
        page.setTop(head());
        page.getStyleClass().add("cn-page");
        split.setCenter(Tables.scrolling(page));
        shade.getStyleClass().addAll("bs-shade", "cn-shade");
        shade.setVisible(false);
        root.getChildren().addAll(split, shade);
        root.getStylesheets()
                .add(Objects.requireNonNull(ConnectionsView.class.getResource("connections.css"), "connections.css")
                        .toExternalForm());
        beside = new ChosenBeside(new ChosenBeside.Parts(root, split, card, table, pane, title), BELOW, KEPT);
        model.sheetProperty().subscribe(this::show);
        model.selectedProperty().subscribe(this::choose);
        model.stateProperty().subscribe(_ -> place());
        model.rows().addListener((ListChangeListener<Known>) _ -> title.setText(model.title()));
    }

    @Override
    public Section section() {
        return Section.CONNECTIONS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        Field stored = model.entered();
        if (stored != null && form != null) {
            form.focus(stored);
        }
    }

    @Override
    public void onHidden() {
        model.left();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public boolean escape() {
        return model.back();
    }

    private Node head() {
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setId("connections-title");
        Label said = Said.line("connections-said", model.saidProperty());
        String refusal = model.refusal(Permission.CONNECT);
        Button add = Buttons.primary("Add a connection", "fth-plus", model::add);
        add.setId("connections-add");
        add.setDisable(refusal != null);
        var line = new HBox(title, Card.spring(), add);
        line.setAlignment(Pos.CENTER_LEFT);
        var head = new VBox(line, running(), said);
        if (refusal != null) {
            Label why = Texts.wrapped(Texts.secondary(refusal));
            why.setGraphic(Icons.of("fth-user"));
            head.getChildren().add(why);
        }
        head.getStyleClass().add("cn-head");
        return head;
    }

    private Node running() {
        Label step = Texts.body("");
        step.textProperty().bind(model.doingProperty());
        step.setGraphic(new MarkIcon(Mark.RUNNING));
        var strip = new HBox(step, Card.spring(), Buttons.small("Cancel", null, model::cancel));
        strip.getStyleClass().add("bs-running");
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.visibleProperty().bind(model.doingProperty().isNotEmpty());
        strip.managedProperty().bind(strip.visibleProperty());
        return strip;
    }

    private void columns() {
        table.setItems(model.rows());
        table.setId("connections");
        table.setAccessibleText("Connections, by name");
        table.getColumns().add(Tables.nodes("State", 148, this::state));
        table.getColumns().add(Tables.nodes("Connection", 130, ConnectionsView::name));
        table.getColumns().add(Tables.nodes("Answers at", 180, ConnectionsView::where));
        table.getColumns().add(Tables.nodes("Credentials", 150, ConnectionsView::credentials));
        table.getColumns().add(Tables.nodes("Last test", 100, row -> ago(row.testedAt(), "")));
        table.getColumns()
                .add(Tables.nodes("Last sync", 120, row -> ago(row.seen().listedAt(), covered(row))));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                model.selectedProperty().set(row);
            }
        });
        table.setOnKeyPressed(press -> {
            if (press.getCode() == KeyCode.DELETE) {
                model.remove();
                press.consume();
            }
        });
    }

    private Node state(Known row) {
        Health health = Health.of(row, model.now());
        var box = new VBox(MarkIcon.withWord(health.mark(), health.word()));
        if (!health.age().isEmpty()) {
            Label age = Texts.caption(health.age());
            age.setTooltip(new Tooltip(health.age()));
            box.getChildren().add(age);
        }
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Node name(Known row) {
        Connection connection = row.connection();
        return two(
                Texts.name(connection.name()),
                Texts.sentence(Words.of(connection.environment()))
                        + (connection.assets().size() > 1 ? ", with files" : ""));
    }

    private static Node where(Known row) {
        return switch (row.connection().provider()) {
            case SelfManaged own -> server(own.server());
            case HostedDatabase hosted -> server(hosted.server());
            case StagingServer staging -> server(staging.server());
            case AwsAccount account -> two(Texts.mono("AWS"), String.join(", ", account.regions()));
            case S3Buckets buckets ->
                two(
                        Texts.mono(buckets.endpoint()),
                        buckets.buckets() == null ? "all buckets of the key" : String.join(", ", buckets.buckets()));
            case SupabaseProjects _ -> two(Texts.mono("Supabase"), "all projects of a token");
        };
    }

    private static Node server(SelfManaged.Server server) {
        return two(Texts.mono(server.host() + ":" + server.port()), "database " + server.database());
    }

    private static Node credentials(Known row) {
        var named = row.connection().credentials();
        Label first = Texts.body(String.join("; ", named.values()));
        Node cell = two(first, Counts.of(named.size()) + ", one for each purpose");
        Tooltip tip = new Tooltip(String.join(
                "\n",
                named.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList()));
        first.setTooltip(tip);
        return cell;
    }

    /// How much is covered; what is not protected comes first.
    private static String covered(Known row) {
        int bare = row.seen().unprotected().size();
        return bare > 0 ? bare + " unprotected" : Counts.of(row.seen().points(), "recovery point");
    }

    private Node ago(@Nullable Instant at, String more) {
        return at == null ? Texts.muted("Never") : two(Texts.body(Times.ago(at, model.now())), more);
    }

    private static Node two(Label first, String second) {
        first.setTooltip(new Tooltip(first.getText()));
        var box = new VBox(first);
        if (!second.isEmpty()) {
            box.getChildren().add(Texts.caption(second));
        }
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void choose(@Nullable Known chosen) {
        pane.show(chosen);
        place();
        if (chosen != null && !chosen.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(chosen);
        }
    }

    private void place() {
        beside.place(model.stateProperty().get() instanceof PaneState.Ready
                && model.selectedProperty().get() != null);
    }

    private void show(ConnectionsModel.@Nullable Sheet next) {
        shade.setVisible(next != null);
        split.setDisable(next != null);
        form = null;
        switch (next) {
            case null -> {
                shade.getChildren().clear();
                table.requestFocus();
            }
            case AddForm asked -> {
                var pane = new AddPane(asked, model::close);
                form = pane;
                shade.getChildren().setAll(pane);
                if (root.getScene() != null) {
                    root.getScene().getRoot().applyCss();
                }
                pane.focus(Field.NAME);
            }
            case ConnectionsModel.Removing(var name) -> shade.getChildren().setAll(new RemovePane(name, model));
        }
    }
}
