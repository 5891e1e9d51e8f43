package io.backstay.act.restore;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.act.connection.reach.Sites;
import io.backstay.act.environment.EnvironmentDesk;
import io.backstay.act.incident.ReportDesk;
import io.backstay.act.incident.RestoreCase;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.test.TestDesk;
import io.backstay.act.test.TestEvidence;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.print.CurveSource;
import io.backstay.incident.print.IncidentReport;
import io.backstay.lab.Lab;
import io.backstay.restore.LastingScratch;
import io.backstay.restore.Site;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.LogHistory;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentFinder;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Staging;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Promise;
import io.backstay.restore.verdict.Verdict;
import io.backstay.restore.verdict.Verdicts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens restores: looks up the facts, gives the verdict, opens the case, and writes all of it down.
public final class RestoreDesk implements Restores, Searches {
    /// More points than anybody weighs for one verdict; the newest are taken.
    private static final int POINTS_MAX = Catalogue.PAGE_MAX;

    private static final System.Logger LOG = System.getLogger(RestoreDesk.class.getName());

    private final Ground ground;
    private final Books books;
    private final ApprovalDesk approvals;
    private final OpenRestores open;
    private final InstantSource clock;

    /// @param open hears of every restore that is begun
    public RestoreDesk(Ground ground, Books books, ApprovalDesk approvals, OpenRestores open, InstantSource clock) {
        this.ground = ground;
        this.books = books;
        this.approvals = approvals;
        this.open = open;
        this.clock = clock;
    }

    /// What is known of the estate, how it is reached, what is promised, and who is asked after a restore.
    public record Ground(
            Catalogue catalogue, Sites sites, Promises promises, ReportDesk.Curves curves, RestoredService service) {}

    /// Where everything is written down.
    ///
    /// @param reports  the folder with one folder per case
    /// @param versions of what takes part, for the reports
    public record Books(
            RestoreJournal journal,
            AuditLog audit,
            Gate gate,
            CaseBook cases,
            Path reports,
            List<IncidentReport.Version> versions) {
        /// Those of restores of everything.
        public EnvironmentDesk.Books ofEnvironments(Recorder recorder, CurveSource curves) {
            return new EnvironmentDesk.Books(journal, recorder, reports, versions, curves);
        }

        /// Those of restore tests.
        public TestDesk.Books ofTests(Recorder recorder, CurveSource curves) {
            return new TestDesk.Books(journal, recorder, new TestEvidence(reports, versions, curves));
        }
    }

    @Override
    public List<String> stagings(AssetId database) throws BackstayException {
        return ground.sites().stagings(database);
    }

    @Override
    public RecordedRestore begin(Intake intake) throws BackstayException {
        return begin(intake, Terms.USUAL);
    }

    @Override
    public RecordedRestore begin(Intake intake, Terms terms) throws BackstayException {
        String tenant = intake.tenant().name() + " (" + intake.tenant().id() + ")";
        books.gate()
                .require(
                        Permission.BEGIN_RESTORE,
                        Deed.of("restore.intake", tenant).about(intake.tenant().id()));
        Asset asset = asset(intake.database());
        Sites sites = ground.sites().on(terms.staging());
        RecoveryPoint stated = sites.stated(intake.database());
        Site site = sites.of(intake.database());
        site.requireConfirmed();
        List<RecoveryPoint> points = new ArrayList<>(
                ground.catalogue().points(new PointFilter(intake.database(), Set.of(), ""), null, POINTS_MAX));
        boolean practice = asset.environment() == Environment.PRACTICE;
        RestoreCase opening = new RestoreCase(books.cases(), clock.instant(), terms.caseId());
        // Asked for in any case: it refuses a case that does not fit, which has to come before anything is written.
        String ofCase = opening.policy(intake, practice);
        String named = terms.policy() == null ? ofCase : terms.policy();
        Promise promise = ground.promises().of(named, intake);
        Verdict verdict = stated == null
                ? Verdicts.judge(intake, asset, points, promise, clock.instant())
                : Verdicts.stated(intake, stated, promise);
        String id = books.journal().begin(tenant + ", " + intake.dataset());
        String title = intake.tenant().name() + " lost " + inSentence(intake.dataset());
        RestoreCase.Held held = opening.of(intake, id, title, practice, promise == null ? null : promise.policy());
        String caseId = held.caseId();
        Scribe scribe = new Scribe(books, clock, id, caseId, intake.tenant().id());
        books.audit()
                .note(scribe.deed("restore.intake", tenant)
                        .with("dataset", intake.dataset())
                        .with("about", intake.about().toString()));
        if (held.fresh()) {
            books.cases().append(caseId, reported(intake));
        }
        scribe.note(
                "restore.verdict", tenant, "Verdict: " + verdict.answer().name().toLowerCase(Locale.ROOT));
        return opened(
                id, sites, site, caseId, new RecordedRestore.Asked(intake, verdict, promise), asset.environment());
    }

