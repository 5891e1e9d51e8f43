package io.backstay.act.test;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import io.backstay.restore.environment.EnvironmentRestore;
import io.backstay.restore.environment.HoldingsCheck;
import io.backstay.restore.environment.HoldingsReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The database recovered to an instant between two commits; the commit before it must be there, the one after it
/// must not, by the log's own account and by the server's.
final class MomentTrial implements Trial {
    private static final long XID_BITS = 32;

    private final TestGround ground;
    private final @Nullable Instant wanted;
    private final long seed;
    private final InstantSource clock;

    MomentTrial(TestGround ground, @Nullable Instant wanted, long seed, InstantSource clock) {
        this.ground = ground;
        this.wanted = wanted;
        this.seed = seed;
        this.clock = clock;
    }

    /// Two neighbours in the log.
    private record Pair(WalEvent.Commit before, WalEvent.Commit after) {
        private Instant middle() {
            return before.at().plus(Duration.between(before.at(), after.at()).dividedBy(2));
        }
    }

    @Override
    public Measured run(Progress progress) throws BackstayException, InterruptedException {
        Instant begunAt = clock.instant();
        Site site = ground.site();
        var reachable = new EnvironmentRestore(site, null, clock).reach(wanted);
        progress.step("Choosing the moment");
        Pair pair = choose(site, reachable.point());
        Instant target = wanted == null ? pair.middle() : wanted;
        try (ScratchServer scratch = site.own()
                .recovery()
                .recover(
                        reachable.point(),
                        site.own().archive(),
                        target,
                        site.own().superuser().password(),
                        progress)) {
            List<Check> checks = new ArrayList<>();
            checks.add(new Check(
                    "Last commit that was replayed",
                    pair.before().at().toString(),
                    scratch.stoppedAt().toString(),
                    pair.before().at().equals(scratch.stoppedAt())));
            statuses(scratch, site, pair, checks);
            checks.addAll(HoldingsCheck.of(HoldingsReader.read(scratch::login, progress), null));
            return new Measured(
                    String.valueOf(reachable.point().folder().getFileName()),
                    target,
                    Duration.between(begunAt, clock.instant()),
                    Duration.between(target, pair.after().at()),
                    checks);
        }
    }

    /// The neighbours of the wanted moment, or any two, each as likely as the next.
    private Pair choose(Site site, BackupPoint point) throws BackstayException, InterruptedException {
        var random = new SplittableRandom(seed);
        var found = new Object() {
            WalEvent.@Nullable Commit last;

            @Nullable
            Pair pair;

            long pairs;
        };
        site.own().archive().commitsBetween(point, Instant.MIN, Instant.MAX, event -> {
            if (!(event instanceof WalEvent.Commit commit) || commit.lsn().compareTo(point.stop()) < 0) {
                return true;
            }
            WalEvent.Commit last = found.last;
            // Two microseconds apart, so that a moment lies between them; a clock that went back makes no pair.
            boolean between = last != null
                    && !last.at().isBefore(point.completedAt())
                    && commit.at().isAfter(last.at().plusNanos(1_000));
            if (between && last != null) {
                boolean here = wanted == null
                        ? random.nextLong(++found.pairs) == 0
                        : !last.at().isAfter(wanted) && commit.at().isAfter(wanted);
                found.pair = here ? new Pair(last, commit) : found.pair;
            }
            found.last = commit;
            return wanted == null || found.pair == null;
        });
        Pair pair = found.pair;
        if (pair == null) {
            throw new BackstayException(new Failure.OutOfWindow(
                    wanted == null ? point.completedAt() : wanted,
                    point.completedAt(),
                    found.last == null ? null : found.last.at()));
        }
        return pair;
    }

    /// The server's own list of what was committed, which recovery wrote while it replayed.
    private static void statuses(ScratchServer scratch, Site site, Pair pair, List<Check> checks)
            throws BackstayException {
        try (Connection session = scratch.login(site.reader().database()).open("backstay look")) {
            String last = status(session, pair.before().xid());
            checks.add(new Check(
                    "Transaction " + pair.before().xid() + ", the last before the moment",
                    "committed",
                    last,
                    last.equals("committed")));
            String next = status(session, pair.after().xid());
            checks.add(new Check(
                    "Transaction " + pair.after().xid() + ", the first after the moment",
                    "not committed",
                    next,
                    !next.equals("committed")));
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.ProgramFailed(
                            "PostgreSQL", 1, String.valueOf(e.getMessage()), "Choose another moment and try again."),
                    e);
        }
    }

    /// Such as `committed`, `aborted` or `never begun`.
    private static String status(Connection session, long xid) throws SQLException {
        // The log names 32 bits of the number; the server counts on in 64.
        String sql = "with now as (select pg_snapshot_xmax(pg_current_snapshot())::text::numeric as next),"
                + " wanted as (select next, (trunc(next / 4294967296) * 4294967296 + ?::numeric) as xid from now),"
                + " right_one as (select next, case when xid > next + 2147483648 then xid - 4294967296 else xid end"
                + " as xid from wanted)"
                + " select case when xid >= next then 'never begun'"
                + " else coalesce(pg_xact_status(xid::bigint::text::xid8), 'forgotten') end from right_one";
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setLong(1, xid & ((1L << XID_BITS) - 1));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
