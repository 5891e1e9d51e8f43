package io.backstay.restore.find;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.WalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How busy a database was, and which moments somebody gave a name, as its archived log tells it.
///
/// @param from    the end of the oldest base backup
/// @param until   the end of the time that is divided into slots, after `from`
/// @param commits how many transactions were committed in each slot; the slots are equally long
/// @param named   restore points, in the order of the log, the newest ones when there are very many
public record LogHistory(Instant from, Instant until, List<Integer> commits, List<WalEvent.RestorePoint> named) {
    /// As many as a wide screen has pixels to show them.
    private static final int SLOTS = 2_000;

    private static final int NAMED_MAX = 1_000;

    public LogHistory {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("no time between " + from + " and " + until);
        }
        commits = List.copyOf(commits);
        named = List.copyOf(named);
    }

    /// Reads the whole log from the oldest base backup on; that takes as long as the disk needs.
    ///
    /// @param now the end of the time that is looked at
    /// @throws BackstayException also where the log lies in a store: a picture is not worth fetching all of it
    public static LogHistory read(Ground ground, Instant now) throws BackstayException, InterruptedException {
        if (ground.archive().place().distant()) {
            throw new BackstayException(new Failure.Unsupported(
                    "Drawing the commits of " + ground.archive().place() + ", all of which would have to be fetched,",
                    "Nothing is drawn; 'backstay restore find' fetches what a search needs."));
        }
        List<BackupPoint> backups = BackupPoint.list(ground.backups());
        Instant from = backups.isEmpty() ? now : backups.getFirst().completedAt();
        Instant until = now.isAfter(from) ? now : from.plusMillis(1);
        int[] commits = new int[SLOTS];
        List<WalEvent.RestorePoint> named = new ArrayList<>();
        long length = Duration.between(from, until).toNanos();
        if (!backups.isEmpty()) {
            ground.archive().commitsBetween(backups.getFirst(), from, until, event -> {
                switch (event) {
                    case WalEvent.Commit commit -> commits[slot(from, commit.at(), length)]++;
                    case WalEvent.RestorePoint point -> add(named, point);
                }
                return true;
            });
        }
        return new LogHistory(from, until, Arrays.stream(commits).boxed().toList(), named);
    }

    private static int slot(Instant from, Instant at, long length) {
        double part = (double) Duration.between(from, at).toNanos() / length;
        return Math.clamp((long) (part * SLOTS), 0, SLOTS - 1);
    }

    private static void add(List<WalEvent.RestorePoint> named, WalEvent.RestorePoint point) {
        if (named.size() == NAMED_MAX) {
            named.removeFirst();
        }
        named.add(point);
    }

    /// When a slot begins; the number of slots gives the end of the last one.
    public Instant begin(int slot) {
        return from.plusNanos((long) ((double) Duration.between(from, until).toNanos() * slot / commits.size()));
    }

    /// The most that any slot has.
    public int most() {
        return commits.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
