package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.archive.WalPlace;
import io.backstay.estate.RestorableWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a log reaches whose bytes have to be fetched: whether a segment is missing is told by names, whether the
/// base backup becomes whole by the segments that it was taken over, and the last commit by the end of the log.
///
/// What lies between is not read, as between two base backups of a folder; a recovery and an integrity test do.
record LogTail(WalListing listing, BackupPoint backup) {
    /// What can be restored, absent while the archive does not reach the backup's end.
    Optional<RestorableWindow> window() throws BackstayException, InterruptedException {
        if (listing.segmentBytes() == 0) {
            return Optional.empty();
        }
        WalSegments line = listing.towards(listing.newestFrom(backup.timeline(), backup.stop()));
        long first = backup.start().value() / listing.segmentBytes();
        long needed = (backup.stop().value() - 1) / listing.segmentBytes();
        long last = first - 1;
        while (line.segment(last + 1) != null) {
            last++;
        }
        var consistent = new Newest();
        if (last < needed
                || read(new Part(line, needed), backup.start(), consistent).at().compareTo(backup.stop()) < 0) {
            return Optional.empty();
        }
        for (long number = last; number > needed; number--) {
            var newest = new Newest();
            // A record may go on in the segment after it.
            read(new Part(line, Math.min(number + 1, last)), new Lsn(number * listing.segmentBytes()), newest);
            if (newest.at != null) {
                return Optional.of(window(newest.at));
            }
        }
        if (last > needed) {
            // A record may begin in the last segment of the backup and go on in the one after it.
            Lsn from = new Lsn(Math.max(backup.start().value(), needed * listing.segmentBytes()));
            read(new Part(line, needed + 1), from, consistent);
        }
        return Optional.of(window(consistent.at == null ? backup.completedAt() : consistent.at));
    }

    private RestorableWindow window(Instant newest) {
        Instant from = backup.completedAt();
        return new RestorableWindow(from, newest.isBefore(from) ? from : newest, null);
    }

    private static WalEnd read(WalSegments part, Lsn from, WalVisitor visitor)
            throws BackstayException, InterruptedException {
        try (var reader = new WalReader(part, from)) {
            return reader.read(visitor);
        } catch (IOException e) {
            throw Folders.refusal(part.place().toString(), e);
        }
    }

    /// Hears which commit is the newest.
    private static final class Newest implements WalVisitor {
        private @Nullable Instant at;

        @Override
        public boolean visit(WalEvent event) {
            if (event instanceof WalEvent.Commit commit
                    && (at == null || commit.at().isAfter(at))) {
                at = commit.at();
            }
            return true;
        }
    }

    /// The log up to one of its segments.
    private record Part(WalSegments line, long last) implements WalSegments {
        @Override
        public int segmentBytes() {
            return line.segmentBytes();
        }

        @Override
        public @Nullable String segment(long number) {
            return number > last ? null : line.segment(number);
        }

        @Override
        public WalPlace place() {
            return line.place();
        }
    }
}
