package io.backstay.restore.find;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.backup.WalEnd;
import io.backstay.connect.postgres.backup.WalEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The transactions that are in question, in the order of the log, and the base backup from which all of them can
/// be reached.
///
/// @param notes what was left out of what was asked for, a sentence each
record Candidates(BackupPoint backup, List<WalEvent.Commit> commits, List<String> notes) {
    /// A search among more is a search over the wrong time.
    private static final int COMMITS_MAX = 5_000_000;

    /// Reads the log.
    static Candidates of(Path backups, WalArchive archive, MomentQuestion question)
            throws BackstayException, InterruptedException {
        List<BackupPoint> all = BackupPoint.list(backups);
        BackupPoint backup = backup(all, question);
        List<String> notes = new ArrayList<>();
        if (backup.completedAt().isAfter(question.from())) {
            notes.add("No base backup is older than " + Utc.words(question.from())
                    + ", so the search begins at the end of the oldest, " + Utc.words(backup.completedAt()) + ".");
        }
        List<WalEvent.Commit> commits = new ArrayList<>();
        WalEnd end = archive.read(
                backup, event -> event instanceof WalEvent.Commit commit ? take(commit, question, commits) : true);
        if (end.reason() == WalEnd.Reason.DAMAGED) {
            if (commits.isEmpty()) {
                throw new BackstayException(
                        new Failure.Corrupt("The log between the base backup and " + question.from(), end.words()));
            }
            notes.add("The log is damaged at " + end.at() + ", so nothing after it was searched: " + end.words() + ".");
        }
        return new Candidates(backup, List.copyOf(commits), List.copyOf(notes));
    }

    /// Commit times may go back by a little in the log, so what lies between two that are wanted is wanted, too.
    private static boolean take(WalEvent.Commit commit, MomentQuestion question, List<WalEvent.Commit> commits)
            throws BackstayException {
        if (commit.at().isAfter(question.to())) {
            return false;
        }
        if (!commits.isEmpty() || !commit.at().isBefore(question.from())) {
            if (commits.size() == COMMITS_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        "More than " + COMMITS_MAX + " transactions were committed in that time.",
                        "Search over a shorter time."));
            }
            commits.add(commit);
        }
        return true;
    }

    /// The newest backup that was whole before the search begins, else the oldest that was whole before it ends.
    private static BackupPoint backup(List<BackupPoint> all, MomentQuestion question) throws BackstayException {
        BackupPoint best = null;
        for (BackupPoint backup : all) {
            boolean early = !backup.completedAt().isAfter(question.from());
            if (early || (best == null && !backup.completedAt().isAfter(question.to()))) {
                best = backup;
            }
        }
        if (best == null) {
            Instant earliest = all.isEmpty() ? null : all.getFirst().completedAt();
            throw new BackstayException(new Failure.OutOfWindow(question.around(), earliest, null));
        }
        return best;
    }

    /// The last microsecond at which the commit had not happened.
    static Instant lastBefore(WalEvent.Commit commit) {
        return commit.at().minusNanos(1_000);
    }

    /// A commit before this one in the log whose time is not before its own, absent when time and log agree.
    ///
    /// @param number of the commit, from 1
    WalEvent.@Nullable Commit later(int number) {
        WalEvent.Commit commit = commits.get(number - 1);
        for (WalEvent.Commit earlier : commits.subList(0, number - 1)) {
            if (!earlier.at().isBefore(commit.at())) {
                return earlier;
            }
        }
        return null;
    }
}
