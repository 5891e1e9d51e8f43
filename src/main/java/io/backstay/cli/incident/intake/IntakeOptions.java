package io.backstay.cli.incident.intake;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.AssetWord;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Span;
import io.backstay.cli.terminal.When;
import io.backstay.cli.terminal.ZoneName;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.IntakeForm;
import io.backstay.incident.intake.MailText;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.intake.Which;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a customer told us, as options.
public final class IntakeOptions {
    // UTF-8 has at most four bytes for a character.
    private static final int UTF8_BYTES = 4;

    @Option(names = "--firm", paramLabel = "NAME", description = "The customer, by name.")
    private @Nullable String firm;

    @Option(names = "--tenant", paramLabel = "ID", description = "The value of its tenant key, where known.")
    private @Nullable String tenant;

    @Option(names = "--dataset", paramLabel = "NAME", description = "What is missing, in the customer's words.")
    private @Nullable String dataset;

    @Option(
            names = "--around",
            paramLabel = "TIME",
            description = "About when it was lost: ISO-8601, with its offset or by --zone, such as 2026-11-20T18:00.")
    private @Nullable String around;

    @Option(
            names = "--within",
            paramLabel = "D",
            converter = Span.OrNone.class,
            description = "How far the true moment may lie on either side, such as PT2H.")
    private @Nullable Duration within;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneName.class,
            description = "The customer's time zone, such as Australia/Melbourne.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--which",
            paramLabel = "W",
            description = "Which one is meant where the clocks were put back: earlier or later.")
    private @Nullable Which which;

    @Option(names = "--asked-by", paramLabel = "NAME", description = "Who asks.")
    private @Nullable String asker;

    @Option(names = "--verified-by", paramLabel = "HOW", description = "How that person was verified.")
    private @Nullable String verifiedBy;

    @Option(names = "--reason", paramLabel = "R", description = "accidental_deletion, corruption, security or failure.")
    private @Nullable Reason reason;

    @Option(names = "--severity", paramLabel = "N", description = "1 (worst) to 4.")
    private @Nullable Integer severity;

    @Option(
            names = "--asset",
            paramLabel = "ID",
            converter = AssetWord.class,
            description = "The database; needed where several are known.")
    private @Nullable AssetId asset;

    @Option(
            names = "--reported",
            paramLabel = "TIME",
            converter = When.class,
            description = "When we were told, with offset or zone. Default: the date of the mail, or now.")
    private @Nullable Instant reported;

    @Option(
            names = "--update-every",
            paramLabel = "D",
            converter = Span.class,
            description = "How often the customer hears from us. Default: by severity, PT30M, PT1H, PT4H or P1D.")
    private @Nullable Duration updateEvery;

    @Option(
            names = "--mail",
            paramLabel = "FILE",
            description = "The customer's mail as text, - for standard input. What is recognised is filled in and"
                    + " marked; what is typed goes before it.")
    private @Nullable Path mail;

    /// The form as it was filled in, over what was known before: what is typed goes before that, and that before what
    /// a mail says.
    ///
    /// @param policy absent for the one before
    IntakeForm form(Session session, CaseIntake before, @Nullable String policy) throws BackstayException {
        ZoneId shown = zone == null ? ZoneId.of(before.zone()) : zone;
        Instant about = before.about();
        boolean timed = around != null || about != null;
        return new IntakeForm(
                or(firm, before.firm()),
                or(tenant, before.tenant()),
                or(dataset, before.dataset()),
                around == null && about != null ? about.atZone(shown).toString() : around,
                within == null && timed ? before.uncertainty() : within,
                timed ? shown : zone,
                which,
                or(asker, before.asker()),
                or(verifiedBy, before.verifiedBy()),
                reason == null ? before.reason() : reason,
                severity == null ? before.severity() : severity,
                policy == null ? before.policy() : policy,
                asset == null ? before.asset() : asset,
                reported == null ? before.reportedAt() : reported,
                updateEvery == null ? before.updateEvery() : updateEvery,
                mail == null ? null : MailText.read(text(session, mail, MailText.CHARS_MAX)));
    }

    private static @Nullable String or(@Nullable String typed, @Nullable String before) {
        return typed == null ? before : typed;
    }

    /// The form as it was filled in.
    ///
    /// @param policy that is promised to this customer
    IntakeForm form(Session session, String policy) throws BackstayException {
        return new IntakeForm(
                firm,
                tenant,
                dataset,
                around,
                within,
                zone,
                which,
                asker,
                verifiedBy,
                reason,
                severity,
                policy,
                asset,
                reported,
                updateEvery,
                mail == null ? null : MailText.read(text(session, mail, MailText.CHARS_MAX)));
    }

    /// The text of a file or of standard input.
    public static String text(Session session, Path file, int charsMax) throws BackstayException {
        try (InputStream opened = file.toString().equals("-") ? null : Files.newInputStream(file)) {
            InputStream in = opened == null ? session.terminal().in() : opened;
            // One more than is allowed, so that a text that is too long is not taken for a short one.
            byte[] bytes = in.readNBytes(charsMax * UTF8_BYTES + 1);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            file + " cannot be read: " + e.getMessage() + ".", "Check the name and its permissions."),
                    e);
        }
    }
}
