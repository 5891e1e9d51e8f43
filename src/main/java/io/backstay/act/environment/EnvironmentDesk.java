package io.backstay.act.environment;

import io.backstay.act.approve.ApprovalDesk;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.reach.NewBucket;
import io.backstay.act.drill.PhaseClock;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.test.PlacedGround;
import io.backstay.act.test.TestGround;
import io.backstay.act.test.TestGrounds;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.catalogue.Catalogue;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.incident.print.CurveSource;
import io.backstay.incident.print.IncidentReport;
import io.backstay.restore.environment.EnvironmentRestore;
import io.backstay.restore.environment.Holdings;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.plan.InPlacePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Restores everything, and writes it down: intent and outcome in journal and record, a report for people.
public final class EnvironmentDesk implements EnvironmentRestores {
    private final Books books;
    private final TestGrounds grounds;
    private final ServerDesk servers;
    private final InPlaceDesk inPlace;
    private final InstantSource clock;

    /// A desk over one state folder.
    ///
    /// @param grounds  finds connections by name
    /// @param accounts has the accounts of providers and what was seen of them
    public EnvironmentDesk(Books books, TestGrounds grounds, Accounts accounts, InstantSource clock) {
        this.servers = new ServerDesk(books, accounts, clock);
        this.inPlace = new InPlaceDesk(
                books,
                new InPlaceConsent(accounts.approvals(), clock),
                (name, pace) -> accounts.sites().inPlace(name, pace),
                accounts.locks(),
                clock);
        this.books = books;
        this.grounds = grounds;
        this.clock = clock;
    }

    /// Where everything is written down.
    ///
    /// @param reports  the folder with the reports of this state folder
    /// @param versions of what takes part
    /// @param curves   of what can be gone back to
    public record Books(
            RestoreJournal journal,
            Recorder recorder,
            Path reports,
            List<IncidentReport.Version> versions,
            CurveSource curves) {}

    /// Where accounts of providers and what was seen of them are found.
    ///
    /// @param origin the name of the record of acts, which tells our servers from those of another installation
    /// @param locks  the folder with the locks of restores
    /// @param approvals of whoever has to agree to what cannot be undone
    public record Accounts(
            ConnectionSites sites, Catalogue catalogue, String origin, Path locks, ApprovalDesk approvals) {}

    /// What a drill knows besides.
    ///
    /// @param calledAt when the loss was reported
    /// @param lostAt   when the server was lost, null when nobody knows
    /// @param bucket   an empty bucket for the files, null when they are only looked at
    /// @param held     what the server held at the moment, null when nobody knows
    public record Circumstances(
            Instant calledAt,
            @Nullable Instant lostAt,
            @Nullable ObjectStore bucket,
            @Nullable Holdings held) {}

    @Override
    public ServerResult bringUp(ServerOrder order, Progress progress) throws BackstayException, InterruptedException {
        return servers.bringUp(order, progress);
    }

    @Override
    public boolean discard(String connection, String server, Progress progress)
            throws BackstayException, InterruptedException {
        return servers.discard(connection, server, progress);
    }

    @Override
    public InPlaceOutlook look(InPlaceOrder order) throws BackstayException, InterruptedException {
        return inPlace.look(order);
    }

    @Override
    public InPlacePlan plan(InPlaceOrder order, @Nullable String alone, Path file)
            throws BackstayException, InterruptedException {
        return inPlace.plan(order, alone, file);
    }

    @Override
    public InPlaceResult overwrite(InPlacePlan plan, List<Path> approvals, String typed, Progress progress)
            throws BackstayException, InterruptedException {
        return inPlace.run(plan, approvals, typed, progress);
    }

    @Override
    public EnvironmentResult run(Order order, Progress progress) throws BackstayException, InterruptedException {
        Recovery.refuseExisting(order.place());
        Instant calledAt = clock.instant();
        try (TestGround ground = grounds.open(order.connection(), progress)) {
            NewBucket bucket = order.bucket();
            ObjectStore files = bucket == null ? null : ground.newBucket(bucket);
            return run(order, ground, new Circumstances(calledAt, null, files, null), progress);
        }
    }

