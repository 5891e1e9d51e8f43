package io.backstay.act;

import io.backstay.act.check.CheckDocument;
import io.backstay.act.check.PolicyDesk;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.drill.DrillResult;
import io.backstay.act.drill.PhaseClock;
import io.backstay.act.practice.LabPractice;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Reached;
import io.backstay.act.restore.RecordedRestore;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.lab.Lab;
import io.backstay.lab.story.Attack;
import io.backstay.lab.story.Corruption;
import io.backstay.policy.check.CheckResult;
import io.backstay.restore.environment.Check;
import io.backstay.restore.verdict.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One command practises the whole job: a lab, an accident, the firm's way back, the proof, the report.
final class DrillRun implements Drills {
    private static final String POLICY = PolicyDesk.PRACTICE_POLICY;
    private static final String RESULT = "result.json";
    private static final String COMPLIANCE = "compliance.json";
    private static final String MANIFEST = "manifest.json";
    static final List<String> REPORTS = List.of("report.pdf", "report.html", "report.md");
    private static final List<String> PICTURES = List.of("curve.svg", "curve.png");
    private static final Duration LOCKED_FOR = Duration.ofDays(30);
    private static final String REASON = "A drill on made-up data, practised by one person";

    private final LocalDesk desk;
    private final Catalogue catalogue;
    private final Recorder recorder;
    private final InstantSource clock;

