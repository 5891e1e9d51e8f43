package io.backstay.ui.incidents;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.IntakeForm;
import io.backstay.incident.intake.MailText;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.intake.Which;
import io.backstay.ui.kit.entry.LocalMoment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
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
final class NewCaseForm {
    private static final String UNKNOWN = "?";

    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final ObjectProperty<@Nullable String> policy = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AssetId> asset = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Duration> within = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Reason> reason = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Integer> severity = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Which> which = new SimpleObjectProperty<>();
    private final ObjectProperty<MailText.@Nullable Facts> mail = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable CaseIntake> before = new ReadOnlyObjectWrapper<>();

    /// What is typed.
    enum Field {
        MAIL,
        FIRM,
        DATASET,
        AROUND,
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

    StringProperty text(Field field) {
        return Objects.requireNonNull(texts.get(field));
    }

    /// The policy that is promised to this customer, by its name.
    ObjectProperty<@Nullable String> policyProperty() {
        return policy;
    }

    /// The database; null where one alone is known.
    ObjectProperty<@Nullable AssetId> assetProperty() {
        return asset;
    }

    /// How far the true moment may lie on either side; null when nothing was said.
    ObjectProperty<@Nullable Duration> withinProperty() {
        return within;
    }

    ObjectProperty<@Nullable Reason> reasonProperty() {
        return reason;
    }

    /// From 1, the worst, to 4.
    ObjectProperty<@Nullable Integer> severityProperty() {
        return severity;
    }

    /// Which of two instants is meant where an hour happened twice.
    ObjectProperty<@Nullable Which> whichProperty() {
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
        text(Field.ZONE).set(zone.getId());
        text(Field.ASKER).set(said(intake.asker()));
        text(Field.VERIFIED_BY).set(said(intake.verifiedBy()));
        within.set(intake.uncertainty());
        reason.set(intake.reason());
        severity.set(intake.severity());
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
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (policy.get() == null && !hasNone()) {
            missing.add("which policy is promised");
        }
        if (typed(Field.FIRM) == null && recognised(mail.get(), Field.FIRM) == null) {
            missing.add("which firm it is");
        }
        return missing;
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
        CaseIntake was = before.get();
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
                was == null ? null : was.reportedAt(),
                was == null ? null : was.updateEvery(),
                mail.get());
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
