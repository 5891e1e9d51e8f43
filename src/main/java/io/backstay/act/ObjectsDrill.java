package io.backstay.act;

import io.backstay.act.drill.DrillOptions;
import io.backstay.act.drill.DrillResult;
import io.backstay.act.drill.PhaseClock;
import io.backstay.act.practice.LabPractice;
import io.backstay.act.restore.RestoreDesk;
import io.backstay.act.restore.Sentences;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.s3.TenantPrefix;
import io.backstay.connect.s3.rollback.PrefixRollback;
import io.backstay.connect.s3.rollback.RollbackPlan;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.connect.s3.rollback.RollbackScope;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.print.IncidentReport;
import io.backstay.incident.print.ProofReport;
import io.backstay.incident.print.ReportWriter;
import io.backstay.lab.Lab;
import io.backstay.lab.PracticeMapping;
import io.backstay.lab.story.FileDamage;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.FilePairs;
import io.backstay.restore.environment.ObjectsAt;
import io.backstay.restore.journal.RestoreStep;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One firm's files, deleted and overwritten, come back by version, and every row has its own bytes again.
final class ObjectsDrill {
    private final RestoreDesk.Books books;
    private final Catalogue catalogue;
    private final Recorder recorder;
    private final InstantSource clock;
    private final List<CaseEntry> timeline = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    ObjectsDrill(RestoreDesk.Books books, Catalogue catalogue, Recorder recorder, InstantSource clock) {
        this.books = books;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.clock = clock;
    }

    /// Brings the files back and writes the report into the folder.
    DrillResult run(
            DrillOptions options,
            LabPractice practice,
            FileDamage damage,
            Path folder,
            PhaseClock phases,
            List<String> artefacts)
            throws BackstayException, InterruptedException {
        Instant calledAt = clock.instant();
        said(
                calledAt,
                damage.firm().name(),
                "Reports that files are missing or empty since " + Utc.words(damage.justBefore()));
        Site site = practice.site(Lab.DATABASE);
        Site.Objects objects = Objects.requireNonNull(site.objects());
        TenantPrefix prefix = objects.prefix(damage.firm().id());
        String id = books.journal().begin("Files of " + damage.firm().name() + " under " + prefix);
        phases.step("Pairing rows with files");
        FilePairs.Result before = pairs(site, objects, damage, phases);
        checks.add(new Check(
                "Rows without their own bytes before the restore",
                Counts.of(damage.files()),
                Counts.of(before.rows() - before.paired()),
                before.rows() - before.paired() == damage.files()));
        Map<String, String> others = newestOutside(objects, prefix);
        Instant firstDamage = firstAfter(objects, prefix, damage.justBefore());
        RollbackResult back = bringBack(id, objects, prefix, damage, phases);
        phases.step("Pairing rows with files again");
        checks.add(pairs(site, objects, damage, phases).check());
        Map<String, String> othersAfter = newestOutside(objects, prefix);
        long changed = others.entrySet().stream()
                .filter(each -> !each.getValue().equals(othersAfter.get(each.getKey())))
                .count();
        checks.add(Check.count("Files of other firms that changed", 0, changed));
        Instant end = clock.instant();
        boolean verified = checks.stream().allMatch(Check::holds) && back.complete();
        Duration rto = Duration.between(calledAt, end);
        Duration rpo = firstDamage == null ? null : Duration.between(damage.justBefore(), firstDamage);
        catalogue.add(new RestoreTest(
                Lab.FILES,
                "object-rollback",
                options.scenario().word(),
                end,
                verified,
                rto,
                rpo,
                List.of(),
                new Observation("drill " + id, end)));
        report(
                id,
                damage,
                back,
                verified,
                new IncidentReport.Measured(rpo, rto, back.counts().broughtBack(), null),
                folder,
                end);
        artefacts.addAll(DrillRun.REPORTS);
        return new DrillResult(
                options.scenario().word(),
                options.size().word(),
                options.seed(),
                damage.firm().id().value(),
                damage.firm().name(),
                damage.justBefore(),
                rpo,
                rto,
                new DrillResult.Rows(0, 0, 0, 0, 0),
                back.counts().broughtBack(),
                changed,
                verified,
                List.copyOf(checks),
                List.of(),
                List.of());
    }

