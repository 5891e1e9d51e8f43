package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.estate.Tenant;
import io.backstay.fixture.Child;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.Lab;
import io.backstay.lab.LabKeys;
import io.backstay.lab.MemoryCredentials;
import io.backstay.restore.Site;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.restore.staging.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A small lab on which plans are run by this process and by others, each with a state folder of its own, and the
/// plan that they run.
public final class RunLab implements AutoCloseable {
    private static final String REASON = "A test on made-up data";

    private final Path folder;
    private final Lab lab;
    private final Path note;
    private @Nullable RestorePlan plan;
    private int plans;

    /// @param name before the name of the folder in which everything is
    public RunLab(String name, long seed) throws Exception {
        folder = TestPostgres.folder(name);
        var spec = TestPostgres.lab(folder.resolve("lab"), seed);
        lab = Lab.up(
                spec,
                new LabKeys(new SplittableRandom(seed), new MemoryCredentials()),
                InstantSource.system(),
                Progress.NONE);
        note = RunGround.note(lab, folder.resolve("lab.properties"));
        // A process is killed here, never the server: what it wrote need not be on the disk.
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter system set fsync = off");
            statement.execute("select pg_reload_conf()");
        }
    }

    public Lab lab() {
        return lab;
    }

    /// How the lab's database is reached, for [RunGround#site].
    Path note() {
        return note;
    }

    /// Compares a firm with its last good moment and fixes the plan that [#next] hands out.
    ///
    /// @param damagedAt the moment after the incident, to compare three ways; null for two
    public RestorePlan plan(Tenant firm, Instant lastGood, @Nullable Instant damagedAt, Choices choices)
            throws Exception {
        var point = new PointId("base-0001");
        try (var restore = new TenantRestore("R-0000", site(0), firm, InstantSource.system())) {
            restore.stage(new Origin(point, lastGood), Progress.NONE);
            if (damagedAt != null) {
                restore.stageDamaged(damagedAt, Progress.NONE);
            }
            restore.choose(choices);
            restore.compare(Progress.NONE);
            RestorePlan sample = SamplePlans.plan(null);
            RestorePlan fixed = restore.plan(
                            new TenantRestore.Context(sample.request(), "practice", sample.policy(), null))
                    .plan();
            plan = fixed;
            return fixed;
        }
    }

    /// The same plan once more under another name, which gives it another hash.
    public PlanFile next() {
        return next(Objects.requireNonNull(plan, "plan comes first"));
    }

    /// A plan under another name.
    public PlanFile next(RestorePlan fixed) {
        plans++;
        return PlanFile.of(new RestorePlan(
                fixed.format(),
                "R-%04d".formatted(plans),
                fixed.request(),
                fixed.tenant(),
                fixed.source(),
                fixed.target(),
                fixed.rows(),
                fixed.choices(),
                fixed.files(),
                fixed.policy(),
                fixed.validity(),
                fixed.seen()));
    }

    /// A state folder that nobody has used.
    public Path home() throws Exception {
        Path home = Files.createTempDirectory(folder, "home-");
        Folders.setMode(home, "rwx--x--x");
        return home;
    }

    /// This process on a state folder.
    ///
    /// @param port of live for the login that writes, or of what stands before it; 0 for live's own
    public RunGround ground(Path home, int port) throws Exception {
        return new RunGround(home, RunGround.site(note, home.resolve("scratch"), port), file -> file);
    }

    /// A plan in a state folder, taken in and approved.
    ///
    /// @return the name of its run
    public String approved(Path home, PlanFile file) throws Exception {
        try (var ground = ground(home, 0)) {
            String run = ground.desk().takeIn(file).restore();
            ground.runs().approveAlone(run, REASON);
            return run;
        }
    }

    /// Another process that runs or undoes a run, as [RunningChild] understands it.
    public Child child(Path home, String run, String boundary, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(home.toString(), note.toString(), run, boundary));
        arguments.addAll(List.of(more));
        return Child.start(RunningChild.class, folder, arguments);
    }

    /// The lab's database without its files.
    ///
    /// @param port as for [#ground]
    public Site site(int port) throws Exception {
        return RunGround.site(note, folder.resolve("first"), port);
    }

    /// A session that may do everything in live.
    public Connection owner() throws Exception {
        return site(0).own().superuser().open("a test");
    }

    @Override
    public void close() throws BackstayException {
        lab.close();
        Folders.remove(folder);
    }
}
