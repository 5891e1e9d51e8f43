package io.backstay.act.incident;

import io.backstay.act.policy.RetentionDesk;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.codec.Words;
import io.backstay.estate.Environment;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.file.CaseFiles;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.incident.intake.RequiredFields;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.timeline.Pictures;
import io.backstay.incident.verdict.CardJudge;
import io.backstay.incident.verdict.Observed;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.policy.Policies;
import io.backstay.policy.promise.Statement;
import io.backstay.restore.journal.RestoreJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The cases of one state folder; every act on them is recorded and enters their timeline.
public final class IncidentDesk implements Incidents {
    private final Books books;
    private final Policies policies;
    private final Probes probes;
    private final String actor;
    private final InstantSource clock;
    private final CasePen pen;

    /// The desk of whoever sits there; opens nothing.
    public IncidentDesk(Books books, Policies policies, Probes probes, String actor, InstantSource clock) {
        this.books = books;
        this.policies = policies;
        this.probes = probes;
        this.actor = actor;
        this.clock = clock;
        this.pen = new CasePen(books, actor, clock);
    }

    /// What is opened when it is first needed.
    ///
    /// @param record   the record of acts, for reading
    /// @param restores their journal, for reading
    public record Books(
            Cases cases, RetentionDesk.Opening catalogue, Recording recorder, Gate.Book record, Restores restores) {}

    /// Where restores are found.
    @FunctionalInterface
    public interface Restores {
        /// Opens it, or gives what is open.
        Place open() throws BackstayException;

        /// What is open.
        ///
        /// @param locks the folder with the locks of restores that are worked on
        record Place(RestoreJournal journal, Path locks) {}
    }

    /// Where the case book is found.
    @FunctionalInterface
    public interface Cases {
        /// Opens it, or gives the open one.
        CaseBook open() throws BackstayException;
    }

    /// Where the way of recording acts is found.
    @FunctionalInterface
    public interface Recording {
        /// Finds it.
        Recorder open() throws BackstayException;
    }

    @Override
    public String open(CaseIntake intake) throws BackstayException {
        IntakeLimits.require(intake, clock.instant());
        RequiredFields.require(intake, policies.orNone(intake.policy()));
        Deed deed = Deed.of("incident.open", intake.firm());
        if (intake.tenant() != null) {
            deed = deed.about(new TenantId(intake.tenant()));
        }
        return pen.act(Permission.KEEP_CASE, deed, () -> opened(intake), caseId -> Map.of("case", caseId));
    }

    private CasePen.Said<String> opened(CaseIntake intake) throws BackstayException {
        CaseBook book = books.cases().open();
        // A firm whose tenant key nobody has looked up yet is known by its name alone.
        var tenant = new Tenant(new TenantId(Objects.requireNonNullElse(intake.tenant(), "?")), intake.firm());
        Instant now = clock.instant();
        String id = book.openCase(intake.title(), tenant, practice(intake), now).id();
        new CaseRecord(book, id).intake(intake, now, actor);
        return new CasePen.Said<>(
                id, pen.say(id, new CaseEntry(intake.reportedAt(), person(intake), Sayings.reported(intake))));
    }

    /// Whether it is about the practice lab; a database that nobody has listed is not.
    private boolean practice(CaseIntake intake) throws BackstayException {
        return intake.asset() != null
                && books.catalogue().open().assets().stream()
                        .anyMatch(asset ->
                                asset.id().equals(intake.asset()) && asset.environment() == Environment.PRACTICE);
    }

    /// Whether the catalogue knows it; what only a manifest has is looked at once and taken in nowhere.
    private boolean isListed(@Nullable AssetId database) throws BackstayException {
        return database != null
                && books.catalogue().open().assets().stream()
                        .anyMatch(asset -> asset.id().equals(database));
    }

    private String person(CaseIntake intake) {
        return Objects.requireNonNullElse(intake.asker(), actor);
    }

