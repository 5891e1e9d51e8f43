package io.backstay.ui.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.Vaults.Item;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.LeasesModel;
import io.backstay.ui.kit.guard.LeasesPane;
import io.backstay.ui.kit.table.ChosenBeside;
import io.backstay.ui.kit.table.Tables;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import io.backstay.ui.vault.sheet.PurposeTag;
import io.backstay.ui.vault.sheet.Sheet;
import io.backstay.ui.vault.sheet.SheetPane;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.beans.value.ObservableIntegerValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The credentials in a table, the chosen one beside it, and sheets over both.
public final class VaultView implements Screen {
    /// The part of a narrow window's height that the chosen one takes.
    private static final double BELOW = 0.3;
    /// Name, purpose, age.
    private static final Set<Integer> KEPT = Set.of(0, 1, 4);
    /// The acts stand in one line where there is room.
    private static final double ACTS = 620;

    private final VaultModel model;
    private final StackPane root = new StackPane();
    private final BorderPane split = new BorderPane();
    private final StackPane shade = new StackPane();
    private final ItemPane item;
    private final LeasesPane leases;
    private final TableView<Item> table = Tables.table(Tables.TALL_ROW);
    private final StackPane card = new StackPane(table);
    private final ChosenBeside beside;
    private final Label title = Texts.title("Vault");
    private @Nullable SheetPane sheet;

    /// @param leases what runs hold of the vault
    public VaultView(VaultModel model, LeasesModel leases, Times times) {
        this.model = model;
        this.leases = new LeasesPane(leases);
        this.item = new ItemPane(model, times);
        columns();
        card.getStyleClass().addAll("bs-card", "va-table");
        var page = new BorderPane(new PaneStack(card, model.stateProperty(), model::act));
        page.setTop(head());
        page.getStyleClass().add("va-page");
        split.setCenter(Tables.scrolling(page));
        shade.getStyleClass().addAll("bs-shade", "va-shade");
        shade.setVisible(false);
        root.getChildren().addAll(split, shade);
        root.getStylesheets()
                .add(Objects.requireNonNull(VaultView.class.getResource("vault.css"), "vault.css")
                        .toExternalForm());
        beside = new ChosenBeside(new ChosenBeside.Parts(root, split, card, table, item, title), BELOW, KEPT);
        model.sheetProperty().subscribe(this::show);
        model.selectedProperty().subscribe(this::show);
        model.stateProperty().subscribe(_ -> place());
        model.items().addListener((ListChangeListener<Item>) _ -> title.setText(model.title()));
    }

    /// What it shows.
    public VaultModel model() {
        return model;
    }

    @Override
    public Section section() {
        return Section.VAULT;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.refresh();
    }

    @Override
    public void onHidden() {
        model.leave();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public boolean escape() {
        return model.close();
    }

    @Override
    public ObservableIntegerValue badge() {
        return model.dueProperty();
    }

    private Node head() {
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setId("vault-title");
        Label said = Said.line("vault-said", model.saidProperty());
        String refusal = model.refusal(Permission.CHANGE_CREDENTIALS);
        Button add = Buttons.primary("Add", "fth-plus", model::add);
        add.setId("vault-add");
        add.setAccessibleText("Add a credential");
        Button take = Buttons.plain("Import", "fth-download", model::importFile);
        take.setId("vault-import");
        Button give = Buttons.plain("Export", "fth-upload", model::export);
        give.setId("vault-export");
        Button rekey = Buttons.plain("Change passphrase", "fth-key", model::rekey);
        rekey.setId("vault-rekey");
        Button verify = Buttons.plain("Verify", "fth-shield", model::verify);
        verify.setId("vault-verify");
        List.of(add, take, give, rekey).forEach(button -> button.setDisable(refusal != null));
        var acts = new FlowPane(verify, rekey, give, take, add);
        acts.getStyleClass().add("bs-acts");
        acts.setAlignment(Pos.CENTER_RIGHT);
        acts.setPrefWrapLength(ACTS);
        HBox.setHgrow(acts, Priority.ALWAYS);
        var line = new HBox(title, acts);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("bs-line");
        var head = new VBox(line, leases, said);
        if (refusal != null) {
            Label why = Texts.wrapped(Texts.secondary(refusal));
            why.setId("vault-refusal");
            why.setGraphic(Icons.of("fth-user"));
            head.getChildren().add(why);
        }
        head.getStyleClass().add("va-head");
        return head;
    }

    private void columns() {
        table.setItems(model.items());
        table.setId("vault-entries");
        table.setAccessibleText("Credentials, by name");
        table.getColumns().add(Tables.nodes("Name", 170, VaultView::name));
        table.getColumns()
                .add(Tables.fixed(Tables.nodes(
                        "For", 168, row -> new PurposeTag(row.entry().purpose()))));
        table.getColumns().add(Tables.nodes("Account, tenant", 130, VaultView::account));
        table.getColumns().add(Tables.nodes("Used by", 120, VaultView::usedBy));
        table.getColumns().add(Tables.nodes("Age", 96, this::age));
        table.getColumns().add(Tables.nodes("Last used", 96, this::lastUsed));
        table.getColumns().add(Tables.text("Fingerprint", 84, Item::fingerprint, "bs-mono"));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null) {
                model.selectedProperty().set(row);
            }
        });
        table.setOnKeyPressed(press -> {
            if (press.getCode() == KeyCode.DELETE) {
                model.remove();
                press.consume();
            } else if (press.getCode() == KeyCode.ENTER) {
                item.focusFirst();
                press.consume();
            }
        });
    }

    private static Node name(Item row) {
        return two(Texts.name(row.entry().name()), row.entry().kind().title());
    }

    private static Node account(Item row) {
        String tenant = row.entry().tenant();
        return two(Texts.body(row.entry().account()), tenant == null ? "any tenant" : tenant);
    }

    private static Node usedBy(Item row) {
        Label label = row.usedBy().isEmpty()
                ? Texts.muted("Nothing")
                : Texts.body(row.usedBy().getFirst());
        label.setTooltip(new Tooltip(String.join("\n", row.usedBy())));
        return row.usedBy().size() > 1 ? two(label, "and " + (row.usedBy().size() - 1) + " more") : label;
    }

    private Node age(Item row) {
        String words = AgeWords.of(row.entry().changedAt(), model.now());
        return row.rotationDue() ? MarkIcon.withWord(Mark.WARNING, words + ", due") : Texts.body(words);
    }

    private Node lastUsed(Item row) {
        var at = row.lastLentAt();
        return at == null ? Texts.muted("Never") : Texts.body(AgeWords.of(at, model.now()) + " ago");
    }

    private static Node two(Label first, String second) {
        first.setTooltip(new Tooltip(first.getText()));
        var box = new VBox(first, Texts.caption(second));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void show(@Nullable Item chosen) {
        item.show(chosen);
        place();
        if (chosen != null && !chosen.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(chosen);
        }
    }

    private void place() {
        beside.place(model.stateProperty().get() instanceof PaneState.Ready
                && model.selectedProperty().get() != null);
    }

    private void show(@Nullable Sheet next) {
        if (sheet != null) {
            sheet.forget();
        }
        sheet = next == null ? null : SheetPane.of(next, model::close);
        shade.setVisible(sheet != null);
        split.setDisable(sheet != null);
        if (sheet == null) {
            shade.getChildren().clear();
            table.requestFocus();
            return;
        }
        shade.getChildren().setAll(sheet);
        if (root.getScene() != null) {
            root.getScene().getRoot().applyCss();
        }
        sheet.focus();
    }
}
