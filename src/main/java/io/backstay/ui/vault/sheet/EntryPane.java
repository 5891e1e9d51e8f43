package io.backstay.ui.vault.sheet;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.secret.SecretField;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks for a credential: its kind, what it is for, and the fields of that kind.
final class EntryPane extends SheetPane {
    private final EntryForm form;
    private final VBox fields = new VBox();
    private final VBox purposes = new VBox();
    private final Map<String, SecretField> secrets = new LinkedHashMap<>();
    private final TextField name = line("entry-name", "live-reader");
    private @Nullable Node first;

    EntryPane(EntryForm form, Runnable onClose) {
        super(form.title(), onClose);
        this.form = form;
        fields.getStyleClass().add("va-fields");
        purposes.getStyleClass().add("va-purposes");
        Label problem = Texts.wrapped(new Label());
        problem.setId("entry-problem");
        problem.getStyleClass().add("bs-danger-text");
        problem.setGraphic(new MarkIcon(Mark.BREACH));
        problem.textProperty().bind(form.problemProperty());
        problem.visibleProperty().bind(form.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Entry replaced = form.replaced();
        if (replaced == null) {
            body(about(), purposes, fields, problem);
        } else {
            Label what = Texts.wrapped(Texts.muted(replaced.kind().title() + " for " + replaced.account()
                    + ". Make the new one at the provider, put it in here, test it, then revoke the old one there."));
            body(what, new PurposeTag(replaced.purpose()), fields, problem);
        }
        foot(
                form.attempt(),
                "Encrypted with a key of its own, bound to its account and tenant.",
                Buttons.primary(replaced == null ? "Add" : "Replace", "fth-check", this::save),
                new SimpleBooleanProperty(true));
        form.kindProperty().subscribe(this::show);
    }

    @Override
    public void focus() {
        Node node = form.replaced() == null ? name : first;
        if (node != null) {
            node.requestFocus();
        }
    }

    private void save() {
        form.save(secrets);
    }

    private Node about() {
        var kind = new ComboBox<EntryKind>();
        kind.setId("entry-kind");
        kind.getStyleClass().add("bs-field");
        kind.getItems().setAll(EntryKind.values());
        kind.setConverter(new Titles());
        kind.valueProperty().bindBidirectional(form.kindProperty());
        TextField account = line("entry-account", "db.example.test or 123456789012");
        TextField tenant = line("entry-tenant", "Not limited to one");
        TextField days = line("entry-days", "Never");
        name.textProperty().bindBidirectional(form.nameProperty());
        account.textProperty().bindBidirectional(form.accountProperty());
        tenant.textProperty().bindBidirectional(form.tenantProperty());
        days.textProperty().bindBidirectional(form.rotateAfterDaysProperty());
        var box = new VBox(
                beside(asked("Name", name), asked("Kind", kind)),
                beside(
                        asked("Account, project or server", account),
                        asked("Only for this tenant", tenant),
                        asked("Remind after days", days)));
        box.getStyleClass().add("va-fields");
        return box;
    }

    private void show(EntryKind kind) {
        secrets.values().forEach(SecretField::clear);
        secrets.clear();
        purposes();
        List<Region> all = new ArrayList<>();
        for (EntryKind.Field field : kind.fields()) {
            all.add(field.secret() ? secretField(field) : openField(field));
        }
        fields.getChildren().clear();
        for (int i = 0; i < all.size(); i += 2) {
            fields.getChildren().add(i + 1 < all.size() ? beside(all.get(i), all.get(i + 1)) : all.get(i));
        }
        first = all.isEmpty() ? null : all.getFirst();
    }

    private Region secretField(EntryKind.Field field) {
        SecretField secret = secret(caption(field), "entry-" + field.name());
        secret.onEnter(this::save);
        secrets.put(field.name(), secret);
        return secret;
    }

    private Region openField(EntryKind.Field field) {
        TextField line = line("entry-" + field.name(), field.name().equals("port") ? "5432" : "");
        line.textProperty().bindBidirectional(form.open(field.name()));
        return asked(caption(field), line);
    }

    private static String caption(EntryKind.Field field) {
        return FieldWords.of(field.name()) + (field.required() ? "" : ", if any");
    }

    private void purposes() {
        Label head = Texts.name("What it may be used for");
        purposes.getChildren().setAll(head);
        var group = new ToggleGroup();
        for (Purpose purpose : form.purposes()) {
            var radio = new RadioButton();
            radio.setId("purpose-" + purpose.word());
            radio.setToggleGroup(group);
            radio.setSelected(form.purposeProperty().get() == purpose);
            radio.setAccessibleText(purpose.word() + ": " + FieldWords.of(purpose));
            radio.selectedProperty().addListener((_, _, chosen) -> {
                if (chosen) {
                    form.purposeProperty().set(purpose);
                }
            });
            Label words = Texts.wrapped(Texts.secondary(FieldWords.of(purpose)));
            words.setMinWidth(0);
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            var tag = new PurposeTag(purpose);
            var row = new HBox(radio, tag, words);
            row.getStyleClass().add("va-purpose");
            row.setOnMouseClicked(_ -> radio.setSelected(true));
            purposes.getChildren().add(row);
        }
    }

    /// Titles of kinds; nobody types into that box.
    private static final class Titles extends StringConverter<EntryKind> {
        @Override
        public String toString(@Nullable EntryKind kind) {
            return kind == null ? "" : kind.title();
        }

        @Override
        public @Nullable EntryKind fromString(String typed) {
            return null;
        }
    }
}