    @Override
    public CaseIntake intake(String caseId) throws BackstayException {
        return record(caseId).intake();
    }

    @Override
    public Set<Statement.Intake.Field> asked(String policy) throws BackstayException {
        return RequiredFields.of(policies.orNone(policy));
    }

    @Override
    public void correct(String caseId, CaseIntake intake, String reason) throws BackstayException {
        IntakeLimits.require(intake, clock.instant());
        IntakeLimits.require("The reason", reason, IntakeLimits.WORDS_MAX);
        record(caseId).file();
        pen.act(caseId, "incident.correct", reason, () -> {
            record(caseId).intake(intake, clock.instant(), actor);
            return pen.say(caseId, clock.instant(), "Intake corrected: " + reason);
        });
    }

    @Override
    public VerdictCard look(CaseIntake intake, List<Path> manifests, @Nullable Instant at) throws BackstayException {
        return judge(intake, observed(manifests, null), at == null ? clock.instant() : at);
    }

    @Override
    public VerdictCard look(String caseId) throws BackstayException {
        return judge(intake(caseId), observed(List.of(), caseId), clock.instant());
    }

    /// Away from the state folder only what the manifests say is known.
    private Observed observed(List<Path> manifests, @Nullable String caseId) throws BackstayException {
        if (!manifests.isEmpty()) {
            return Observed.of(manifests);
        }
        CaseBook book = books.cases().open();
        return Observed.of(books.catalogue().open())
                .remember(EarlierCases.of(book, caseId), EarlierCases.rows(book, caseId));
    }

    private VerdictCard judge(CaseIntake intake, Observed observed, Instant at) throws BackstayException {
        return CardJudge.judge(intake, policies.orNone(intake.policy()), observed, at);
    }

    @Override
    public VerdictCard verdict(String caseId, List<Path> manifests) throws BackstayException {
        CaseIntake intake = intake(caseId);
        Deed deed = Deed.of("incident.verdict", intake.firm()).inCase(caseId);
        return pen.act(
                Permission.KEEP_CASE,
                deed,
                () -> {
                    VerdictCard card = judge(intake, observed(manifests, caseId), clock.instant());
                    record(caseId).given(card, clock.instant(), actor);
                    AssetId database = intake.asset() == null && isListed(card.asset()) ? card.asset() : null;
                    if (database != null) {
                        record(caseId).intake(intake.in(database), clock.instant(), actor);
                    }
                    String said = "Verdict: " + Words.of(card.verdict().answer()) + ". " + card.loss()
                            + (database == null
                                    ? ""
                                    : " The database is " + database + ", the only one that its policy covers.");
                    return new CasePen.Said<>(card, pen.say(caseId, clock.instant(), said));
                },
                card -> Map.of("verdict", Words.of(card.verdict().answer())));
    }

    @Override
    public void note(String caseId, Note kind, String words, @Nullable Instant at) throws BackstayException {
        IntakeLimits.require("The note", words, IntakeLimits.WORDS_MAX);
        record(caseId).file();
        Instant when = pen.past(at);
        // An agreement lets texts claim what they must not without it, as keeping a claim does.
        boolean agreement = kind == Note.AGREEMENT;
        Permission needed = agreement ? Permission.KEEP_CLAIM : Permission.KEEP_CASE;
        Deed deed = Deed.of(agreement ? "incident.agreement" : "incident.note", kind.title());
        pen.act(needed, deed.inCase(caseId), () -> {
            switch (kind) {
                case RESTORED -> record(caseId).restoredElsewhere(when, clock.instant(), actor);
                case AGREEMENT -> record(caseId).agreed(words, clock.instant(), actor);
                case NOTE, DECISION, LINK -> {}
            }
            return pen.say(caseId, when, kind.title() + ": " + words);
        });
    }

    @Override
    public void declare(String caseId, @Nullable Instant at) throws BackstayException {
        service().declare(caseId, at);
    }

    @Override
    public List<CaseClock> clocks(String caseId) throws BackstayException {
        return service().clocks(caseId);
    }