    private RollbackResult bringBack(
            String id, Site.Objects objects, TenantPrefix prefix, FileDamage damage, Progress progress)
            throws BackstayException, InterruptedException {
        progress.step("Building the plan");
        RollbackScope scope = RollbackScope.DELETED_AND_OVERWRITTEN;
        RollbackPlan plan = new PrefixRollback(objects.reader(), prefix, damage.justBefore(), scope).plan();
        said(
                clock.instant(),
                "Backstay",
                "Plan " + plan.digest().substring(0, 12) + ": "
                        + Counts.of(plan.counts().broughtBack(), "file") + ", " + plan.bytes());
        checks.add(Check.count(
                "Files that the plan brings back", damage.files(), plan.counts().broughtBack()));
        Deed deed = Deed.of("restore.import", prefix.toString())
                .about(damage.firm().id())
                .inRun(id)
                .underPlan(plan.digest());
        long entry = books.journal().intent(id, RestoreStep.IMPORT, plan.digest());
        String outcome = "stopped";
        RollbackResult back;
        try {
            progress.step("Bringing files back by version");
            var rollback = new PrefixRollback(objects.writer(), prefix, damage.justBefore(), scope);
            back = recorder.act(Permission.RUN_RESTORE, deed, () -> rollback.run(plan, progress));
            outcome = Sentences.filesBack(back.counts().broughtBack());
        } finally {
            books.journal().outcome(entry, outcome);
        }
        said(clock.instant(), "Backstay", outcome);
        checks.add(Check.count(
                "Files that came back", damage.files(), back.counts().broughtBack()));
        checks.add(Check.none(
                "Problems that the store told of",
                back.problems().stream().map(Object::toString).toList()));
        long left = new PrefixRollback(objects.reader(), prefix, damage.justBefore(), scope)
                .plan()
                .counts()
                .broughtBack();
        checks.add(Check.count("Files that a second run would bring back", 0, left));
        return back;
    }

    private static FilePairs.Result pairs(Site site, Site.Objects objects, FileDamage damage, Progress progress)
            throws BackstayException, InterruptedException {
        String prefix = objects.prefix(damage.firm().id()).value();
        try (Connection live = site.reader().open("backstay pair")) {
            return FilePairs.pair(
                    live,
                    PracticeMapping.fileRows(),
                    "firm_id = " + Long.parseLong(damage.firm().id().value()),
                    objects.reader(),
                    ObjectsAt.list(objects.reader(), prefix, Instant.MAX),
                    progress);
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.Unreachable(
                            site.reader().host() + ":" + site.reader().port(), "the session broke"),
                    e);
        }
    }

    /// The newest version of every key that is not the firm's.
    private static Map<String, String> newestOutside(Site.Objects objects, TenantPrefix prefix)
            throws BackstayException, InterruptedException {
        Map<String, String> newest = new TreeMap<>();
        objects.reader().versions(objects.root(), version -> {
            if (!prefix.contains(version.key())) {
                newest.putIfAbsent(version.key(), version.version().versionId());
            }
        });
        return newest;
    }

    private static @Nullable Instant firstAfter(Site.Objects objects, TenantPrefix prefix, Instant moment)
            throws BackstayException, InterruptedException {
        var first = new Object() {
            @Nullable
            Instant at;
        };
        objects.reader().versions(prefix.value(), (ListedVersion version) -> {
            Instant at = version.version().lastModified();
            if (at.isAfter(moment) && (first.at == null || at.isBefore(first.at))) {
                first.at = at;
            }
        });
        return first.at;
    }

    private void said(Instant at, String who, String sentence) {
        timeline.add(new CaseEntry(at, who, sentence));
    }

    private void report(
            String id,
            FileDamage damage,
            RollbackResult back,
            boolean verified,
            IncidentReport.Measured measured,
            Path folder,
            Instant end)
            throws BackstayException {
        String summary = verified
                ? "%s came back as they were at %s: %s had been deleted and %s written over. Every row names"
                                .formatted(
                                        Counts.of(back.counts().broughtBack(), "file"),
                                        Utc.words(damage.justBefore()),
                                        Counts.of(damage.deleted().size()),
                                        Counts.of(damage.overwritten().size()))
                        + " bytes of its size and SHA-256 again, "
                        + Durations.words(Objects.requireNonNull(measured.rto()))
                        + " after the call, and no file of another firm changed."
                : "Not everything came back as it must be; the table below says what.";
        ReportWriter.write(
                new ProofReport(
                        new ProofReport.Head(
                                "Restore of files",
                                id,
                                damage.firm().name() + " lost files",
                                true,
                                List.of(
                                        new ProofReport.Fact(
                                                "Tenant",
                                                damage.firm().name() + " ("
                                                        + damage.firm().id() + ")"),
                                        new ProofReport.Fact(
                                                "Restored to",
                                                damage.justBefore().toString()))),
                        summary,
                        measured,
                        checks,
                        timeline,
                        new IncidentReport.Limits(
                                List.of("What the firm's files had been written over with stays as older versions."),
                                List.of("That the files were right before they were damaged.", "Any certification.")),
                        books.versions(),
                        end),
                folder);
    }
}
