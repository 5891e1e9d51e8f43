package io.backstay.connect.postgres.recovery;

import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalEvent;
import java.util.Map;

/// A place at which recovery can stand still: just before a commit, or just after it.
///
/// @param included whether the commit is replayed
public record LogPlace(WalEvent.Commit commit, boolean included) {
    /// Just before the commit.
    public static LogPlace before(WalEvent.Commit commit) {
        return new LogPlace(commit, false);
    }

    /// Just after the commit.
    public static LogPlace after(WalEvent.Commit commit) {
        return new LogPlace(commit, true);
    }

    /// Whether the other place can be reached from here by replaying more of the log.
    boolean isNotAfter(LogPlace other) {
        int order = commit.lsn().compareTo(other.commit.lsn());
        return order < 0 || (order == 0 && (other.included || !included));
    }

    /// Up to where the log is needed: the record of the commit has to be read even to stop before it.
    Lsn neededUntil() {
        return commit.end();
    }

    /// Whether a server that has replayed the log up to there stands here.
    boolean isWhere(Lsn replayed) {
        return included ? replayed.equals(commit.end()) : replayed.compareTo(commit.lsn()) <= 0;
    }

    /// The target as the server takes it. It compares with the beginning of the commit's record.
    Map<String, String> target() {
        return Map.of(
                "recovery_target_lsn",
                commit.lsn().toString(),
                "recovery_target_inclusive",
                included ? "on" : "off",
                "recovery_target_action",
                "pause");
    }
}
