package io.backstay.act.undo;

import io.backstay.act.connection.reach.Sites;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.act.vault.Occasion;
import io.backstay.act.vault.RunLease;
import io.backstay.act.vault.Stoppable;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.load.Chosen;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.PlainRows;
import io.backstay.connect.postgres.tenant.load.TenantUndo;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.report.RestoreUndone;
import io.backstay.restore.KeptProof;
import io.backstay.restore.RestoreUndo;
import io.backstay.restore.Site;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.journal.RestoreJournal;
import io.backstay.restore.journal.Run;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.journal.UndoBook;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Undoes restores from the journal alone, so that any process can, and writes it down: intent and outcome in
/// journal and record, a line in the case's timeline.
public final class UndoDesk implements Undos {
    private static final String ACT = "restore.undo";

    private final Books books;
    private final Sites sites;
    private final InstantSource clock;

    /// A desk over one state folder.
    public UndoDesk(Books books, Sites sites, InstantSource clock) {
        this.books = books;
        this.sites = sites;
        this.clock = clock;
    }

    /// Where everything is written down.
    ///
    /// @param locks the folder with the locks of restores
    public record Books(RestoreJournal journal, AuditLog audit, Recorder recorder, CaseBook cases, Path locks) {}

    @Override
    public Outlook look(String restore, Map<String, Chosen> chosen) throws BackstayException, InterruptedException {
        Run run = undoable(restore);
        Map<TableName, Chosen> tables = tables(run, chosen);
        return books.recorder()
                .act(
                        Permission.UNDO_RESTORE,
                        deed("restore.undo-look", run),
                        () -> Occasion.during(restore, () -> outlook(run, tables)));
    }

    private Outlook outlook(Run run, Map<TableName, Chosen> chosen) throws BackstayException, InterruptedException {
        Site site = site(run);
        RestoreUndo undo = new RestoreUndo(run.restore(), site, run.plan(), clock);
        Optional<RestoreRegistry.Run> undone = undo.undone();
        TenantUndo.@Nullable Outlook found = undone.isPresent() ? null : undo.look(chosen);
        List<Table> tables = new ArrayList<>();
        List<Touched> touched = new ArrayList<>();
        if (found != null) {
            TenantMapping mapping = site.mapping();
            found.effects()
                    .forEach((table, effect) -> tables.add(
                            new Table(table.toString(), mapping.label(table), effect.deleted(), effect.updated())));
            found.touched()
                    .forEach((table, each) -> touched.add(new Touched(
                            table.toString(), mapping.label(table), each.sentence(), each.count(), rows(each))));
        }
        RestorePlan plan = run.plan().plan();
        return new Outlook(
                run.restore(),
                plan.tenant().id().value(),
                plan.tenant().name(),
                run.plan().hash(),
                undone.map(RestoreRegistry.Run::recordedAt).orElse(null),
                List.copyOf(tables),
                List.copyOf(touched),
                found == null ? List.of() : found.needed(),
                plan.objects(),
                found == null ? new PlainRows() : found.plain());
    }

    private static List<TouchedRow> rows(TenantUndo.Touched touched) {
        return touched.rows().stream().map(UndoDesk::row).toList();
    }

    private static TouchedRow row(TenantUndo.Row row) {
        return new TouchedRow(row.key(), row.name(), row.now(), row.after());
    }

