package io.backstay.ui.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.Vaults.Item;
import io.backstay.base.Durations;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.FactRow;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.secret.ClipboardNote;
import io.backstay.ui.vault.sheet.FieldWords;
import io.backstay.ui.vault.sheet.PurposeTag;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javafx.collections.MapChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is known of one credential, and the acts on it.
final class ItemPane extends VBox {
    private static final double WIDTH = 296;

    private final VaultModel model;
    private final Times times;

    ItemPane(VaultModel model, Times times) {
        this.model = model;
        this.times = times;
        getStyleClass().add("bs-side");
        setId("vault-item");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        model.tries().said().addListener((MapChangeListener<Object, Object>)
                _ -> show(model.selectedProperty().get()));
    }

    void show(@Nullable Item item) {
        getChildren().clear();
        if (item == null) {
            return;
        }
        var body = new VBox(
                Texts.wrapped(Texts.section(item.entry().name())),
                new PurposeTag(item.entry().purpose()),
                facts(item),
                FactRow.rule(),
                tried(item),
                FactRow.rule(),
                copying(item),
                FactRow.rule(),
                changing());
        body.getStyleClass().add("va-item");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
    }

    /// Puts the keyboard on the first act.
    void focusFirst() {
        Node test = lookup("#test");
        if (test != null) {
            test.requestFocus();
        }
    }

    private Node facts(Item item) {
        Entry entry = item.entry();
        Integer days = entry.rotateAfterDays();
        String tenant = entry.tenant();
        Instant lent = item.lastLentAt();
        var box = new VBox(
                row("Kind", entry.kind().title()),
                row("Account", entry.account()),
                row("Tenant", tenant == null ? "not limited to one" : tenant),
                row("Used by", item.usedBy().isEmpty() ? "nothing" : String.join(", ", item.usedBy())),
                row("Fields set", times.both(entry.changedAt())),
                row("Reminder", days == null ? "never" : due(entry.changedAt().plus(days, ChronoUnit.DAYS))),
                row("Last used", lent == null ? "never" : Times.ago(lent, model.now())),
                row("Revision", Integer.toString(entry.revision())));
        Label print = Texts.mono(item.fingerprint());
        box.getChildren().add(row("Fingerprint", print));
        box.getStyleClass().add("va-facts");
        return box;
    }

    private String due(Instant at) {
        return at.isBefore(model.now())
                ? Durations.words(Duration.ofDays(
                                Duration.between(at, model.now()).toDays())) + " overdue"
                : Times.utcDay(at);
    }

    private Node tried(Item item) {
        Button test = Buttons.small("Test it", "fth-activity", model::test);
        test.setId("test");
        String refusal = model.refusal(Permission.TEST_CREDENTIAL);
        test.setDisable(refusal != null);
        Said said = model.tries().said().get(item.entry().id());
        Label words = Texts.wrapped(Texts.secondary(
                refusal != null ? refusal : said == null ? "Not tested since the vault was opened" : said.sentence()));
        words.setId("test-said");
        if (said != null) {
            words.setGraphic(new MarkIcon(said.mark()));
        }
        return section(words, test);
    }

    private Node copying(Item item) {
        String refusal = model.refusal(Permission.REVEAL_SECRET);
        var box = new VBox(Texts.wrapped(Texts.caption(
                refusal != null ? refusal : "Nothing is shown. Copying is the one way out, and it is recorded.")));
        box.getStyleClass().add("va-acts");
        for (EntryKind.Field field : item.entry().kind().fields()) {
            if (field.secret()) {
                Button copy = Buttons.small(
                        "Copy " + lower(FieldWords.of(field.name())), "fth-copy", () -> model.copy(field.name()));
                copy.setId("copy-" + field.name());
                copy.setDisable(refusal != null);
                box.getChildren().add(copy);
            }
        }
        if (refusal == null) {
            box.getChildren().add(new ClipboardNote(model.clipboard()));
        }
        return box;
    }

    private Node changing() {
        String refusal = model.refusal(Permission.CHANGE_CREDENTIALS);
        Button replace = Buttons.small("Replace after rotating", "fth-refresh-cw", model::replace);
        replace.setId("replace");
        Button remove = Buttons.small("Remove", "fth-trash-2", model::remove);
        remove.setId("remove");
        remove.getStyleClass().add("bs-danger");
        replace.setDisable(refusal != null);
        remove.setDisable(refusal != null);
        var box = new VBox(replace, remove);
        box.getStyleClass().add("va-acts");
        return box;
    }

    private static VBox section(Node... nodes) {
        var box = new VBox(nodes);
        box.getStyleClass().add("va-acts");
        return box;
    }

    private static String lower(String words) {
        return words.startsWith("JSON") ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static Node row(String name, String value) {
        return row(name, Texts.wrapped(Texts.body(value)));
    }

    private static Node row(String name, Label value) {
        return new FactRow("va-fact-name", name, value);
    }
}