    /// The same on a ground that somebody else holds.
    public EnvironmentResult run(Order order, TestGround ground, Circumstances known, Progress progress)
            throws BackstayException, InterruptedException {
        Deed deed = Deed.of("restore.environment", order.connection() + " to " + where(order, known));
        return books.recorder()
                .act(
                        Permission.RESTORE_ENVIRONMENT,
                        deed,
                        () -> placed(order, ground, known, progress),
                        result -> Map.of("run", result.id(), "verified", Boolean.toString(result.verified())));
    }

    /// A distant log is fetched into a scratch place, where it is found when this process is killed. Of a log that
    /// lies here nothing is put beside the new place.
    private EnvironmentResult placed(Order order, TestGround ground, Circumstances known, Progress progress)
            throws BackstayException, InterruptedException {
        if (!ground.site().own().archive().place().distant()) {
            return recorded(order, ground, known, progress);
        }
        try (PlacedGround placed = PlacedGround.on(ground)) {
            return recorded(order, placed, known, progress);
        }
    }

    private EnvironmentResult recorded(Order order, TestGround ground, Circumstances known, Progress progress)
            throws BackstayException, InterruptedException {
        String id = books.journal().begin("Everything of " + order.connection() + " to " + order.place());
        PhaseClock phases = new PhaseClock(progress, clock);
        var restore = new EnvironmentRestore(ground.site(), ground.fileRows(), clock);
        phases.step("Giving the verdict");
        long verdictEntry = books.journal().intent(id, RestoreStep.VERDICT, order.connection());
        String verdict = "stopped";
        EnvironmentRestore.Reachable from;
        try {
            from = restore.reach(order.at());
            verdict = verdict(from, known);
        } finally {
            books.journal().outcome(verdictEntry, verdict);
        }
        long entry = books.journal().intent(id, RestoreStep.STAGE, where(order, known));
        String said = "stopped";
        try {
            EnvironmentRestore.Outcome outcome = restore.run(
                    from, new EnvironmentRestore.Place(order.place(), known.bucket()), known.held(), phases);
            phases.step("Writing the report");
            EnvironmentResult result = new EnvironmentResult(
                    id,
                    order.connection(),
                    order.place(),
                    bucket(known),
                    verdict,
                    outcome,
                    known.calledAt(),
                    rpo(outcome, known),
                    Duration.between(known.calledAt(), outcome.endedAt()),
                    phases.finish(),
                    books.reports().resolve(id));
            EnvironmentReport.write(
                    result,
                    ground.practice(),
                    books.versions(),
                    books.curves().of(ground.site().database(), outcome.endedAt()));
            said = result.verified() ? "everything is there, read in full" : "not everything is as it must be";
            return result;
        } finally {
            books.journal().outcome(entry, said);
        }
    }

    private static @Nullable String bucket(Circumstances known) {
        ObjectStore bucket = known.bucket();
        return bucket == null
                ? null
                : bucket.address().endpoint() + "/" + bucket.address().bucket();
    }

    private static String where(Order order, Circumstances known) {
        String bucket = bucket(known);
        return order.place() + (bucket == null ? "" : " and " + bucket);
    }

    private static String verdict(EnvironmentRestore.Reachable from, Circumstances known) {
        Instant lostAt = known.lostAt() == null ? known.calledAt() : known.lostAt();
        return "Recoverable: " + from.point().label() + " and the log up to " + Utc.words(from.target())
                + "; what was committed after that is lost, at most "
                + Durations.rough(Duration.between(from.target(), lostAt)) + " of work.";
    }

    /// From the last commit that was restored to the loss, or to the first commit that was not.
    private static Duration rpo(EnvironmentRestore.Outcome outcome, Circumstances known) {
        Instant next = outcome.firstNotTaken();
        if (next != null) {
            return Duration.between(outcome.target(), next);
        }
        Instant lostAt = known.lostAt() == null ? known.calledAt() : known.lostAt();
        return Duration.between(outcome.stoppedAt(), lostAt);
    }
}