    @Override
    public TouchedRow reveal(Outlook found, String table, TouchedRow masked, String reason) throws BackstayException {
        ApprovalGate.requireReason(reason);
        Run run = undoable(found.restore());
        String said = "Looked at one row of " + table + " without a mask: " + reason.strip();
        // The intent comes first: a look that cannot be recorded is not given.
        TouchedRow plain = books.recorder()
                .act(
                        Permission.UNDO_RESTORE,
                        deed("restore.undo-reveal", run, table + " " + masked.key())
                                .with("said", said),
                        () -> found.plain()
                                .of(TableName.of(table), masked.key())
                                .map(UndoDesk::row)
                                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                                        "That row in the last look at the undo",
                                        "Look again, and choose the row there."))));
        books.cases().append(run.caseId(), new CaseEntry(clock.instant(), "Backstay", said));
        return plain;
    }

    @Override
    public Undos.Outcome run(String restore, Map<String, Chosen> chosen, Progress progress)
            throws BackstayException, InterruptedException {
        Map<TableName, Chosen> tables = tables(undoable(restore), chosen);
        try (var _ = RunLock.take(books.locks(), restore)) {
            // Read under the lock: another process may have undone it since.
            Run run = undoable(restore);
            Undos.Outcome outcome = books.recorder()
                    .act(
                            Permission.UNDO_RESTORE,
                            deed(ACT, run).with("chosenTables", Integer.toString(tables.size())),
                            () -> recorded(run, tables, progress),
                            done -> Map.of("said", said(done)));
            books.audit().sign();
            return outcome;
        }
    }

    private Undos.Outcome recorded(Run run, Map<TableName, Chosen> chosen, Progress progress)
            throws BackstayException, InterruptedException {
        RestoreUndo undo = new RestoreUndo(run.restore(), site(run), run.plan(), clock);
        takeUp(run);
        var steps = new Stoppable();
        RunLease lease = sites.lease(database(run), run.restore(), steps::stop);
        boolean over = false;
        try {
            Undos.Outcome outcome = steps.during(() -> journalled(run, undo, steps, chosen, progress));
            over = true;
            return outcome;
        } finally {
            if (lease != null) {
                lease.release(over);
            }
        }
    }

    private Undos.Outcome journalled(
            Run run, RestoreUndo undo, Stoppable steps, Map<TableName, Chosen> chosen, Progress progress)
            throws BackstayException, InterruptedException {
        long entry = books.journal().undos().intent(run.restore(), words(chosen));
        String said = "The undo was cut short";
        try {
            Undos.Outcome outcome =
                    Occasion.during(run.restore(), () -> attempt(run, undo, entry, steps, chosen, progress));
            said = said(outcome);
            if (outcome.undone()) {
                takeOut(run, outcome);
                books.journal().runs().undone(run.restore(), said);
            }
            return outcome;
        } catch (BackstayException e) {
            said = "The undo stopped: " + e.failure().message();
            throw e;
        } finally {
            books.journal().undos().outcome(entry, said);
            books.cases().append(run.caseId(), new CaseEntry(clock.instant(), "Backstay", said));
        }
    }

    /// What is undone is not back: the case is open again, and says from when on. Before the run ends, so that an
    /// undo whose process dies in between is taken up and says it then.
    private void takeOut(Run run, Undos.Outcome outcome) throws BackstayException {
        Instant now = clock.instant();
        boolean counted = outcome.proof() != null;
        var undone = new RestoreUndone(
                run.restore(),
                Objects.requireNonNullElse(outcome.undoneAt(), now),
                counted ? outcome.deleted() : null,
                counted ? outcome.putBack() : null);
        var paper = new Paper(RestoreUndone.PAPER, now, "Backstay", Json.compact(undone));
        books.cases().papers().add(run.caseId(), paper);
        books.cases().reopen(run.caseId());
    }

    /// Ends what a killed process left open in the record; the journal does the same for itself. The newest is the
    /// one that is being done now: the lock is held, so nobody else is at it.
    private void takeUp(Run run) throws BackstayException {
        List<AuditEntry> open = open(run, ACT);
        List<AuditEntry> cut = new ArrayList<>(open.subList(0, Math.max(0, open.size() - 1)));
        cut.addAll(open(run, RunLease.ACT));
        for (AuditEntry each : cut) {
            books.audit()
                    .takeUp(each)
                    .outcome(AuditEntry.Outcome.INTERRUPTED, Map.of("said", RestoreJournal.ABANDONED));
        }
    }

    private List<AuditEntry> open(Run run, String act) throws BackstayException {
        return books.audit().unfinished().stream()
                .filter(each -> act.equals(each.act()) && run.restore().equals(each.run()))
                .toList();
    }

    private Undos.Outcome attempt(
            Run run, RestoreUndo undo, long entry, Stoppable steps, Map<TableName, Chosen> chosen, Progress progress)
            throws BackstayException, InterruptedException {
        UndoBook undos = books.journal().undos();
        ImportResult result = undo.run(
                chosen,
                proven -> {
                    steps.check();
                    undos.proven(entry, KeptProof.of(proven));
                },
                progress);
        return switch (result) {
            case ImportResult.AlreadyDone(var row) -> {
                Optional<ImportResult.Finished> own = own(run, undo, row);
                yield own.isPresent()
                        ? outcome(run, undo, own.get(), false, progress)
                        : new Undos.Outcome(
                                run.restore(), run.plan().hash(), 0, 0, null, row.recordedAt(), false, false);
            }
            case ImportResult.Finished finished -> outcome(run, undo, finished, true, progress);
        };
    }

    /// What the attempt had proven whose commit nobody here heard of, if live's row is of that attempt.
    private Optional<ImportResult.Finished> own(Run run, RestoreUndo undo, RestoreRegistry.Run row)
            throws BackstayException, InterruptedException {
        String proof = null;
        for (UndoBook.Entry each : books.journal().undos().of(run.restore())) {
            proof = each.proof() == null ? proof : each.proof();
        }
        return proof == null ? Optional.empty() : undo.committed(proof, row);
    }

    private static Undos.Outcome outcome(
            Run run, RestoreUndo undo, ImportResult.Finished done, boolean now, Progress progress)
            throws BackstayException, InterruptedException {
        boolean committed = done.proof().verified();
        if (committed) {
            progress.step("Reading everything again in a new session");
        }
        Effect total = done.measured().total();
        return new Undos.Outcome(
                run.restore(),
                run.plan().hash(),
                total.deleted(),
                total.updated(),
                done.proof(),
                done.proof().committedAt(),
                committed && undo.verify(done),
                now);
    }

    private static String said(Undos.Outcome outcome) {
        if (outcome.undoneAt() == null) {
            return "Not undone: a proof did not hold, so everything was rolled back";
        }
        String at = Utc.words(outcome.undoneAt());
        if (outcome.proof() == null) {
            return "Had been undone at " + at + ", as its row in live says";
        }
        return (outcome.now() ? "Undone: " : "Had been undone at " + at + " by an attempt that was cut short: ")
                + Counts.of(outcome.deleted(), "row") + " deleted, " + Counts.of(outcome.putBack(), "row")
                + " put back as before the restore; "
                + (outcome.verified()
                        ? "everything is so, read in a new session"
                        : "a new session did not find everything so");
    }

    /// What was committed, and is finished.
    private Run undoable(String restore) throws BackstayException {
        Optional<Run> found = books.journal().runs().find(restore);
        if (found.isEmpty()) {
            throw (books.journal().steps(restore).isEmpty() ? Refusal.RUN_UNKNOWN : Refusal.UNDO_NOTHING).stop(restore);
        }
        Run run = found.get();
        Run.End end = run.end();
        if (end == null) {
            throw (run.startedAt() == null ? Refusal.UNDO_NOTHING : Refusal.UNDO_UNFINISHED).stop(restore);
        }
        return switch (end) {
            case DONE, NEEDS_HUMAN -> run;
            case NOT_RESTORED, DECLINED -> throw Refusal.UNDO_NOTHING.stop(String.valueOf(run.said()));
            case UNDONE -> throw Refusal.UNDO_DONE.stop(String.valueOf(run.said()));
        };
    }

    /// A table that the restore did not write to is a slip of the fingers.
    private static Map<TableName, Chosen> tables(Run run, Map<String, Chosen> chosen) throws BackstayException {
        Map<String, ?> written = run.plan().plan().rows().tables();
        Map<TableName, Chosen> tables = new TreeMap<>();
        for (Map.Entry<String, Chosen> each : chosen.entrySet()) {
            if (!written.containsKey(each.getKey())) {
                throw new BackstayException(new Failure.BadInput(
                        "The restore " + run.restore() + " wrote nothing to a table '" + each.getKey() + "'.",
                        "Choose among " + String.join(", ", written.keySet()) + "."));
            }
            tables.put(TableName.of(each.getKey()), each.getValue());
        }
        return tables;
    }

    /// As the terminal takes it.
    private static String words(Map<TableName, Chosen> chosen) {
        List<String> words = new ArrayList<>();
        chosen.forEach((table, of) -> {
            if (of.all()) {
                words.add(table.toString());
            } else {
                of.rows().stream().sorted().forEach(key -> words.add(table + ":" + key));
            }
        });
        return String.join(" ", words);
    }

    private Site site(Run run) throws BackstayException {
        return sites.of(database(run));
    }

    private static AssetId database(Run run) {
        return new AssetId(run.plan().plan().source().database());
    }

    private static Deed deed(String act, Run run) {
        return deed(act, run, run.restore());
    }

    private static Deed deed(String act, Run run, String target) {
        return Deed.of(act, target)
                .about(run.plan().plan().tenant().id())
                .inCase(run.caseId())
                .inRun(run.restore())
                .underPlan(run.plan().hash());
    }
}
