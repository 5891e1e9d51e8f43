package io.backstay.ui.connections;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.Connections.Tested;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Fitting;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.estate.Environment;
import io.backstay.policy.PolicySummary;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.vault.entry.Entry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// What is asked for a new connection; what is typed is text until it is saved, and is looked at while it is typed.
public final class AddForm implements ConnectionsModel.Sheet {
    private final Connections connections;
    private final Background background;
    private final OnAdded onDone;
    private final FormTrial trial;
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final Map<Part, BooleanProperty> parts = new EnumMap<>(Part.class);
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.SERVER);
    private final ObjectProperty<Environment> environment = new SimpleObjectProperty<>(Environment.PRODUCTION);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final Keyring keyring;
    private final ReadOnlyObjectWrapper<@Nullable List<Entry>> credentials = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<PolicySummary>> policies = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<RegionOffer> regions = new ReadOnlyObjectWrapper<>(RegionOffer.ALL);
    private @Nullable String askedWith = "";
    private @Nullable Field storing;

    AddForm(Connections connections, Keyring keyring, Background background, OnAdded onDone) {
        this.connections = connections;
        this.keyring = keyring;
        this.background = background;
        this.onDone = onDone;
        this.trial = new FormTrial(connections, background);
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(field.preset()));
        }
        for (Part part : Part.values()) {
            parts.put(part, new SimpleBooleanProperty(false));
        }
        texts.values().forEach(each -> each.addListener((_, _, _) -> look()));
        parts.values().forEach(each -> each.addListener((_, _, _) -> look()));
        kind.addListener((_, _, _) -> look());
        environment.addListener((_, _, _) -> look());
        readCredentials();
        // Without them an id can still be typed.
        background.call(_ -> connections.policies(), policies::set, _ -> policies.set(List.of()));
    }

    /// Hears of a connection that was added.
    @FunctionalInterface
    interface OnAdded {
        /// It stands in the list.
        ///
        /// @param tried what a test of exactly this one found before, null when it was never tested
        void added(String name, @Nullable Tested tried);
    }

    /// The test of what is typed.
    FormTrial trial() {
        return trial;
    }

    /// What the vault holds, without anything secret; null while that is not known, such as of a locked vault.
    public ReadOnlyObjectProperty<@Nullable List<Entry>> credentialsProperty() {
        return credentials.getReadOnlyProperty();
    }

    /// The policies that can be named; none while they are not known.
    ReadOnlyObjectProperty<List<PolicySummary>> policiesProperty() {
        return policies.getReadOnlyProperty();
    }

    /// Looks into the vault again, where it is open.
    public void readCredentials() {
        if (!keyring.isOpen()) {
            credentials.set(null);
            return;
        }
        background.call(_ -> keyring.entries(), credentials::set, _ -> credentials.set(null));
    }

    /// The names of the credentials that can stand in a field, empty for none.
    public List<String> offered(Fitting fitting) {
        List<Entry> known = credentials.get();
        return known == null
                ? List.of()
                : known.stream().filter(fitting::fits).map(Entry::name).toList();
    }

    /// What helps to choose a credential or speaks against the one that stands in a field; empty for nothing.
    public String note(Field field, Fitting fitting) {
        List<Entry> known = credentials.get();
        String typed = text(field).get().strip();
        if (known == null) {
            return "The vault is locked: unlock it to choose, or type the name.";
        }
        if (typed.isEmpty()) {
            return offered(fitting).isEmpty() ? "The vault has no " + fitting.words() + " yet." : "";
        }
        String refusal = known.stream()
                .filter(each -> each.name().equals(typed))
                .findFirst()
                .map(fitting::refusal)
                .orElse(null);
        boolean there = known.stream().anyMatch(each -> each.name().equals(typed));
        return refusal != null ? refusal : there ? "" : "The vault has no credential of that name.";
    }

    /// The regions to choose from; once the key's account was asked, with which of them it has enabled.
    public ReadOnlyObjectProperty<RegionOffer> regionsProperty() {
        return regions.getReadOnlyProperty();
    }

    /// Asks the account of AWS whose key stands there, once for each key, where the vault is open.
    public void askRegions() {
        String key = kind.get() == Kind.AWS ? text(Field.AWS_READER).get().strip() : "";
        String endpoint = kind.get() == Kind.AWS ? text(Field.ENDPOINT).get().strip() : "";
        List<Entry> known = credentials.get();
        boolean there =
                known != null && known.stream().anyMatch(each -> each.name().equals(key));
        String with = there ? key + " " + endpoint : "";
        if (with.equals(askedWith)) {
            return;
        }
        askedWith = with;
        regions.set(RegionOffer.ALL);
        if (!there) {
            return;
        }
        background.call(
                _ -> connections.regions(key, endpoint.isEmpty() ? null : endpoint),
                offer -> offered(with, offer),
                failure -> offered(with, RegionOffer.unknown(Foreign.of(failure), null)));
    }

    /// What is said of a key that stands there no more is nobody's.
    private void offered(String with, RegionOffer offer) {
        if (with.equals(askedWith)) {
            regions.set(offer);
            // What is not known is asked again: the right may be there by then, or the network.
            askedWith = offer.enabled() == null ? null : with;
        }
    }

    /// Why no credential can be stored now; null when one can.
    public @Nullable String storingRefusal() {
        return keyring.refusal();
    }

    /// Goes to the vault to store a credential for a field, and comes back with it.
    public void store(Field field, Fitting fitting) {
        if (keyring.refusal() == null) {
            storing = field;
            keyring.store(fitting, fitting.known(field, each -> text(each).get()), name -> {
                if (name != null) {
                    text(field).set(name);
                }
            });
        }
    }

    /// Whether the operator is away to store a credential for it.
    boolean isStoring() {
        return storing != null;
    }

    /// The operator is there again.
    ///
    /// @return the field that a credential was stored for, null for none
    @Nullable
    Field back() {
        Field field = storing;
        storing = null;
        readCredentials();
        return field;
    }

    /// What is typed there.
    public StringProperty text(Field field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalStateException("every line has a text: " + field);
        }
        return text;
    }

    /// Whether the connection has that part.
    public BooleanProperty has(Part part) {
        BooleanProperty has = parts.get(part);
        if (has == null) {
            throw new IllegalStateException("every part is had or not: " + part);
        }
        return has;
    }

    /// What is connected to.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// Production or staging; practice is the lab alone.
    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    /// What is wrong, empty when nothing is known to be. What one field shows of itself is not told here as well
    /// before the form is to be saved, nor what is still empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether it is being saved.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Tells what no single field can show, such as one credential for two purposes. What is out of sight shows nothing
    /// of itself, and stands in nothing's way.
    private void look() {
        Stream<Field> seen = Stream.concat(
                Stream.of(Field.NAME), Layout.seen(kind.get(), part -> has(part).get()).stream());
        boolean told = seen.anyMatch(field -> field.problem(text(field).get()) != null);
        Connection typed = null;
        String wrong = "";
        try {
            typed = connection();
        } catch (Draft.StillEmpty e) {
            // What is still empty is no mistake yet.
            wrong = "";
        } catch (IllegalArgumentException e) {
            wrong = told ? "" : Draft.sentence(e);
        }
        problem.set(wrong);
        trial.typed(typed);
    }

    /// Tests what is typed without keeping any of it; the form stays.
    void test() {
        Connection made = ready();
        if (made == null) {
            return;
        }
        if (!keyring.isOpen()) {
            problem.set("The vault is locked: a test borrows credentials.");
            return;
        }
        trial.run(made, failure -> problem.set(Foreign.of(failure)));
    }

    /// Stops a test that runs.
    ///
    /// @return whether one did
    boolean stop() {
        return trial.cancel();
    }

    /// Saves it; the form stays when it is refused.
    public void save() {
        Connection made = ready();
        if (made == null) {
            return;
        }
        Tested tried = trial.of(made);
        running.set(true);
        background.call(
                _ -> {
                    connections.add(made, tried);
                    return made.name();
                },
                name -> {
                    running.set(false);
                    onDone.added(name, tried);
                },
                failure -> {
                    running.set(false);
                    problem.set(Foreign.of(failure));
                });
    }

    /// What is typed, null while something else is done with it or it is none; why is told then.
    private @Nullable Connection ready() {
        if (running.get() || trial.running()) {
            return null;
        }
        try {
            Connection made = connection();
            problem.set("");
            return made;
        } catch (IllegalArgumentException e) {
            problem.set(Draft.sentence(e));
            return null;
        }
    }

    private Connection connection() {
        return new Draft(
                        kind.get(),
                        field -> text(field).get(),
                        parts.entrySet().stream()
                                .filter(each -> each.getValue().get())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()),
                        connections::mapping)
                .connection(environment.get());
    }
}
