package io.backstay.ui.incidents.call;

import io.backstay.act.check.Facts;
import io.backstay.act.incident.Incidents;
import io.backstay.act.role.Permission;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.incident.intake.MailText;
import io.backstay.incident.intake.RequiredFields;
import io.backstay.policy.PolicySummary;
import io.backstay.policy.promise.Statement;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Opening a case during the call, and asking for its verdict at once.
public final class NewCaseModel {
    private final Incidents incidents;
    private final Facts facts;
    private final Background background;
    private final InstantSource clock;
    private final ZoneId here;
    private final Allowed allowed;
    private final NewCaseForm form = new NewCaseForm();
    private final ObservableList<String> policies = FXCollections.observableArrayList();
    private final ObservableList<AssetId> assets = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper moment = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Set<Statement.Intake.Field>> asked = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private BiConsumer<String, List<Path>> onOpened = (_, _) -> {};
    private @Nullable Activity asking;
    private @Nullable String correcting;

    /// @param here the zone of whoever sits here
    public NewCaseModel(
            Incidents incidents,
            Facts facts,
            Background background,
            InstantSource clock,
            ZoneId here,
            Allowed allowed) {
        this.incidents = incidents;
        this.facts = facts;
        this.background = background;
        this.clock = clock;
        this.here = here;
        this.allowed = allowed;
        form.text(NewCaseForm.Field.MAIL).addListener((_, _, text) -> recognise(text));
        for (NewCaseForm.Field field : NewCaseForm.Field.values()) {
            if (field != NewCaseForm.Field.MAIL) {
                form.text(field).addListener(_ -> check());
            }
        }
        List.of(form.whichProperty(), form.reasonProperty(), form.severityProperty())
                .forEach(choice -> choice.addListener(_ -> check()));
        form.policyProperty().addListener((_, _, policy) -> ask(policy));
    }

    /// Who hears of the case that was opened or corrected, and of the manifests that it is judged by.
    public void onOpened(BiConsumer<String, List<Path>> reader) {
        this.onOpened = reader;
    }

    /// What is answered.
    public NewCaseForm form() {
        return form;
    }

    /// What can be promised to a customer.
    ObservableList<String> policies() {
        return policies;
    }

    /// What can have been lost.
    ObservableList<AssetId> assets() {
        return assets;
    }

    /// What the chosen policy says that a call has to name.
    ReadOnlyObjectProperty<Set<Statement.Intake.Field>> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// The moment on three clocks, or what has to be asked first; empty before anything is known.
    public ReadOnlyStringProperty momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /// Why no case was opened; empty when nothing stands in the way.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the form is shown.
    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Whether a case is being opened at this moment.
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Why this role may not open a case; null when it may.
    public @Nullable String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Shows an empty form.
    public void begin() {
        if (open.get() || refusal() != null) {
            return;
        }
        form.clear();
        show(null);
    }

    /// Shows the intake of a case, to be put right.
    public void correct(String caseId, CaseIntake intake) {
        if (open.get() || refusal() != null) {
            return;
        }
        form.fill(intake);
        show(caseId);
    }

    private void show(@Nullable String caseId) {
        correcting = caseId;
        problem.set("");
        open.set(true);
        check();
        background.call(
                _ -> {
                    List<Asset> databases = facts.assets().stream()
                            .filter(asset -> asset.kind() == AssetKind.DATABASE)
                            .toList();
                    return new Offered(
                            facts.policies().stream().map(PolicySummary::id).toList(),
                            databases.stream().map(Asset::id).toList(),
                            databases.stream()
                                    .filter(asset -> asset.environment() != Environment.PRACTICE)
                                    .map(Asset::id)
                                    .toList());
                },
                this::offer,
                failure -> problem.set(Foreign.of(failure)));
    }

