package io.backstay.ui.restore;

import io.backstay.act.restore.Restores;
import io.backstay.base.AssetId;
import io.backstay.base.TenantId;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Tenant;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.entry.LocalMoment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What a customer tells us, as it is typed; wrong answers are named beside their field.
public final class IntakeForm {
    /// How far off the customer's memory may be.
    public static final List<Duration> UNCERTAINTIES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1));

    /// The scratch database as it is usual: out of the database's own backups, or by the account that it lies in.
    public static final String USUAL = "The database's own backups";

    /// The policy as it is usual: that of the open case, of the connection, of the practice lab, or none.
    public static final String CASES = "That of its case, or its connection";

    private static final int TEXT_MAX = 200;

    /// One question of the form.
    public enum Field {
        DATABASE,
        TENANT_ID,
        TENANT_NAME,
        DATASET,
        ABOUT,
        ZONE,
        ASKER,
        VERIFIED_BY
    }

    private final InstantSource clock;
    private final ObservableList<AssetId> databases = FXCollections.observableArrayList();
    private final ObservableList<AssetId> stores = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable AssetId> database = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AssetId> objects = new SimpleObjectProperty<>();
    private final ObservableList<String> stagings = FXCollections.observableArrayList(USUAL);
    private final ObjectProperty<String> staging = new SimpleObjectProperty<>(USUAL);
    private final ObservableList<String> policies = FXCollections.observableArrayList(CASES);
    private final ObjectProperty<String> policy = new SimpleObjectProperty<>(CASES);
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final ObjectProperty<Duration> uncertainty = new SimpleObjectProperty<>(Duration.ofHours(1));
    private final ObjectBinding<Map<Field, String>> problems;
    private @Nullable Instant reportedAt;
    private @Nullable Instant filled;
    private final ReadOnlyStringWrapper ofCase = new ReadOnlyStringWrapper("");

    IntakeForm(InstantSource clock) {
        this.clock = clock;
        for (Field field : Field.values()) {
            var text = new SimpleStringProperty("");
            text.addListener((_, _, typed) -> begun(field, typed));
            texts.put(field, text);
        }
        text(Field.ZONE).set("UTC");
        reportedAt = null;
        problems = Bindings.createObjectBinding(this::judge, dependencies());
    }

    /// The databases that can be chosen.
    public ObservableList<AssetId> databases() {
        return databases;
    }

    /// The object stores that can be chosen; choosing none is fine.
    public ObservableList<AssetId> stores() {
        return stores;
    }

    /// The database that held the data; null while none is chosen.
    public ObjectProperty<@Nullable AssetId> databaseProperty() {
        return database;
    }

    /// The object store with its files; null for none.
    public ObjectProperty<@Nullable AssetId> objectsProperty() {
        return objects;
    }

    /// What can make the scratch database: [#USUAL], and the names of connections.
    public ObservableList<String> stagings() {
        return stagings;
    }

    /// What makes the scratch database: one of [#stagings()].
    public ObjectProperty<String> stagingProperty() {
        return staging;
    }

    /// What the restore can be held against: [#CASES], and the ids of policies.
    public ObservableList<String> policies() {
        return policies;
    }

    /// What the restore is held against: one of [#policies()].
    public ObjectProperty<String> policyProperty() {
        return policy;
    }

    /// What was chosen for the restore besides what the customer says.
    Restores.Terms terms() {
        return new Restores.Terms(chosen(staging, USUAL), chosen(policy, CASES), joined());
    }

    private @Nullable String joined() {
        String id = ofCase.get();
        return id.isEmpty() ? null : id;
    }

    private static @Nullable String chosen(ObjectProperty<String> of, String usual) {
        String chosen = of.get();
        return usual.equals(chosen) ? null : chosen;
    }

    /// Offers the policies that there are.
    void offerPolicies(List<String> ids) {
        String chosen = policy.get();
        List<String> all = new ArrayList<>(ids);
        all.addFirst(CASES);
        policies.setAll(all);
        policy.set(all.contains(chosen) ? chosen : CASES);
    }

    /// Offers the connections that can make the scratch databases of the chosen database; what another one's chose is
    /// not kept.
    void offerStagings(AssetId of, List<String> names) {
        if (of.equals(database.get())) {
            String chosen = staging.get();
            List<String> all = new ArrayList<>(names);
            all.addFirst(USUAL);
            stagings.setAll(all);
            staging.set(all.contains(chosen) ? chosen : USUAL);
        }
    }

    /// What is typed into a field.
    public StringProperty text(Field field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalStateException("no text for " + field);
        }
        return text;
    }

    /// How far the true moment may lie on either side.
    public ObjectProperty<Duration> uncertaintyProperty() {
        return uncertainty;
    }

    /// What is wrong or missing, a sentence for each field; empty when the form is complete.
    public ObjectBinding<Map<Field, String>> problemsBinding() {
        return problems;
    }

    /// Offers the estate's databases and stores; a single one is chosen at once.
    void offer(List<Asset> assets) {
        databases.setAll(ids(assets, AssetKind.DATABASE));
        stores.setAll(ids(assets, AssetKind.OBJECT_STORE));
        if (database.get() == null && databases.size() == 1) {
            database.set(databases.getFirst());
        }
        if (objects.get() == null && stores.size() == 1) {
            objects.set(stores.getFirst());
        }
    }

    /// Fills every field from a call that was taken elsewhere; its own moment of report is kept.
    void fill(Intake intake) {
        addIfAbsent(databases, intake.database());
        database.set(intake.database());
        if (intake.objects() != null) {
            addIfAbsent(stores, intake.objects());
        }
        objects.set(intake.objects());
        text(Field.TENANT_ID).set(intake.tenant().id().value());
        text(Field.TENANT_NAME).set(intake.tenant().name());
        text(Field.DATASET).set(intake.dataset());
        text(Field.ZONE).set(intake.zone().getId());
        text(Field.ABOUT).set(LocalMoment.print(intake.about(), intake.zone()));
        text(Field.ASKER).set(intake.asker());
        text(Field.VERIFIED_BY).set(intake.verifiedBy());
        uncertainty.set(intake.uncertainty());
        reportedAt = intake.reportedAt();
        filled = intake.about();
        ofCase.set("");
    }

    /// Fills in what a case knows of its call; the rest is still to ask.
    void fill(String caseId, CaseIntake call) {
        clear();
        AssetId held = call.asset();
        if (held != null) {
            addIfAbsent(databases, held);
            database.set(held);
        }
        ZoneId zone = ZoneId.of(call.zone());
        text(Field.TENANT_ID).set(said(call.tenant()));
        text(Field.TENANT_NAME).set(call.firm());
        text(Field.DATASET).set(said(call.dataset()));
        text(Field.ZONE).set(zone.getId());
        text(Field.ABOUT).set(call.about() == null ? "" : LocalMoment.print(call.about(), zone));
        text(Field.ASKER).set(said(call.asker()));
        text(Field.VERIFIED_BY).set(said(call.verifiedBy()));
        uncertainty.set(call.spread());
        reportedAt = call.reportedAt();
        filled = call.about();
        ofCase.set(caseId);
    }

    private static String said(@Nullable String answer) {
        return answer == null ? "" : answer;
    }

    /// The case that the restore becomes part of; empty where it is the one that waits for it, or a new one.
    public ReadOnlyStringProperty caseProperty() {
        return ofCase.getReadOnlyProperty();
    }

    /// Leaves the answers and not the case: the restore is for another.
    public void leaveCase() {
        ofCase.set("");
    }

    void clear() {
        for (Field field : Field.values()) {
            text(field).set(field == Field.ZONE ? "UTC" : "");
        }
        uncertainty.set(Duration.ofHours(1));
        staging.set(USUAL);
        policy.set(CASES);
        reportedAt = null;
        filled = null;
        ofCase.set("");
    }

    /// The intake, or null while something is wrong or missing.
    @Nullable
    Intake intake() {
        AssetId chosen = database.get();
        if (chosen == null || !judge().isEmpty()) {
            return null;
        }
        ZoneId zone = ZoneId.of(typed(Field.ZONE));
        Instant reported = reportedAt == null ? clock.instant() : reportedAt;
        return new Intake(
                chosen,
                objects.get(),
                new Tenant(new TenantId(typed(Field.TENANT_ID)), typed(Field.TENANT_NAME)),
                typed(Field.DATASET),
                about(zone),
                uncertainty.get(),
                zone,
                typed(Field.ASKER),
                typed(Field.VERIFIED_BY),
                reported);
    }

    /// The field shows whole seconds; a moment that was filled in and left alone is still meant exactly.
    private Instant about(ZoneId zone) {
        Instant told = filled;
        if (told != null && LocalMoment.print(told, zone).equals(typed(Field.ABOUT))) {
            return told;
        }
        return switch (LocalMoment.read(typed(Field.ABOUT), zone)) {
            case LocalMoment.At(var instant) -> instant;
            case LocalMoment.Wrong(var sentence) -> throw new IllegalStateException(sentence);
        };
    }

    /// The clocks start with the first thing that is typed about a call.
    private void begun(Field field, String typed) {
        if (reportedAt == null && field != Field.ZONE && !typed.isBlank()) {
            reportedAt = clock.instant();
        }
    }

    private Map<Field, String> judge() {
        Map<Field, String> wrong = new EnumMap<>(Field.class);
        if (database.get() == null) {
            wrong.put(Field.DATABASE, "Choose the database that held the data.");
        }
        need(wrong, Field.TENANT_ID, "Type the tenant's id, exactly as the database writes it.");
        need(wrong, Field.TENANT_NAME, "Type the tenant's name; it is asked again before the import.");
        need(wrong, Field.DATASET, "Say what is missing, in the customer's words.");
        need(wrong, Field.ASKER, "Say who asks.");
        need(wrong, Field.VERIFIED_BY, "Say how that person was verified.");
        ZoneId zone = LocalMoment.zone(typed(Field.ZONE));
        if (zone == null) {
            wrong.put(Field.ZONE, "Not a time zone; write one such as Australia/Melbourne or UTC.");
        } else if (LocalMoment.read(typed(Field.ABOUT), zone) instanceof LocalMoment.Wrong(var sentence)) {
            wrong.put(Field.ABOUT, sentence);
        }
        return wrong;
    }

    private void need(Map<Field, String> wrong, Field field, String sentence) {
        String typed = typed(field);
        if (typed.isEmpty()) {
            wrong.put(field, sentence);
        } else if (typed.length() > TEXT_MAX) {
            wrong.put(field, "At most " + TEXT_MAX + " characters.");
        }
    }

    private String typed(Field field) {
        String typed = text(field).get();
        return typed == null ? "" : typed.strip();
    }

    private Observable[] dependencies() {
        var all = new ArrayList<Observable>(texts.values());
        all.add(database);
        return all.toArray(Observable[]::new);
    }

    private static List<AssetId> ids(List<Asset> assets, AssetKind kind) {
        return assets.stream()
                .filter(asset -> asset.kind() == kind)
                .map(Asset::id)
                .toList();
    }

    private static void addIfAbsent(ObservableList<AssetId> list, AssetId id) {
        if (!list.contains(id)) {
            list.add(id);
        }
    }
}
