package io.backstay.ui.incidents.call;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.IntakeForm;
import io.backstay.incident.intake.MailText;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.intake.Which;
import io.backstay.policy.promise.Statement;
import io.backstay.ui.kit.entry.LocalMoment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The answers of a call, while they are typed. A field that is left empty takes what the pasted mail says.
public final class NewCaseForm {
    /// How often the customer hears from us where nothing else was said.
    static final Duration BY_SEVERITY = Duration.ZERO;

    private static final String UNKNOWN = "?";

    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final ObjectProperty<@Nullable String> policy = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AssetId> asset = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Duration> within = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Reason> reason = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Integer> severity = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Duration> updateEvery = new SimpleObjectProperty<>(BY_SEVERITY);
    private final ObjectProperty<@Nullable Which> which = new SimpleObjectProperty<>();
    private final ObjectProperty<MailText.@Nullable Facts> mail = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable CaseIntake> before = new ReadOnlyObjectWrapper<>();

    /// What is typed.
    public enum Field {
        MAIL,
        FIRM,
        DATASET,
        AROUND,
        REPORTED,
        ZONE,
        ASKER,
        VERIFIED_BY,
        TENANT,
        WHY,
        MANIFEST
    }

    NewCaseForm() {
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(""));
        }
    }

    /// What is typed there.
    public StringProperty text(Field field) {
        return Objects.requireNonNull(texts.get(field));
    }

    /// The policy that is promised to this customer, by its name.
    public ObjectProperty<@Nullable String> policyProperty() {
        return policy;
    }

    /// The database; null where one alone is known.
    public ObjectProperty<@Nullable AssetId> assetProperty() {
        return asset;
    }

    /// How far the true moment may lie on either side; null when nothing was said.
    ObjectProperty<@Nullable Duration> withinProperty() {
        return within;
    }

    /// Why it was lost; null when nobody knows.
    ObjectProperty<@Nullable Reason> reasonProperty() {
        return reason;
    }

    /// From 1, the worst, to 4.
    ObjectProperty<@Nullable Integer> severityProperty() {
        return severity;
    }

    /// How often the customer hears from us; [#BY_SEVERITY] where nothing was said.
    ObjectProperty<@Nullable Duration> updateEveryProperty() {
        return updateEvery;
    }

    /// Which of two instants is meant where an hour happened twice.
    public ObjectProperty<@Nullable Which> whichProperty() {
        return which;
    }

    /// What the pasted mail says; null without one.
    ObjectProperty<MailText.@Nullable Facts> mailProperty() {
        return mail;
    }

    /// Empties it; the policy stays, since most calls of a day are about the same one.
    void clear() {
        texts.values().forEach(text -> text.set(""));
        asset.set(null);
        within.set(null);
        reason.set(null);
        severity.set(null);
        updateEvery.set(BY_SEVERITY);
        which.set(null);
        mail.set(null);
        before.set(null);
    }

    /// Fills it with what stands in a case, to be put right; what was found in a mail counts as read by a person then.
    void fill(CaseIntake intake) {
        clear();
        ZoneId zone = ZoneId.of(intake.zone());
        policy.set(intake.policy());
        text(Field.FIRM).set(intake.firm());
        text(Field.TENANT).set(said(intake.tenant()));
        text(Field.DATASET).set(said(intake.dataset()));
        text(Field.AROUND)
                .set(
                        intake.about() == null
                                ? ""
                                : LocalMoment.print(intake.about(), zone).replace(' ', 'T'));
        text(Field.REPORTED).set(LocalMoment.print(intake.reportedAt(), ZoneOffset.UTC));
        text(Field.ZONE).set(zone.getId());
        text(Field.ASKER).set(said(intake.asker()));
        text(Field.VERIFIED_BY).set(said(intake.verifiedBy()));
        within.set(intake.uncertainty());
        reason.set(intake.reason());
        severity.set(intake.severity());
        updateEvery.set(intake.updateEvery() == null ? BY_SEVERITY : intake.updateEvery());
        asset.set(intake.asset());
        before.set(intake);
    }

    private static String said(@Nullable String answer) {
        return answer == null ? "" : answer;
    }

    /// The intake that is put right; null where a case is opened.
    ReadOnlyObjectProperty<@Nullable CaseIntake> beforeProperty() {
        return before.getReadOnlyProperty();
    }

    /// What the mail says for a field, for whoever looks at the empty one; null when it says nothing.
    static @Nullable String recognised(MailText.@Nullable Facts mail, Field field) {
        if (mail == null) {
            return null;
        }
        return switch (field) {
            case FIRM -> mail.value(MailText.Field.FIRM);
            case DATASET -> mail.value(MailText.Field.DATASET);
            case AROUND -> mail.value(MailText.Field.TIME);
            case ASKER -> mail.value(MailText.Field.ASKER);
            case ZONE ->
                mail.value(MailText.Field.ZONE) != null || mail.sent() == null
                        ? mail.value(MailText.Field.ZONE)
                        : mail.sent().getOffset().getId();
            case REPORTED ->
                mail.sent() == null ? null : LocalMoment.print(mail.sent().toInstant(), ZoneOffset.UTC);
            case MAIL, VERIFIED_BY, TENANT, WHY, MANIFEST -> null;
        };
    }

    /// The answers as an intake takes them.
    ///
    /// @throws BackstayException when one of them cannot be read
    IntakeForm filled() throws BackstayException {
        String promised = policy.get();
        if (promised == null && !hasNone()) {
            throw new BackstayException(
                    new Failure.BadInput("It is not known which policy is promised to this customer.", "Choose one."));
        }
        return filled(typed(Field.FIRM), promised);
    }

    /// A restore that began without a call opens a case that has no policy; it can be put right without one.
    private boolean hasNone() {
        CaseIntake was = before.get();
        return was != null && was.policy() == null;
    }

    /// What is wanted of a call before all of it was answered: what is not there yet is stood in for.
    ///
    /// @throws BackstayException when one of the answers cannot be read
    IntakeForm soFar() throws BackstayException {
        String firm = typed(Field.FIRM);
        String promised = policy.get();
        boolean said = firm != null || recognised(mail.get(), Field.FIRM) != null;
        return filled(said ? firm : UNKNOWN, promised == null && !hasNone() ? UNKNOWN : promised);
    }

    /// What is still to ask before a case can be opened, in words; empty when nothing is.
    ///
    /// @param lacking what the policy asks for and nobody has answered
    List<String> missing(List<Statement.Intake.Field> lacking) {
        List<String> missing = new ArrayList<>();
        if (policy.get() == null && !hasNone()) {
            missing.add("which policy is promised");
        }
        if (typed(Field.FIRM) == null && recognised(mail.get(), Field.FIRM) == null) {
            missing.add("which firm it is");
        }
        lacking.stream().map(NewCaseForm::question).forEach(missing::add);
        return missing;
    }

    private static String question(Statement.Intake.Field field) {
        return switch (field) {
            case FIRM -> "which firm it is";
            case TENANT -> "its tenant id";
            case DATASET -> "what is missing";
            case TIME -> "about when it was lost";
            case ZONE -> "which time zone it is in";
            case ASKER -> "who asks";
            case VERIFIED -> "how they were verified";
            case REASON -> "the reason";
            case SEVERITY -> "the severity";
        };
    }

    /// The manifests to judge by; empty for the catalogue.
    List<Path> manifests() throws BackstayException {
        String path = typed(Field.MANIFEST);
        try {
            return path == null ? List.of() : List.of(Path.of(path));
        } catch (InvalidPathException e) {
            throw new BackstayException(
                    new Failure.BadInput("'" + path + "' is no path of a file.", "Choose the manifest."), e);
        }
    }

    private IntakeForm filled(@Nullable String firm, @Nullable String promised) throws BackstayException {
        Duration every = updateEvery.get();
        return new IntakeForm(
                firm,
                typed(Field.TENANT),
                typed(Field.DATASET),
                typed(Field.AROUND),
                within.get(),
                zone(),
                which.get(),
                typed(Field.ASKER),
                typed(Field.VERIFIED_BY),
                reason.get(),
                severity.get(),
                promised,
                asset.get(),
                reported(),
                BY_SEVERITY.equals(every) ? null : every,
                mail.get());
    }

    /// When we were told; null for the date of the mail, or now. The field shows whole seconds, and what was left alone
    /// is still meant exactly.
    private @Nullable Instant reported() throws BackstayException {
        CaseIntake was = before.get();
        String typed = typed(Field.REPORTED);
        if (was != null && (typed == null || typed.equals(LocalMoment.print(was.reportedAt(), ZoneOffset.UTC)))) {
            return was.reportedAt();
        }
        if (typed == null) {
            return null;
        }
        return switch (LocalMoment.read(typed, ZoneOffset.UTC)) {
            case LocalMoment.At(Instant at) -> at;
            case LocalMoment.Wrong(String sentence) ->
                throw new BackstayException(
                        new Failure.BadInput("When we were told: " + sentence, "Write it in UTC, or with its offset."));
        };
    }

    private @Nullable String typed(Field field) {
        String text = text(field).get().strip();
        return text.isEmpty() ? null : text;
    }

    private @Nullable ZoneId zone() throws BackstayException {
        String zone = typed(Field.ZONE);
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            "There is no time zone " + zone + ".", "Write it such as Australia/Melbourne or +10:00."),
                    e);
        }
    }
}
