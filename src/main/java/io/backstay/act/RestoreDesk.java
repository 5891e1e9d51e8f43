package io.backstay.act;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.IncidentReport;
import io.backstay.restore.Intake;
import io.backstay.restore.Promise;
import io.backstay.restore.RestoreJournal;
import io.backstay.restore.Site;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.Verdict;
import io.backstay.restore.Verdicts;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.LogHistory;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentFinder;
import io.backstay.restore.find.Question;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Opens restores: looks up the facts, gives the verdict, opens the case, and writes all of it down.
final class RestoreDesk implements Restores, Searches {
    /// More points than anybody weighs for one verdict; the newest are taken.
    private static final int POINTS_MAX = Catalogue.PAGE_MAX;

    private final Catalogue catalogue;
    private final Books books;
    private final Sites sites;
    private final Promise promise;
    private final OpenRestores open;
    private final InstantSource clock;

    /// @param open hears of every restore that is begun
    RestoreDesk(
            Catalogue catalogue, Books books, Sites sites, Promise promise, OpenRestores open, InstantSource clock) {
        this.catalogue = catalogue;
        this.books = books;
        this.sites = sites;
        this.promise = promise;
        this.open = open;
        this.clock = clock;
    }

    /// Finds how a database is reached.
    @FunctionalInterface
    interface Sites {
        /// The site of a database, or a failure when it cannot be reached now.
        Site of(AssetId database) throws BackstayException;
    }

    /// Where everything is written down.
    ///
    /// @param reports  the folder with one folder per case
    /// @param versions of what takes part, for the reports
    record Books(
            RestoreJournal journal,
            AuditLog audit,
            Gate gate,
            CaseBook cases,
            Path reports,
            List<IncidentReport.Version> versions) {}

    @Override
    public RecordedRestore begin(Intake intake) throws BackstayException {
        String tenant = intake.tenant().name() + " (" + intake.tenant().id() + ")";
        books.gate()
                .require(
                        Permission.BEGIN_RESTORE,
                        Deed.of("restore.intake", tenant).about(intake.tenant().id()));
        Asset asset = asset(intake.database());
        Site site = sites.of(intake.database());
        List<RecoveryPoint> points =
                new ArrayList<>(catalogue.points(new PointFilter(intake.database(), Set.of(), ""), null, POINTS_MAX));
        Verdict verdict = Verdicts.judge(intake, asset, points, promise, clock.instant());
        String id = books.journal().begin(tenant + ", " + intake.dataset());
        boolean practice = asset.environment() == Environment.PRACTICE;
        String caseId = books.cases()
                .openCase(
                        intake.tenant().name() + " lost " + inSentence(intake.dataset()),
                        intake.tenant(),
                        practice,
                        clock.instant())
                .id();
        Scribe scribe = new Scribe(books, clock, id, caseId, intake.tenant().id());
        books.audit()
                .note(scribe.deed("restore.intake", tenant)
                        .with("dataset", intake.dataset())
                        .with("about", intake.about().toString()));
        books.cases()
                .append(
                        caseId,
                        new CaseEntry(
                                intake.reportedAt(),
                                intake.asker(),
                                "Reports that " + inSentence(intake.dataset()) + " are missing since "
                                        + (intake.uncertainty().isZero() ? "" : "about ")
                                        + Utc.words(intake.about())
                                        + "; identity: " + intake.verifiedBy()));
        scribe.note(
                "restore.verdict", tenant, "Verdict: " + verdict.answer().name().toLowerCase(Locale.ROOT));
        RecordedRestore begun = new RecordedRestore(
                scribe,
                new TenantRestore(id, site, intake.tenant(), clock),
                intake,
                verdict,
                new CaseReports(books.cases(), books.reports(), promise, practice, books.versions()),
                clock);
        open.add(begun);
        return begun;
    }

    @Override
    public FoundMoment find(AssetId database, Tenant tenant, Question question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("restore.find", tenant.name() + " (" + tenant.id() + "), around " + question.around())
                .about(tenant.id());
        return new Recorder(books::audit, books.gate())
                .act(
                        Permission.FIND_MOMENT,
                        deed,
                        () -> {
                            try (MomentFinder finder =
                                    new MomentFinder(sites.of(database).ground(), tenant)) {
                                return finder.find(question, watch, progress);
                            }
                        },
                        found -> Map.of("said", Sentences.found(found)));
    }

    @Override
    public LogHistory history(AssetId database) throws BackstayException, InterruptedException {
        return LogHistory.read(sites.of(database).ground(), clock.instant());
    }

    /// `Clients and jobs` begins small inside a sentence, `VAT returns` does not.
    private static String inSentence(String words) {
        boolean acronym = words.length() < 2 || !Character.isLowerCase(words.charAt(1));
        return acronym ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private Asset asset(AssetId id) throws BackstayException {
        for (Asset asset : catalogue.assets()) {
            if (asset.id().equals(id)) {
                return asset;
            }
        }
        throw new BackstayException(new Failure.NotFound(
                "The database " + id, "Look it up with 'backstay points', or start the practice lab."));
    }
}
