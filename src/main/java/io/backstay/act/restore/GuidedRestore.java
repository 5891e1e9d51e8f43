package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One restore of one tenant, step by step; every method may block, and each writes its intent and its outcome to
/// the record.
///
/// The steps must be called in the order of [RestoreStep]; a step out of order is a defect of the caller. Closing
/// stops and removes the scratch server, whatever was reached.
public interface GuidedRestore extends AutoCloseable {
    /// Such as `R-0001`.
    String id();

    Intake intake();

    /// When it was begun and its verdict given.
    Instant begunAt();

    /// From the catalogue and the policy alone.
    Verdict verdict() throws BackstayException;

    /// The credential that the import borrows to write, such as `write-to-live credential backstay_prover`; null
    /// when nothing is written any more.
    @Nullable
    String borrows();

    /// Narrows the moment of the loss to one transaction; may be left out or done again, before [#stage]. The
    /// moment that the restore goes back to stays as it is.
    ///
    /// @param watch hears of every look, on the thread that searches
    FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
            throws BackstayException, InterruptedException;

    /// Goes back to another moment than the verdict's; before [#stage].
    void choose(Instant moment) throws BackstayException;

    /// The moment that the restore goes back to: what was chosen, else the verdict's; null when there is neither.
    @Nullable
    Instant restoreTo();

    /// Recovers the chosen point to that moment in a scratch server, never over live.
    Staged stage(Progress progress) throws BackstayException, InterruptedException;

    /// Recovers the moment after the incident as well, beside the last good one: only then can what the incident
    /// damaged be told from what the tenant edited since. May be left out; comes before [#compare].
    ///
    /// @param after such as the incident's own moment
    Staged stageDamaged(Instant after, Progress progress) throws BackstayException, InterruptedException;

    /// What a person chose for the rows that differ. The next comparison shows what it comes to, and the plan after
    /// that holds it.
    void choose(Choices choices) throws BackstayException;

    /// What was chosen so far.
    Choices choices();

    /// How live's schema differs from the last good moment, as the last comparison found it; also where that was
    /// refused because a difference that needs an answer had none.
    List<SchemaDifference> schemaDifferences();

    /// What a person answered to those. The next comparison goes by it, and the plan after that holds it.
    void answer(SchemaChoices answers) throws BackstayException;

    /// What was answered so far.
    SchemaChoices answers();

    /// Shows one row of the last comparison without a mask; who looked and why stands in the record.
    ///
    /// @param masked one of [Difference#samples]
    /// @param reason why it must be seen, in a person's words
    SampleRow reveal(SampleRow masked, String reason) throws BackstayException;

    /// Finds the tenant's rows over the foreign-key graph and compares them with live.
    Difference compare(Progress progress) throws BackstayException, InterruptedException;

    /// Fixes what will be written; nothing is written yet.
    PlanView plan() throws BackstayException, InterruptedException;

    /// Approves the plan alone, with a reason that the report shows, and says when that was.
    Instant approveAlone(String reason) throws BackstayException;

    /// Takes a second person's file, which lets the plan be carried out.
    ///
    /// Where it says no, what was made for the restore elsewhere is taken away, which may take minutes.
    ///
    /// @param file as `backstay restore approve` writes it
    /// @return who approved, and when
    Approved approve(Path file, Progress progress) throws BackstayException;

    /// From when on the approved plan may be run: one person alone waits, another person's word holds at once.
    Instant mayRunFrom() throws BackstayException;

    /// Imports in one transaction and proves before the commit; a proof that fails rolls back and is a result, not
    /// a failure.
    Proof run(Progress progress) throws BackstayException, InterruptedException;

    /// Reads everything again in a new session, brings objects back by version, writes the report.
    Verification verify(Progress progress) throws BackstayException, InterruptedException;

    @Override
    void close();

    /// Whether it was closed, so that its scratch server is gone.
    boolean closed();

    /// A scratch server, recovered.
    ///
    /// @param name      the scratch server's name, such as `scratch-7f2c`
    /// @param stoppedAt the moment that recovery really reached: the last commit it replayed
    record Staged(String name, Instant stoppedAt, Duration took) {}

    /// What differs between the last good moment and live.
    ///
    /// @param labels   what people call each table, by its qualified name
    /// @param leaks    foreign keys into another tenant's rows, a sentence each; reported, never followed
    /// @param external shared rows that the tenant's rows refer to, all present in live
    /// @param files    the files that the rows name; absent where the tenant has none here
    /// @param columns  by table, the columns that can be mended by themselves, with how many values differ
    record Difference(
            List<TableDiff> tables,
            List<SampleRow> samples,
            Map<String, String> labels,
            List<String> leaks,
            long external,
            @Nullable Files files,
            Map<String, Map<String, Long>> columns) {
        /// What people call a table.
        public String label(String table) {
            return labels.getOrDefault(table, table);
        }
    }

    /// The files that last good rows name, beside those that are there or come back.
    ///
    /// @param rows         rows that name a file
    /// @param objects      files
    /// @param withoutBytes rows whose file neither is there nor comes back
    /// @param withoutRows  files that no row names; they stay
    /// @param missing      the first of those rows
    /// @param unnamed      the first of those files
    record Files(
            long rows,
            long objects,
            long withoutBytes,
            long withoutRows,
            List<RowFile> missing,
            List<String> unnamed) {}

    /// A row and the file that it names.
    ///
    /// @param key of the row, as people write it
    record RowFile(String table, String key, String file) {}

    /// The plan, as a person sees it.
    ///
    /// @param sha256  of the canonical plan, in hex
    /// @param objects how many objects will be brought back by version
    record PlanView(
            String sha256, long rowsToInsert, long rowsKept, long conflicts, long objects, String triggerMode) {}

    /// A second person's approval.
    ///
    /// @param fingerprint of the key with which it was signed
    /// @param until       it holds until then
    record Approved(String person, String fingerprint, Instant at, Instant until) {
        /// As the report names whoever approved.
        String words() {
            return person + " (key " + fingerprint + ")";
        }
    }

    /// What a new session read after the commit.
    ///
    /// @param readAfter    from the customer's call to the look back; whether the service works it does not tell
    /// @param rto          when its probes answered, as the clock of the case counts; absent while none has
    /// @param rpo          absent where there is no log to tell it
    /// @param reportFolder holds `report.pdf`, `report.html` and `report.md`
    record Verification(
            boolean verified,
            List<String> lines,
            Duration readAfter,
            @Nullable Duration rto,
            @Nullable Duration rpo,
            long objectsRestored,
            Path reportFolder) {}
}