    private static CaseEntry reported(Intake intake) {
        return new CaseEntry(
                intake.reportedAt(),
                intake.asker(),
                "Reports that " + inSentence(intake.dataset()) + " are missing since "
                        + (intake.uncertainty().isZero() ? "" : "about ")
                        + Utc.words(intake.about())
                        + "; identity: " + intake.verifiedBy());
    }

    private RecordedRestore opened(
            String id, Sites sites, Site site, String caseId, RecordedRestore.Asked asked, Environment environment)
            throws BackstayException {
        Intake intake = asked.intake();
        Leftovers.clear(() -> site, PlanDesk.locks(approvals.home()), id);
        RunLock lock = RunLock.take(PlanDesk.locks(approvals.home()), id);
        Scribe scribe = new Scribe(books, clock, id, caseId, intake.tenant().id());
        var hold = new RunHold(
                lock,
                () -> sites.lease(intake.database(), id, () -> scribe.steps().stop()));
        RecordedRestore begun = new RecordedRestore(
                scribe,
                new TenantRestore(id, site, intake.tenant(), clock),
                asked,
                new CaseReports(
                        books.cases(),
                        books.reports(),
                        asked.promise(),
                        new CaseReports.Asking(ground.curves(), ground.service()),
                        environment == Environment.PRACTICE,
                        books.versions()),
                new PlanDesk(books.journal().runs(), approvals, asked.promise(), environment, hold, clock),
                clock);
        open.add(begun);
        return begun;
    }

    /// Clears what the process of a run that has ended may have left running, here or at a provider.
    void clear(Run ended, Progress progress) throws InterruptedException {
        AssetId database = new AssetId(ended.plan().plan().source().database());
        Leftovers.clear(() -> ground.sites().of(database), PlanDesk.locks(approvals.home()), null);
        takeAway(ended, progress);
    }

    /// What a provider made for it and still charges for. It takes the account alone: live may be out of reach by now.
    private void takeAway(Run ended, Progress progress) throws InterruptedException {
        RestorePlan plan = ended.plan().plan();
        String by = plan.source().staging();
        if (by == null) {
            return;
        }
        Scribe scribe = new Scribe(
                books, clock, ended.restore(), ended.caseId(), plan.tenant().id());
        List<String> said = new ArrayList<>();
        try {
            AssetId database = new AssetId(plan.source().database());
            Staging made = ground.sites().on(by).lasting(database, ended.restore());
            if (made != null) {
                said.addAll(LastingScratch.over(plan, made, scribe::removed, progress));
            }
        } catch (BackstayException e) {
            said.add("What " + by + " made for " + ended.restore() + " may still be there and cost money: "
                    + e.failure().message() + " " + e.failure().advice());
        }
        for (String sentence : said) {
            progress.note(sentence);
            try {
                scribe.note("restore.discard", ended.restore(), sentence);
            } catch (BackstayException e) {
                LOG.log(System.Logger.Level.WARNING, "a sentence is not in the record: {0}", e.getMessage());
            }
        }
    }

    /// A plan that was fixed before, in this process or another.
    RecordedRestore reopen(Run run) throws BackstayException {
        RestorePlan plan = run.plan().plan();
        Intake intake = intake(plan);
        books.gate()
                .require(
                        Permission.RUN_RESTORE,
                        Deed.of("restore.import", run.plan().hash())
                                .about(intake.tenant().id())
                                .inRun(run.restore()));
        Promise promise = promise(plan, intake);
        Instant moment = plan.source().restoreTo();
        Verdict verdict = new Verdict(
                Verdict.Answer.RECOVERABLE, null, moment, Duration.between(moment, intake.about()), null, List.of());
        Sites sites = ground.sites().on(plan.source().staging());
        RecordedRestore reopened = opened(
                run.restore(),
                sites,
                sites.of(intake.database()),
                run.caseId(),
                new RecordedRestore.Asked(intake, verdict, promise),
                environment(plan));
        boolean taken = false;
        try {
            // Read under the lock: another process may have carried it on since.
            reopened.adopt(books.journal().runs().find(run.restore()).orElseThrow(Refusal.RUN_UNKNOWN::stop));
            taken = true;
            return reopened;
        } finally {
            if (!taken) {
                reopened.close();
            }
        }
    }

