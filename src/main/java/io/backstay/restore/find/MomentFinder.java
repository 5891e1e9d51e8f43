package io.backstay.restore.find;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import io.backstay.connect.postgres.recovery.LogPlace;
import io.backstay.connect.postgres.recovery.PausedStandby;
import io.backstay.connect.postgres.recovery.ScratchServer;
import io.backstay.connect.postgres.tenant.rows.TenantCensus;
import io.backstay.estate.Tenant;
import io.backstay.restore.find.FoundMoment.Effort;
import io.backstay.restore.find.FoundMoment.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Searches for the transaction that did the damage: recovers scratch to moments in between and counts the
/// tenant's rows there. Live is not touched, not even read.
///
/// After a search the last standby is kept while it stands at the last good moment, so that a restore of that
/// moment needs no other recovery; closing removes it. One thread at a time.
public final class MomentFinder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MomentFinder.class.getName());

    private final Ground ground;
    private final Tenant tenant;
    private @Nullable PausedStandby standby;
    private @Nullable Kept kept;

    /// A standby that stands at the last good moment.
    private record Kept(PausedStandby standby, BackupPoint backup, Instant moment) {}

    /// A finder that has searched for nothing yet.
    public MomentFinder(Ground ground, Tenant tenant) {
        this.ground = ground;
        this.tenant = tenant;
    }

    /// Searches; what an earlier search left is removed.
    ///
    /// @param watch hears of every look as it is taken
    public FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException {
        close();
        Suspicion suspicion = Suspicion.of(ground.mapping(), question.dataset(), question.key());
        progress.step("Reading the log");
        Candidates candidates = Candidates.of(ground.backups(), ground.archive(), question);
        if (candidates.commits().isEmpty()) {
            List<String> notes = new ArrayList<>(candidates.notes());
            notes.add("No transaction was committed between " + question.from() + " and " + question.to()
                    + ", as far as the archived log goes.");
            return FoundMoment.none(Outcome.UNDECIDABLE, List.of(), effort(candidates, 0), notes);
        }
        boolean done = false;
        try {
            FoundMoment found = new Search(suspicion, candidates, watch, progress).run();
            done = true;
            return found;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /// Promotes the standby of the last search, if it stands at that very moment of that very backup; else
    /// nothing is there to promote.
    ///
    /// @return a scratch server, which the caller closes
    public @Nullable ScratchServer promote(BackupPoint backup, Instant moment, Progress progress)
            throws BackstayException, InterruptedException {
        Kept last = kept;
        if (last == null || !last.backup().equals(backup) || !last.moment().equals(moment)) {
            return null;
        }
        ScratchServer server = last.standby().promote(progress);
        kept = null;
        standby = null;
        return server;
    }

    @Override
    public void close() {
        PausedStandby open = standby;
        standby = null;
        kept = null;
        if (open != null) {
            open.close();
        }
    }

    private static Effort effort(Candidates candidates, int recoveries) {
        int commits = candidates.commits().size();
        return new Effort(
                candidates.backup().label(),
                commits,
                recoveries,
                commits == 0 ? 0 : MomentSearch.recoveriesMax(commits));
    }

    /// One search, from the first look to the answer.
    private final class Search {
        private final Suspicion suspicion;
        private final Candidates candidates;
        private final Look.Watch watch;
        private final Progress progress;
        private final List<Look> looks = new ArrayList<>();
        private final int recoveriesMax;
        private @Nullable TenantCensus reference;
        private int recoveries;

        Search(Suspicion suspicion, Candidates candidates, Look.Watch watch, Progress progress) {
            this.suspicion = suspicion;
            this.candidates = candidates;
            this.watch = watch;
            this.progress = progress;
            this.recoveriesMax = MomentSearch.recoveriesMax(candidates.commits().size());
        }

        FoundMoment run() throws BackstayException, InterruptedException {
            MomentSearch.Answer<TenantCensus> answer;
            try {
                answer = MomentSearch.run(candidates.commits().size(), this::look, suspicion::isWorse);
            } catch (NothingThere e) {
                return undecidable();
            }
            TenantCensus bad = answer.bad();
            if (bad == null) {
                close();
                return FoundMoment.none(
                        Outcome.NOTHING_LOST, looks, effort(candidates, recoveries), candidates.notes());
            }
            WalEvent.Commit commit = candidates.commits().get(answer.first() - 1);
            Instant lastGood = Candidates.lastBefore(commit);
            keep(answer.first(), lastGood);
            return new FoundMoment(
                    Outcome.FOUND,
                    commit,
                    lastGood,
                    bad.since(answer.good()),
                    looks,
                    effort(candidates, recoveries),
                    notes(answer));
        }

        private FoundMoment undecidable() {
            close();
            List<String> notes = new ArrayList<>(candidates.notes());
            notes.add("At the beginning of that time " + tenant.name()
                    + " already had nothing of what is watched, so it was lost earlier or never there.");
            return FoundMoment.none(Outcome.UNDECIDABLE, looks, effort(candidates, recoveries), notes);
        }

        private TenantCensus look(int state) throws BackstayException, InterruptedException {
            WalEvent.Commit commit = candidates.commits().get(Math.max(0, state - 1));
            LogPlace place = state == 0 ? LogPlace.before(commit) : LogPlace.after(commit);
            progress.step("Look " + (looks.size() + 1) + ", " + (state == 0 ? "before" : "after") + " the commit of "
                    + commit.at());
            progress.advance(looks.size(), recoveriesMax + 1L);
            TenantCensus census = census(standAt(place));
            boolean first = reference == null;
            TenantCensus compared = reference == null ? census : reference;
            reference = compared;
            boolean good = !suspicion.isWorse(compared, census);
            Look look = new Look(looks.size() + 1, commit.at(), state == 0, suspicion.rows(census), good, recoveries);
            looks.add(look);
            watch.looked(look, recoveriesMax);
            if (first) {
                refuseWhatCannotBeWatched(census);
            }
            return census;
        }

        private PausedStandby standAt(LogPlace place) throws BackstayException, InterruptedException {
            PausedStandby open = standby;
            if (open != null && open.reaches(place)) {
                open.moveTo(place, Progress.NONE);
                return open;
            }
            close();
            PausedStandby fresh = ground.recovery()
                    .pause(candidates.backup(), ground.archive(), place, ground.password(), Progress.NONE);
            standby = fresh;
            recoveries++;
            return fresh;
        }

        private TenantCensus census(PausedStandby at) throws BackstayException, InterruptedException {
            try (Connection session = at.login(ground.database()).open("backstay find")) {
                return TenantCensus.take(session, ground.mapping(), tenant.id());
            } catch (SQLException e) {
                // The counting is over by then; the session goes with the server at the latest.
                LOG.log(System.Logger.Level.DEBUG, "a session on the standby did not end by itself", e);
                throw new BackstayException(new Failure.Unreachable(at.name(), "the session broke"), e);
            }
        }

        private void refuseWhatCannotBeWatched(TenantCensus census) throws BackstayException {
            if (suspicion.dataset() != null && !census.tables().containsKey(suspicion.dataset())) {
                throw new BackstayException(new Failure.BadInput(
                        "At that time no table " + suspicion.dataset() + " held rows of tenants.",
                        "Name one of: "
                                + String.join(
                                        ", ",
                                        census.tables().keySet().stream()
                                                .map(Object::toString)
                                                .toList())
                                + "."));
            }
            if (suspicion.key() != null && !census.named()) {
                throw new BackstayException(new Failure.Unsupported(
                        "Watching one row of a tenant with " + Counts.of(census.total(), "row"),
                        "Search by the number of rows instead."));
            }
            if (!suspicion.hasSomethingToLose(census)) {
                throw new NothingThere();
            }
        }

        /// Keeps the standby for a restore while it stands at the last good moment, else removes it.
        private void keep(int first, Instant lastGood) {
            PausedStandby open = standby;
            LogPlace good = first == 1
                    ? LogPlace.before(candidates.commits().getFirst())
                    : LogPlace.after(candidates.commits().get(first - 2));
            if (open != null && open.place().equals(good)) {
                kept = new Kept(open, candidates.backup(), lastGood);
            } else {
                close();
            }
        }

        private List<String> notes(MomentSearch.Answer<TenantCensus> answer) {
            List<String> notes = new ArrayList<>(candidates.notes());
            long missing = answer.good().since(answer.reference()).stream()
                    .filter(change -> suspicion.concerns(change.table()))
                    .mapToLong(TenantCensus.Change::gone)
                    .sum();
            if (missing > 0) {
                notes.add(Counts.of(missing, "row") + " of the first look "
                        + (missing == 1 ? "was" : "were") + " gone already before this transaction. If that was part of"
                        + " the damage, search again around an earlier time.");
            }
            WalEvent.Commit later = candidates.later(answer.first());
            if (later != null) {
                notes.add("Transaction " + later.xid() + " was written before this one but carries a time that is not"
                        + " earlier, " + later.at() + "; a recovery by time leaves it out.");
            }
            if (!answer.reference().named()) {
                notes.add("The tenant has too many rows to tell single ones apart; tables are compared as a whole.");
            }
            return notes;
        }
    }

    /// Ends a search at its first look.
    private static final class NothingThere extends RuntimeException {
        NothingThere() {
            super("nothing to lose", null, false, false);
        }
    }
}