    @Override
    public List<Answer> probe(String caseId, Progress progress) throws BackstayException, InterruptedException {
        return service().probe(caseId, progress);
    }

    private ServiceDesk service() {
        return new ServiceDesk(pen, policies, probes);
    }

    /// Asks the service of a case once, where probes are configured for it.
    ///
    /// @param policy that the restore is measured against, absent for none: then the one of the case counts
    /// @return the time to recover as that policy counts it, absent while the service has not answered
    public @Nullable Duration answered(String caseId, @Nullable String policy, Progress progress)
            throws BackstayException, InterruptedException {
        return service().answered(caseId, policy, progress);
    }

    @Override
    public Drafted draft(String caseId, MessageKind kind) throws BackstayException {
        return messages().draft(caseId, kind);
    }

    @Override
    public void told(String caseId, MessageKind kind, @Nullable Instant at) throws BackstayException {
        messages().told(caseId, kind, at);
    }

    @Override
    public List<Objection> claims(String policy, String text) throws BackstayException {
        return messages().claims(policy, text);
    }

    @Override
    public Checked check(String caseId, String text) throws BackstayException {
        return messages().check(caseId, text);
    }

    @Override
    public List<Objection> keep(
            String caseId, String text, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException {
        return messages().keep(caseId, text, rule, sentence, reason);
    }

    private MessageDesk messages() {
        return new MessageDesk(pen, policies, service());
    }

    @Override
    public String handOver(String caseId) throws BackstayException {
        return new HandOverDesk(pen, service(), timelines()).page(caseId);
    }

    @Override
    public int write(String caseId, Path file) throws BackstayException {
        record(caseId).file();
        Deed deed = Deed.of("incident.export", file.toString()).inCase(caseId);
        return pen.act(Permission.KEEP_CASE, deed, () -> {
            var handedOn = new CaseEntry(clock.instant(), actor, "Handed on as a file");
            int leftOut = files().write(caseId, file, handedOn, timelines().papers(caseId));
            return new CasePen.Said<>(leftOut, pen.say(caseId, handedOn));
        });
    }

    @Override
    public CaseFiles.Taken take(Path file) throws BackstayException {
        Deed deed = Deed.of("incident.import", file.toString());
        return pen.act(
                Permission.KEEP_CASE,
                deed,
                () -> {
                    CaseFiles.Taken taken = files().take(file, actor, clock.instant());
                    return new CasePen.Said<>(taken, pen.say(taken.caseId(), clock.instant(), "Taken from a file"));
                },
                taken -> Map.of("case", taken.caseId()));
    }

    @Override
    public TimelineDesk timelines() {
        return new TimelineDesk(pen, pictures());
    }

    private Pictures pictures() {
        return new Pictures(probes.home().resolve("cases"));
    }

    @Override
    public Aftermath aftermath() {
        return new AfterDesk(pen);
    }

    @Override
    public PastCases past() {
        return new PastDesk(books.cases(), books.record(), policies, clock);
    }

    private CaseFiles files() throws BackstayException {
        return new CaseFiles(books.cases().open(), CaseRecord::require, pictures());
    }

    private CaseRecord record(String caseId) throws BackstayException {
        return pen.record(caseId);
    }

    /// What the timeline says of an intake.
    private static final class Sayings {
        private Sayings() {}

        static String reported(CaseIntake intake) {
            Instant about = intake.about();
            String dataset = intake.dataset() == null ? "data" : intake.dataset();
            return "Reports that " + dataset + " are missing"
                    + (about == null
                            ? ""
                            : " since " + (intake.spread().isZero() ? "" : "about ")
                                    + Faces.words(about.atZone(ZoneId.of(intake.zone()))))
                    + "; identity: " + Objects.requireNonNullElse(intake.verifiedBy(), "not verified")
                    + (intake.reason() == null
                            ? ""
                            : "; reason: " + intake.reason().words());
        }
    }
}