    /// What the plan was made under; a plan that names no policy is not given one later.
    private @Nullable Promise promise(RestorePlan plan, Intake intake) throws BackstayException {
        RestorePlan.Policy policy = plan.policy();
        return policy == null ? null : ground.promises().of(policy.id(), intake);
    }

    /// A plan that was made elsewhere gets a run and a case here.
    public Run takeIn(PlanFile file) throws BackstayException {
        RestorePlan plan = file.plan();
        String tenant = plan.tenant().name() + " (" + plan.tenant().id() + ")";
        books.gate()
                .require(
                        Permission.BEGIN_RESTORE,
                        Deed.of("restore.intake", tenant).about(plan.tenant().id()));
        Intake intake = intake(plan);
        Promise promise = promise(plan, intake);
        ground.sites().of(intake.database()).requireConfirmed();
        String id = books.journal().begin(tenant + ", plan of " + plan.request().plannedBy());
        String caseId = new RestoreCase(books.cases(), clock.instant(), null)
                .of(
                        intake,
                        id,
                        plan.tenant().name() + " lost "
                                + inSentence(plan.request().dataset()),
                        environment(plan) == Environment.PRACTICE,
                        promise == null ? null : promise.policy())
                .caseId();
        Scribe scribe = new Scribe(books, clock, id, caseId, plan.tenant().id());
        scribe.planned(file.hash());
        scribe.note(
                "restore.intake",
                tenant,
                "Took the plan " + file.hash().substring(0, 12) + " of "
                        + plan.request().plannedBy() + " (" + plan.restore() + " there)");
        books.journal().runs().planned(id, caseId, file, "");
        return books.journal().runs().find(id).orElseThrow(Refusal.RUN_UNKNOWN::stop);
    }

    private static Intake intake(RestorePlan plan) throws BackstayException {
        RestorePlan.Request request = plan.request();
        RestorePlan.Files files = plan.files();
        try {
            return new Intake(
                    new AssetId(plan.source().database()),
                    files == null ? null : new AssetId(files.store()),
                    plan.tenant(),
                    request.dataset(),
                    request.about(),
                    request.uncertainty(),
                    ZoneId.of(request.zone()),
                    request.asker(),
                    request.verifiedBy(),
                    request.reportedAt());
        } catch (DateTimeException e) {
            throw Refusal.PLAN_FORM.stop(String.valueOf(e.getMessage()));
        }
    }

    /// Practice only on the lab: a plan that says so of another database is not let off waiting.
    private static Environment environment(RestorePlan plan) {
        boolean lab = plan.source().database().equals(Lab.DATABASE.value());
        return Arrays.stream(Environment.values())
                .filter(each -> Words.of(each).equals(plan.target().environment()))
                .filter(each -> lab || each != Environment.PRACTICE)
                .findFirst()
                .orElse(Environment.PRODUCTION);
    }

    @Override
    public FoundMoment find(
            AssetId database, Tenant tenant, MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("restore.find", tenant.name() + " (" + tenant.id() + "), around " + question.around())
                .about(tenant.id());
        return new Recorder(books::audit, books.gate())
                .act(
                        Permission.FIND_MOMENT,
                        deed,
                        () -> {
                            try (MomentFinder finder =
                                    new MomentFinder(ground.sites().of(database).ground(), tenant)) {
                                return finder.find(question, watch, progress);
                            }
                        },
                        found -> Map.of("said", Sentences.found(found)));
    }

    @Override
    public LogHistory history(AssetId database) throws BackstayException, InterruptedException {
        return LogHistory.read(ground.sites().of(database).ground(), clock.instant());
    }

    /// `Clients and jobs` begins small inside a sentence, `VAT returns` does not.
    private static String inSentence(String words) {
        boolean acronym = words.length() < 2 || !Character.isLowerCase(words.charAt(1));
        return acronym ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private Asset asset(AssetId id) throws BackstayException {
        for (Asset asset : ground.catalogue().assets()) {
            if (asset.id().equals(id)) {
                return asset;
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "The database " + id,
                "List it with 'backstay sync' or start the practice lab; 'backstay points' shows what is known."));
    }
}
