package io.backstay.ui.vault.sheet;

import io.backstay.act.Vaults;
import io.backstay.act.Vaults.Draft;
import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.VaultSource;
import io.backstay.ui.kit.secret.SecretInput;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// A new credential, or new fields for one that was rotated. Secret fields stay with the view until they are asked
/// for.
public final class EntryForm implements Sheet {
    private static final int DAYS_MAX = 3650;

    private final VaultSource source;
    private final Attempt attempt;
    private final Consumer<Entry> onSaved;
    private final @Nullable Entry replaced;
    private final ObjectProperty<EntryKind> kind = new SimpleObjectProperty<>(EntryKind.POSTGRES_LOGIN);
    private final ObjectProperty<Purpose> purpose = new SimpleObjectProperty<>(Purpose.READ);
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty account = new SimpleStringProperty("");
    private final StringProperty tenant = new SimpleStringProperty("");
    private final StringProperty rotateAfterDays = new SimpleStringProperty("90");
    private final StringProperty problem = new SimpleStringProperty("");
    private final Map<String, StringProperty> open = new LinkedHashMap<>();

    /// @param replaced the credential whose fields are replaced, null for a new one
    public EntryForm(VaultSource source, Background background, @Nullable Entry replaced, Consumer<Entry> onSaved) {
        this.source = source;
        this.attempt = new Attempt(background);
        this.replaced = replaced;
        this.onSaved = onSaved;
        if (replaced != null) {
            kind.set(replaced.kind());
            purpose.set(replaced.purpose());
        }
        kind.addListener(_ -> {
            open.clear();
            purpose.set(purposes().getFirst());
        });
    }

    @Override
    public String title() {
        return replaced == null ? "Add a credential" : "Replace " + replaced.name();
    }

    /// The credential whose fields are replaced, null for a new one.
    public @Nullable Entry replaced() {
        return replaced;
    }

    /// What kind it is.
    public ObjectProperty<EntryKind> kindProperty() {
        return kind;
    }

    /// What it is for.
    public ObjectProperty<Purpose> purposeProperty() {
        return purpose;
    }

    /// What that kind can be for.
    public List<Purpose> purposes() {
        return kind.get() == EntryKind.SIGNING_KEY
                ? List.of(Purpose.SIGN)
                : List.of(Purpose.READ, Purpose.RESTORE_TO_SCRATCH, Purpose.WRITE_TO_LIVE);
    }

    /// What people call it.
    public StringProperty nameProperty() {
        return name;
    }

    /// The account, project or server.
    public StringProperty accountProperty() {
        return account;
    }

    /// The one tenant that it may act for, empty for no limit.
    public StringProperty tenantProperty() {
        return tenant;
    }

    /// After how many days it is due, empty for never.
    public StringProperty rotateAfterDaysProperty() {
        return rotateAfterDays;
    }

    /// A field that is no secret.
    public StringProperty open(String field) {
        return open.computeIfAbsent(field, _ -> new SimpleStringProperty(""));
    }

    /// What is missing or wrong, empty when nothing is.
    public StringProperty problemProperty() {
        return problem;
    }

    /// Saving.
    public Attempt attempt() {
        return attempt;
    }

    /// Saves it; the fields of the view are emptied only when everything that is needed is there.
    ///
    /// @param secrets the secret fields by name
    public void save(Map<String, ? extends SecretInput> secrets) {
        if (attempt.runningProperty().get()) {
            return;
        }
        String wrong = wrong(secrets);
        problem.set(wrong);
        if (!wrong.isEmpty()) {
            return;
        }
        try {
            Credential credential = credential(secrets);
            Draft draft = draft();
            Entry before = replaced;
            attempt.run(
                    _ -> {
                        try (credential) {
                            Vaults vaults = source.vaults();
                            return before == null
                                    ? vaults.add(draft, credential)
                                    : vaults.replace(before.id(), credential);
                        }
                    },
                    onSaved);
        } catch (BackstayException e) {
            attempt.fail(e.failure());
        }
    }

    @Override
    public void forget() {
        open.values().forEach(text -> text.set(""));
    }

    private String wrong(Map<String, ? extends SecretInput> secrets) {
        if (replaced == null && name.get().isBlank()) {
            return "It needs a name.";
        }
        if (replaced == null && account.get().isBlank()) {
            return "It needs the account, project or server it belongs to.";
        }
        if (replaced == null && !rotateAfterDays.get().isBlank() && days() == null) {
            return "The reminder is a number of days from 1 to " + DAYS_MAX + ", or nothing.";
        }
        for (EntryKind.Field field : kind.get().fields()) {
            SecretInput secret = secrets.get(field.name());
            boolean empty = field.secret()
                    ? secret == null || secret.isEmpty()
                    : open(field.name()).get().isBlank();
            if (field.required() && empty) {
                return FieldWords.of(field.name()) + " is missing.";
            }
        }
        return "";
    }

    private @Nullable Integer days() {
        String typed = rotateAfterDays.get().strip();
        if (!typed.matches("[0-9]{1,4}")) {
            return null;
        }
        int days = Integer.parseInt(typed);
        return days >= 1 && days <= DAYS_MAX ? days : null;
    }

    private Draft draft() {
        return new Draft(
                kind.get(),
                purpose.get(),
                name.get().strip(),
                account.get().strip(),
                tenant.get().isBlank() ? null : tenant.get().strip(),
                days());
    }

    private Credential credential(Map<String, ? extends SecretInput> secrets) throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        try {
            for (EntryKind.Field field : kind.get().fields()) {
                SecretInput typed = secrets.get(field.name());
                if (field.secret() && typed != null && !typed.isEmpty()) {
                    fields.put(field.name(), typed.take());
                } else if (!field.secret() && !open(field.name()).get().isBlank()) {
                    fields.put(
                            field.name(),
                            Secret.ofChars(open(field.name()).get().strip().toCharArray()));
                }
            }
        } catch (BackstayException e) {
            fields.values().forEach(Secret::close);
            throw e;
        }
        return Credential.of(kind.get(), fields);
    }
}
