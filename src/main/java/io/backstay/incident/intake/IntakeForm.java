package io.backstay.incident.intake;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.intake.MailText.Field;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An intake while it is filled in: what was typed goes before what was recognised in a mail, and what was recognised
/// is marked.
///
/// @param around the time as typed, with its offset or zone or by [#zone]
/// @param which  which of two instants is meant where an hour happened twice
/// @param mail   what a pasted mail says, absent when none was pasted
public record IntakeForm(
        @Nullable String firm,
        @Nullable String tenant,
        @Nullable String dataset,
        @Nullable String around,
        @Nullable Duration within,
        @Nullable ZoneId zone,
        @Nullable Which which,
        @Nullable String asker,
        @Nullable String verifiedBy,
        @Nullable Reason reason,
        @Nullable Integer severity,
        @Nullable String policy,
        @Nullable AssetId asset,
        @Nullable Instant reportedAt,
        @Nullable Duration updateEvery,
        MailText.@Nullable Facts mail) {

    /// The intake, or the question that has to be asked first.
    ///
    /// @param now when it is filled in
    public CaseIntake intake(Instant now) throws BackstayException {
        return new Filling(this, now).intake();
    }

    private static final class Filling {
        private final IntakeForm form;
        private final Instant now;
        private final List<String> recognised = new ArrayList<>();

        Filling(IntakeForm form, Instant now) {
            this.form = form;
            this.now = now;
        }

        CaseIntake intake() throws BackstayException {
            String firm = or(form.firm(), Field.FIRM);
            if (firm == null) {
                throw new BackstayException(new Failure.BadInput(
                        "It is not known which firm it is.", "Give its name with --firm, as the customer writes it."));
            }
            ZoneId zone = zone();
            Instant reported = reported();
            ZonedDateTime about = about(zone, reported);
            ZoneId shown = zone != null ? zone : about != null ? about.getZone() : ZoneOffset.UTC;
            return new CaseIntake(
                    firm,
                    form.tenant(),
                    or(form.dataset(), Field.DATASET),
                    about == null ? null : about.toInstant(),
                    about == null ? form.within() : spread(),
                    shown.getId(),
                    or(form.asker(), Field.ASKER),
                    form.verifiedBy(),
                    form.reason(),
                    form.severity(),
                    form.policy(),
                    form.asset(),
                    reported,
                    form.updateEvery(),
                    List.copyOf(recognised));
        }

        private @Nullable String or(@Nullable String typed, Field field) {
            MailText.Facts mail = form.mail();
            if (typed != null || mail == null) {
                return typed;
            }
            String value = mail.value(field);
            if (value != null) {
                mark(field);
            }
            return value;
        }

        private void mark(Field field) {
            recognised.add(field.name().toLowerCase(Locale.ROOT));
        }

        /// Typed, or named in the mail, or the offset that the mail was sent with.
        private @Nullable ZoneId zone() throws BackstayException {
            MailText.Facts mail = form.mail();
            if (form.zone() != null || mail == null) {
                return form.zone();
            }
            String named = mail.value(Field.ZONE);
            if (named != null) {
                try {
                    ZoneId zone = ZoneId.of(named);
                    mark(Field.ZONE);
                    return zone;
                } catch (DateTimeException e) {
                    throw new BackstayException(
                            new Failure.BadInput(
                                    "The mail says '" + named + "', which can be more than one time zone or none.",
                                    "Ask which place is meant, then give --zone, such as Australia/Melbourne."),
                            e);
                }
            }
            if (mail.sent() == null) {
                return null;
            }
            mark(Field.ZONE);
            return mail.sent().getOffset();
        }

        private Instant reported() {
            if (form.reportedAt() != null) {
                return form.reportedAt();
            }
            MailText.Facts mail = form.mail();
            if (mail == null || mail.sent() == null || mail.sent().toInstant().isAfter(now)) {
                return now;
            }
            recognised.add("reported");
            return mail.sent().toInstant();
        }

        private @Nullable ZonedDateTime about(@Nullable ZoneId zone, Instant reported) throws BackstayException {
            if (form.around() != null) {
                return TypedMoment.read(form.around(), zone, form.which());
            }
            SpokenTime spoken = spoken();
            if (spoken == null) {
                return null;
            }
            ZoneOffset own = spoken.zone();
            if (own != null) {
                mark(Field.TIME);
                ZonedDateTime exact =
                        spoken.before(LocalDateTime.ofInstant(reported, own)).atZone(own);
                return zone == null ? exact : exact.withZoneSameInstant(zone);
            }
            if (zone == null) {
                throw new BackstayException(new Failure.BadInput(
                        "The mail says '" + spoken.words() + "' and no time zone.",
                        "Name the customer's zone, such as --zone Australia/Melbourne."));
            }
            LocalDateTime local = spoken.before(LocalDateTime.ofInstant(reported, zone));
            mark(Field.TIME);
            return TypedMoment.at(local, zone, form.which());
        }

        private @Nullable SpokenTime spoken() {
            return form.mail() == null ? null : form.mail().spoken();
        }

        private @Nullable Duration spread() {
            SpokenTime spoken = spoken();
            if (form.within() != null) {
                return form.within();
            }
            return form.around() != null || spoken == null ? null : spoken.wide();
        }
    }
}
