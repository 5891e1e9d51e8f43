package io.backstay.act.undo;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.PlainRows;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.restore.plan.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes back what restores committed.
///
/// What is chosen is keyed by table, such as `practice.invoices`, with the keys of rows as [Outlook] shows them.
public interface Undos {
    /// Looks at live with the login that reads, and changes nothing.
    ///
    /// @param restore a run of this state folder that was committed, such as `R-0001`
    /// @param chosen  what is undone although the tenant has touched it since
    Outlook look(String restore, Map<String, Chosen> chosen) throws BackstayException, InterruptedException;

    /// Undoes, once: in one transaction that is proven before its commit. The caller has had the tenant's name
    /// typed. After a death in the middle it is called again, and the row in live decides what is left to do.
    ///
    /// @return a proof that did not hold is a result, and everything was rolled back
    Outcome run(String restore, Map<String, Chosen> chosen, Progress progress)
            throws BackstayException, InterruptedException;

    /// Shows one touched row without a mask. Who looks and why is recorded first; where that cannot be, it is not
    /// shown.
    ///
    /// @param found  what a look found
    /// @param table  such as `practice.clients`
    /// @param masked one of that table's rows there
    TouchedRow reveal(Outlook found, String table, TouchedRow masked, String reason) throws BackstayException;

    /// What an undo would do.
    ///
    /// @param undoneAt when it was undone already; null when that is still to be done
    /// @param tables   what is deleted and put back
    /// @param touched  what the tenant has touched since and nobody has chosen; it stands in the way
    /// @param needed   what refers to rows that would be deleted, such as `1 row of a.b`; it stands in the way
    /// @param files    files that came back with the restore; they stay
    /// @param plain    the touched rows without a mask; [#reveal] gives them out
    record Outlook(
            String restore,
            String tenant,
            String tenantName,
            String planHash,
            @Nullable Instant undoneAt,
            List<Table> tables,
            List<Touched> touched,
            List<String> needed,
            long files,
            PlainRows plain) {
        /// Whether nothing stands in the way.
        public boolean clear() {
            return touched.isEmpty() && needed.isEmpty();
        }

        /// Refuses when something stands in the way.
        public void requireClear() throws BackstayException {
            if (!touched.isEmpty()) {
                throw Refusal.UNDO_TOUCHED.stop(String.join(
                        "; ", touched.stream().map(Touched::sentence).toList()));
            }
            if (!needed.isEmpty()) {
                throw Refusal.UNDO_NEEDED.stop(String.join(", ", needed));
            }
        }

        /// Whether what was typed is the tenant's name.
        public boolean names(String typed) {
            return typed.strip().equals(tenantName.strip());
        }
    }

    /// One table.
    ///
    /// @param label   what people call it
    /// @param deleted rows that the restore inserted
    /// @param putBack rows that the restore overwrote
    record Table(String table, String label, long deleted, long putBack) {}

    /// What the tenant has touched since in one table.
    ///
    /// @param sentence how many rows were changed or are gone, with a few keys
    /// @param count    all of them
    /// @param rows     the first of them; none of a table without a key, whose rows are chosen all together
    record Touched(String table, String label, String sentence, long count, List<TouchedRow> rows) {}

    /// One row that the tenant has touched since, with personal data masked.
    ///
    /// @param key   by which it is chosen; a digest where the table's keys are personal
    /// @param name  the key as it may be shown
    /// @param now   absent when it is gone
    /// @param after what an undo makes of it; absent when it is deleted, or gone already
    record TouchedRow(
            String key,
            String name,
            @Nullable String now,
            @Nullable String after) {
        /// Whether anything of it is masked.
        public boolean masked() {
            return Stream.of(name, String.valueOf(now), String.valueOf(after))
                    .anyMatch(text -> text.contains(TenantMapping.Words.MASK));
        }

        /// What an undo does with it, in words.
        public String then() {
            if (now == null) {
                return "stays gone";
            }
            return after == null ? "is deleted" : after;
        }
    }

    /// What came of it.
    ///
    /// @param proof    absent when it had been undone from elsewhere, so that its proof is not here
    /// @param undoneAt absent when a proof did not hold and everything was rolled back
    /// @param verified whether a new session read everything as the undo left it, but for what was written since;
    ///                 false also where there is nothing to hold it against
    /// @param now      whether it was done now; else an attempt before had committed
    record Outcome(
            String restore,
            String planHash,
            long deleted,
            long putBack,
            @Nullable Proof proof,
            @Nullable Instant undoneAt,
            boolean verified,
            boolean now) {
        /// Whether the restore is undone.
        public boolean undone() {
            return undoneAt != null;
        }
    }
}