    DrillRun(LocalDesk desk, Catalogue catalogue, Recorder recorder, InstantSource clock) {
        this.desk = desk;
        this.catalogue = catalogue;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public DrillResult run(DrillOptions options, Path folder, Camera camera, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("drill.run", options.scenario().word())
                .with("size", options.size().word())
                .with("seed", Long.toString(options.seed()));
        // The practice is closed after the outcome is recorded, so that its key signs the outcome, too.
        try (LabPractice practice = desk.practice(options)) {
            return recorder.act(
                    Permission.DRILL,
                    deed,
                    () -> carryThrough(options, practice, folder, camera, progress),
                    result -> Map.of("verified", Boolean.toString(result.verified())));
        }
    }

    private DrillResult carryThrough(
            DrillOptions options, LabPractice practice, Path folder, Camera camera, Progress progress)
            throws BackstayException, InterruptedException {
        prepare(folder);
        PhaseClock phases = new PhaseClock(progress, clock);
        List<String> artefacts = new ArrayList<>();
        DrillResult result = switch (options.scenario()) {
            case OBJECTS -> {
                var damage = practice.begin((lab, told) -> lab.mishaps().damageFiles(told), phases);
                judge(folder, phases, artefacts);
                yield new ObjectsDrill(desk.books(), catalogue, recorder, clock)
                        .run(options, practice, damage, folder, phases, artefacts);
            }
            case FULL -> {
                var lost = practice.begin((lab, told) -> lab.mishaps().loseServer(told), phases);
                judge(folder, phases, artefacts);
                yield new EnvironmentDrill(desk.environmentDesk(), catalogue, clock)
                        .run(options, practice, lost, folder, phases, artefacts);
            }
            case DELETION, PLANTED_TRIGGER, RANSOMWARE, CORRUPTION ->
                tenant(options, practice, folder, camera, phases, artefacts);
        };
        phases.step("Removing the lab");
        practice.stop();
        artefacts.add(RESULT);
        DrillResult whole = result.with(phases.finish(), artefacts);
        Json.write(folder.resolve(RESULT), whole.toJson());
        return whole;
    }

    private CheckResult judge(Path folder, Progress progress, List<String> artefacts) throws BackstayException {
        progress.step("Judging against " + POLICY);
        CheckResult check = desk.facts().check(POLICY, null);
        Json.write(folder.resolve(COMPLIANCE), CheckDocument.of(check));
        desk.writeManifest(folder.resolve(MANIFEST));
        artefacts.addAll(List.of(COMPLIANCE, MANIFEST));
        return check;
    }

    private DrillResult tenant(
            DrillOptions options,
            LabPractice practice,
            Path folder,
            Camera camera,
            PhaseClock phases,
            List<String> artefacts)
            throws BackstayException, InterruptedException {
        Attack attack = null;
        Corruption corruption = null;
        Intake intake;
        if (options.scenario() == DrillOptions.Scenario.CORRUPTION) {
            corruption = practice.begin((lab, told) -> lab.mishaps().corrupt(told), phases);
            intake = practice.call(corruption);
        } else if (options.scenario() == DrillOptions.Scenario.RANSOMWARE) {
            var attacked = practice.begin((lab, told) -> lab.mishaps().attacked(LOCKED_FOR, told), phases);
            attack = attacked.attack();
            intake = practice.call(attacked.story());
        } else {
            intake = practice.start(phases);
        }
        Mishap mishap = new Mishap(attack, corruption);
        Practised practised = practise(options, practice, intake, mishap, folder, phases, artefacts);
        RecordedRestore restore = practised.restore();
        phases.step("Looking at the screens");
        Scene scene = new Scene(
                desk.facts(),
                practice,
                desk.cases(),
                desk.incidents(),
                desk.records(),
                desk.restoreTests(),
                desk.policyTexts(),
                desk.complianceExports(),
                desk.retentions(),
                desk.restores(practice),
                restore.replayed());
        artefacts.addAll(camera.take(scene, folder));
        return result(options, restore, practised.checks());
    }

    /// What was done, and what else was looked at after it.
    private record Practised(RecordedRestore restore, List<Check> checks) {}

    /// What happened besides a deletion.
    private record Mishap(@Nullable Attack attack, @Nullable Corruption corruption) {
        /// What must be so at the end, as checks of the result.
        List<Check> checks(LabPractice practice) throws BackstayException {
            if (corruption != null) {
                return MendedValues.checks(corruption, practice.site(Lab.DATABASE));
            }
            return attack == null ? List.of() : DrillRun.checks(attack);
        }
    }

    /// How the attack ended, as checks of the result.
    private static List<Check> checks(Attack attack) {
        return attack.attempts().stream()
                .map(each -> new Check(
                        each.what(),
                        "refused " + Counts.of(each.tries(), "time"),
                        "refused " + Counts.of(each.refused(), "time")
                                + (each.answer().isEmpty() ? "" : "; " + each.answer()),
                        each.held()))
                .toList();
    }

    /// From the verdict to the report; the scratch server is gone when this returns.
    private Practised practise(
            DrillOptions options,
            LabPractice practice,
            Intake intake,
            Mishap mishap,
            Path folder,
            Progress progress,
            List<String> artefacts)
            throws BackstayException, InterruptedException {
        CheckResult check = judge(folder, progress, artefacts);
        if (options.scenario() == DrillOptions.Scenario.PLANTED_TRIGGER) {
            practice.sabotage();
        }
        try (RecordedRestore restore = desk.restores(practice).begin(intake)) {
            restore.told(
                    "drill.told",
                    options.scenario().word(),
                    "This is a drill: " + options.scenario().word() + ", size "
                            + options.size().word() + ", seed " + options.seed());
            Attack attack = mishap.attack();
            if (attack != null) {
                for (Check each : checks(attack)) {
                    restore.told("attack.told", "backups and history", each.name() + ": " + each.found());
                }
            }
            carryOut(restore, check, mishap.corruption(), progress);
            List<Check> checks = mishap.checks(practice);
            boolean held = (attack == null || attack.held()) && DrillBook.verified(restore.reached(), checks);
            catalogue.add(DrillBook.test(
                    intake.database(),
                    restore.id(),
                    options.scenario().word(),
                    held,
                    DrillBook.Measures.of(restore.reached(), restore.rpo()),
                    clock.instant()));
            copyReports(desk.reportFolder(restore.caseId()), folder, artefacts);
            return new Practised(restore, checks);
        }
    }

    private static void carryOut(
            RecordedRestore restore, CheckResult check, @Nullable Corruption corruption, Progress progress)
            throws BackstayException, InterruptedException {
        restore.judged(check);
        restore.stage(progress);
        if (corruption == null) {
            restore.choose(Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
        } else {
            restore.stageDamaged(corruption.endedAt(), progress);
            restore.choose(MendedValues.choices());
        }
        restore.compare(progress);
        progress.step("Building the plan");
        restore.plan();
        restore.approveAlone(REASON);
        Proof proof = restore.run(progress);
        if (proof.verified()) {
            restore.verify(progress);
        }
    }

    private static DrillResult result(DrillOptions options, RecordedRestore restore, List<Check> checks) {
        Reached done = restore.reached();
        Proof proof = Objects.requireNonNull(done.proof());
        GuidedRestore.Difference difference = Objects.requireNonNull(done.difference());
        return new DrillResult(
                options.scenario().word(),
                options.size().word(),
                options.seed(),
                restore.intake().tenant().id().value(),
                restore.intake().tenant().name(),
                Objects.requireNonNull(restore.restoreTo()),
                restore.rpo(),
                DrillBook.rto(done),
                rows(difference.tables(), proof),
                done.filesBack(),
                proof.otherTenantsChanged(),
                DrillBook.verified(done, checks),
                checks,
                List.of(),
                List.of());
    }

    private static DrillResult.Rows rows(List<TableDiff> tables, Proof proof) {
        long lost = 0;
        long kept = 0;
        long conflicts = 0;
        for (TableDiff table : tables) {
            lost += table.lost();
            kept += table.retyped() + table.liveOnly();
            conflicts += table.conflicts();
        }
        boolean committed = proof.committedAt() != null;
        long mended = committed ? tables.stream().mapToLong(TableDiff::update).sum() : 0;
        return new DrillResult.Rows(lost, committed ? proof.rowsInserted() : 0, mended, kept, conflicts);
    }

    /// A result of an earlier drill must never stand beside the traces of one that failed.
    private static void prepare(Path folder) throws BackstayException {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".backstay", null);
            Files.delete(probe);
            Files.deleteIfExists(folder.resolve(RESULT));
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    static void copyReports(Path from, Path to, List<String> artefacts) throws BackstayException {
        List<String> names = new ArrayList<>(REPORTS);
        names.addAll(PICTURES.stream()
                .filter(name -> Files.exists(from.resolve(name)))
                .toList());
        for (String name : names) {
            try {
                Path part = to.resolve("." + name + ".part");
                Files.copy(from.resolve(name), part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, to.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(to.resolve(name), e), e);
            }
            artefacts.add(name);
        }
    }
}
