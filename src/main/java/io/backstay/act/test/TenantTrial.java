package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.PointId;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.estate.Tenant;
import io.backstay.restore.Compared;
import io.backstay.restore.LookBack;
import io.backstay.restore.Site;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.EnvironmentRestore;
import io.backstay.restore.environment.Holdings;
import io.backstay.restore.environment.HoldingsReader;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A tenant's restore rehearsed whole, import, proof and look back included, on a scratch server that stands in for
/// live: the tenant is deleted there and brought back from a second scratch server. Live is only asked nothing.
final class TenantTrial implements Trial {
    private final TestGround ground;
    private final String run;
    private final @Nullable TenantId wanted;
    private final long seed;
    private final InstantSource clock;

    TenantTrial(TestGround ground, String run, TestOrder order, InstantSource clock) {
        this.ground = ground;
        this.run = run;
        this.wanted = order.tenant();
        this.seed = order.seed();
        this.clock = clock;
    }

    @Override
    public Measured run(Progress progress) throws BackstayException, InterruptedException {
        Site site = ground.site();
        site.requireConfirmed();
        EnvironmentRestore.Reachable from = new EnvironmentRestore(site, null, clock).reach(null);
        String point = String.valueOf(from.point().folder().getFileName());
        progress.step("Recovering a stand-in for live");
        try (ScratchServer standIn = site.own()
                .recovery()
                .recover(
                        from.point(),
                        site.own().archive(),
                        from.target(),
                        site.own().superuser().password(),
                        progress)) {
            Login login = standIn.login(site.reader().database());
            Holdings before = HoldingsReader.read(standIn::login, progress);
            progress.step("Deleting a tenant in the stand-in");
            Deleted deleted = delete(login, site);
            Instant begunAt = clock.instant();
            List<Check> checks = new ArrayList<>();
            checks.add(new Check(
                    "Rows of " + deleted.tenant().name() + " that were deleted",
                    "at least 1",
                    "%,d".formatted(deleted.rows()),
                    deleted.rows() > 0));
            try (var restore = new TenantRestore(run, standIn(site, login), deleted.tenant(), clock)) {
                restore.stage(new Origin(new PointId(point), from.target()), progress);
                restore(restore, deleted, checks, progress);
            }
            Duration took = Duration.between(begunAt, clock.instant());
            Holdings after = HoldingsReader.read(standIn::login, progress);
            var own = new RestoreRegistry(site.mapping().writing().registry());
            List<String> backstays = Stream.of(own.table(), own.undoTable(), StandInDeletion.opened(site.mapping()))
                    .map(table -> site.reader().database() + "." + table + " ")
                    .toList();
            checks.add(Check.none(
                    "Tables that differ from before the deletion, Backstay's own left out",
                    after.tablesUnlike(before).stream()
                            .filter(each -> backstays.stream().noneMatch(each::startsWith))
                            .toList()));
            return new Measured(point, from.target(), took, null, checks);
        }
    }

    /// Who asks is this test, and nobody is waiting.
    private TenantRestore.Context context() {
        Instant now = clock.instant();
        return new TenantRestore.Context(
                new RestorePlan.Request(
                        "restore test", null, "restore test", "not asked", "all", now, Duration.ZERO, "UTC", now),
                "scratch",
                null,
                null);
    }

    private void restore(TenantRestore restore, Deleted deleted, List<Check> checks, Progress progress)
            throws BackstayException, InterruptedException {
        Compared compared = restore.compare(progress);
        long lost =
                compared.result().tables().stream().mapToLong(TableDiff::lost).sum();
        checks.add(Check.count("Lost rows that were found", deleted.rows(), lost));
        progress.step("Building the plan");
        restore.plan(context());
        ImportResult result = restore.run(_ -> {}, progress);
        if (result instanceof ImportResult.Finished(var proof, var _, var _, var _)) {
            checks.add(Check.none(
                    "Claims of the proof before the commit that do not hold (of "
                            + proof.claims().size() + ")",
                    proof.claims().stream()
                            .filter(claim -> !claim.holds())
                            .map(claim -> claim.name() + ": " + claim.measured() + " instead of " + claim.planned())
                            .toList()));
            checks.add(Check.count("Rows that came back", deleted.rows(), proof.rowsInserted()));
            checks.add(Check.count("Rows of other tenants changed", 0, proof.otherTenantsChanged()));
            if (proof.verified()) {
                LookBack back = restore.verify(progress);
                checks.add(new Check(
                        "Everything read again in a new session",
                        "all of it",
                        back.holds()
                                ? "all of it"
                                : String.join(" ", back.rows().lines()),
                        back.holds()));
            }
        } else {
            checks.add(Check.stopped("The import", "its plan had been carried out before"));
        }
    }

    /// The stand-in takes live's place; no credential that may write to live is borrowed.
    private static Site standIn(Site site, Login login) {
        return new Site(site.database(), site.stagings(), login, login, site.mapped(), null);
    }

    private record Deleted(Tenant tenant, long rows) {}

    private Deleted delete(Login login, Site site) throws BackstayException {
        try (Connection session = login.open("backstay restore test")) {
            var deletion = new StandInDeletion(session, site.mapping());
            TenantId id = deletion.choose(wanted, seed);
            long rows = deletion.delete(id);
            deletion.open(id);
            return new Deleted(new Tenant(id, site.mapping().words().tenant() + " " + id), rows);
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.ProgramFailed(
                            "Deleting a tenant in the stand-in",
                            1,
                            String.valueOf(e.getMessage()).replace('\n', ' '),
                            "Check how the tenant's rows are found in this database."),
                    e);
        }
    }
}
