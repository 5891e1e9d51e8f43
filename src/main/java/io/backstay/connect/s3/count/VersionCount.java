package io.backstay.connect.s3.count;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.s3.ListingPlace;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PagedVisitor;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.S3Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much of a bucket is under a prefix.
///
/// @param keys     names that have a version or a delete marker
/// @param versions versions with bytes
/// @param markers  delete markers
/// @param whole    whether all of them were counted
/// @param begun    when a count was begun that broke off and went on now; absent for one that was made in one go
public record VersionCount(
        long keys,
        long versions,
        long markers,
        boolean whole,
        @Nullable Instant begun) {
    /// What was counted longer ago counts for nothing, as facts do.
    private static final Duration KEPT = Duration.ofDays(1);

    /// Counts at most so many versions and delete markers, so that a bucket of millions takes seconds only. A count
    /// that breaks off behind a page, such as when the key's session ends, goes on behind that page the next time.
    ///
    /// @param book remembers counts that broke off
    /// @param now  when this one is made
    public static VersionCount of(ObjectStore store, String prefix, long linesMax, CountBook book, Instant now)
            throws BackstayException, InterruptedException {
        String what = String.join(
                "\n", store.address().endpoint().toString(), store.address().bucket(), prefix);
        CountBook.Broken former = book.broken(what);
        CountBook.Broken young = former == null || isOld(former, now) ? null : former;
        Counting counting = new Counting(young, now, linesMax);
        boolean whole;
        try {
            whole = store.versionsFrom(prefix, counting.place(), counting);
        } catch (BackstayException e) {
            keep(book, what, former, goesOn(e.failure()) ? counting.broken : null, e);
            throw e;
        } catch (InterruptedException e) {
            keep(book, what, former, counting.broken, e);
            throw e;
        }
        if (former != null) {
            book.ended(what);
        }
        CountBook.Sum sum = counting.sum();
        return new VersionCount(sum.keys(), sum.versions(), sum.markers(), whole, young == null ? null : young.begun());
    }

    private static boolean isOld(CountBook.Broken former, Instant now) {
        return former.begun().isAfter(now) || former.begun().isBefore(now.minus(KEPT));
    }

    /// What became of it is told by the failure, whether or not the place can be kept.
    private static void keep(
            CountBook book,
            String what,
            CountBook.@Nullable Broken former,
            CountBook.@Nullable Broken now,
            Exception because) {
        if (Objects.equals(former, now)) {
            return;
        }
        try {
            if (now == null) {
                book.ended(what);
            } else {
                book.brokeOff(what, now);
            }
        } catch (BackstayException e) {
            because.addSuppressed(e);
        }
    }

    private static final class Counting implements PagedVisitor {
        private final Instant begun;
        private final long linesMax;
        private long keys;
        private long versions;
        private long markers;
        private String last = "";
        private CountBook.@Nullable Broken broken;

        Counting(CountBook.@Nullable Broken former, Instant now, long linesMax) {
            this.begun = former == null ? now : former.begun();
            this.linesMax = linesMax;
            this.broken = former;
            if (former != null) {
                keys = former.sum().keys();
                versions = former.sum().versions();
                markers = former.sum().markers();
                last = former.place().key();
            }
        }

        @Nullable
        ListingPlace place() {
            CountBook.Broken former = broken;
            return former == null ? null : former.place();
        }

        CountBook.Sum sum() {
            return new CountBook.Sum(keys, versions, markers);
        }

        @Override
        public boolean visit(ListedVersion version) {
            keys += version.key().equals(last) ? 0 : 1;
            last = version.key();
            markers += version.marker() ? 1 : 0;
            versions += version.marker() ? 0 : 1;
            return versions + markers < linesMax;
        }

        @Override
        public void turned(ListingPlace next) {
            broken = new CountBook.Broken(begun, next, sum());
        }
    }

    /// Whether a failure is one after which a listing may go on where it was, with the same key or another one.
    private static boolean goesOn(Failure failure) {
        return S3Calls.isOfTheStore(failure) || failure instanceof Failure.Refused;
    }
}