    /// Where one database alone is known, it is the one; the practice lab is never chosen for anybody.
    private void offer(Offered offered) {
        policies.setAll(offered.policies());
        assets.setAll(offered.assets());
        if (offered.real().size() == 1
                && correcting == null
                && form.assetProperty().get() == null) {
            form.assetProperty().set(offered.real().getFirst());
        }
    }

    /// What can be chosen from.
    ///
    /// @param real those of the assets that are none of practice
    private record Offered(List<String> policies, List<AssetId> assets, List<AssetId> real) {}

    /// Puts the form away.
    ///
    /// @return whether it was there
    public boolean close() {
        boolean was = open.get();
        open.set(false);
        return was;
    }

    /// Opens the case and asks for its verdict.
    public void submit() {
        if (running.get() || refusal() != null) {
            return;
        }
        CaseIntake intake;
        List<Path> manifests;
        try {
            intake = form.filled().intake(clock.instant());
            manifests = form.manifests();
        } catch (BackstayException e) {
            problem.set(Foreign.of(e.failure().message()));
            return;
        }
        String caseId = correcting;
        String why = form.text(NewCaseForm.Field.WHY).get().strip();
        problem.set("");
        running.set(true);
        background.call(
                _ -> caseId == null ? opened(intake, manifests) : corrected(caseId, intake, why),
                id -> {
                    running.set(false);
                    close();
                    onOpened.accept(id, manifests);
                },
                failure -> {
                    running.set(false);
                    problem.set(Foreign.of(failure));
                });
    }

    private String opened(CaseIntake intake, List<Path> manifests) throws BackstayException {
        if (!manifests.isEmpty()) {
            // A manifest that cannot be read is said before there is a case.
            incidents.look(intake, manifests, null);
        }
        String id = incidents.open(intake);
        incidents.verdict(id, manifests);
        return id;
    }

    private String corrected(String caseId, CaseIntake intake, String why) throws BackstayException {
        incidents.correct(caseId, intake, why);
        return caseId;
    }

    /// Looks what that policy asks of a call; until it is known, nothing is.
    private void ask(@Nullable String policy) {
        if (asking != null) {
            asking.cancel();
        }
        asked.set(Set.of());
        check();
        if (policy != null) {
            asking = background.call(
                    _ -> incidents.asked(policy),
                    fields -> {
                        asked.set(fields);
                        check();
                    },
                    failure -> problem.set(Foreign.of(failure)));
        }
    }

    private void recognise(String text) {
        problem.set("");
        if (text.isBlank()) {
            form.mailProperty().set(null);
            check();
            return;
        }
        background.call(
                _ -> MailText.read(text),
                read -> {
                    form.mailProperty().set(read);
                    check();
                },
                failure -> problem.set(Foreign.of(failure)));
    }

    /// Says what the time means as soon as it is typed, so that an hour that happened twice is asked for on the phone.
    private void check() {
        problem.set("");
        boolean nothing = form.mailProperty().get() == null
                && form.text(NewCaseForm.Field.AROUND).get().isBlank();
        if (nothing) {
            moment.set("");
            return;
        }
        try {
            CaseIntake intake = form.soFar().intake(clock.instant());
            Instant about = intake.about();
            List<String> missing = form.missing(RequiredFields.lacking(intake, asked.get()));
            String ask = missing.isEmpty() ? "" : "Still to ask: " + String.join(", and ", missing) + ".";
            String read = about == null ? "" : faces(about, ZoneId.of(intake.zone()));
            moment.set(read + (read.isEmpty() || ask.isEmpty() ? "" : "\n") + ask);
        } catch (BackstayException e) {
            // The advice names options of the terminal; here the fields are in sight.
            moment.set(Foreign.of(e.failure().message()));
        }
    }

    private String faces(Instant about, ZoneId customer) {
        Faces faces = Faces.of(about, customer, here);
        return "Customer: " + Faces.words(faces.customer()) + "\nUTC: " + Faces.words(faces.utc()) + "\nYou: "
                + Faces.words(faces.operator());
    }
}
