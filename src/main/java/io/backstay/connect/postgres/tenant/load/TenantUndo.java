package io.backstay.connect.postgres.tenant.load;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.preflight.CommonShape;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.preflight.TriggerMode;
import io.backstay.connect.postgres.tenant.rows.FrozenSession;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SqlFailures;
import io.backstay.connect.postgres.tenant.rows.TenantSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Takes an import back: what it inserted is deleted, what it overwrote is put back, in one transaction that proves
/// before the commit that it did just that.
///
/// Rows that the tenant has touched since are not undone unless they are chosen; one such row and the whole undo is
/// refused. Rows that have come to refer to inserted ones stand in its way, too.
public final class TenantUndo {
    private final TenantImport.Sessions sessions;
    private final InstantSource clock;

    /// @param sessions opens sessions on live as the role that proves
    public TenantUndo(TenantImport.Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// An import to undo.
    ///
    /// @param hash   of its plan
    /// @param schema what was answered for the import where live was not as the last good moment
    /// @param chosen what is undone although the tenant has touched it since
    public record Order(
            String hash, TenantId tenant, TriggerMode triggers, SchemaChoices schema, Map<TableName, Chosen> chosen) {
        public Order {
            chosen = Map.copyOf(chosen);
        }

        /// Under which the undo itself is recorded, so that it happens once.
        public String undoHash() {
            try {
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                return HexFormat.of()
                        .formatHex(sha.digest(("backstay-undo-v1\n" + hash).getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }

    /// What an undo would do.
    ///
    /// @param effects rows to delete and to put back, per table
    /// @param touched what the tenant has touched since and was not chosen, by table
    /// @param needed  what refers to rows that would be deleted and so stands in the way, such as `1 row of a.b`
    /// @param plain   the touched rows without a mask, for whoever gave a reason to see one
    public record Outlook(
            SortedMap<TableName, Effect> effects,
            SortedMap<TableName, Touched> touched,
            List<String> needed,
            PlainRows plain) {}

    /// What the tenant has touched since in one table.
    ///
    /// @param sentence how many rows were changed or are gone, with a few keys
    /// @param count    all of them
    /// @param rows     the first of them; none of a table without a key
    public record Touched(String sentence, long count, List<Row> rows) {}

    /// One row that the tenant has touched, with personal data masked.
    ///
    /// @param key   by which it is chosen; a digest where the table's keys are personal
    /// @param name  the key as it may be shown
    /// @param now   absent when it is gone
    /// @param after what an undo makes of it; absent when it is deleted, or gone already
    public record Row(
            String key,
            String name,
            @Nullable String now,
            @Nullable String after) {}

    /// Looks, and changes nothing; a login that reads is enough.
    public Outlook look(Connection live, TenantMapping mapping, Order order)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Writing work = shaped(Writing.looking(session, mapping, order.tenant(), order.triggers()), order);
            requireRun(work, order);
            Orphaned orphaned = orphaned(work, order);
            UndoStage stage = stage(work, order, now(work, orphaned));
            SortedMap<TableName, Touched> touched = new TreeMap<>();
            PlainRows plain = new PlainRows();
            for (UndoStage.Touched each : stage.touched()) {
                plain.add(each.table(), stage.rows(each.table(), false));
                touched.put(
                        each.table(),
                        new Touched(sentence(each), each.changed() + each.gone(), stage.rows(each.table(), true)));
            }
            return new Outlook(stage.effects(), touched, needed(stage, orphaned), plain);
        } catch (SQLException e) {
            throw SqlFailures.translate("Looking at what an undo would do", e);
        }
    }

    /// What an import left alone is left alone.
    private static Writing shaped(Writing work, Order order) {
        return work.in(CommonShape.answered(work.territory(), order.schema()));
    }

    /// Undoes, once.
    ///
    /// @param mapping the one that the import was made with
    public ImportResult run(Connection live, TenantMapping mapping, Order order, Progress progress)
            throws BackstayException, InterruptedException {
        return run(live, mapping, order, _ -> {}, progress);
    }

    /// Undoes, once, and tells what was proven before the commit.
    public ImportResult run(
            Connection live, TenantMapping mapping, Order order, TenantImport.Witness witness, Progress progress)
            throws BackstayException, InterruptedException {
        try (FrozenSession session = FrozenSession.begin(live)) {
            Writing work = shaped(Writing.begin(session, mapping, order.tenant(), order.triggers()), order);
            Optional<RestoreRegistry.Run> before = work.registry().find(work.db(), order.undoHash());
            if (before.isPresent()) {
                return new ImportResult.AlreadyDone(before.get());
            }
            requireRun(work, order);
            progress.step("Laying what the import wrote beside live");
            Orphaned orphaned = orphaned(work, order);
            TenantSet now = now(work, orphaned);
            Prover prover = new Prover(work.db(), work.territory(), work.tenant(), now);
            UndoStage stage = stage(work, order, now);
            refuseWhatWasTouched(stage);
            refuseWhatOthersNeed(stage, orphaned);
            Expected planned = Expected.writing(
                    stage.effects(), stage.putBack(), work.territory().model().fingerprint());
            progress.step("Taking the rows back");
            work.registry().record(work.db(), order.undoHash(), order.tenant().value(), 0, planned.digest());
            RowWriter.Traces traces = write(work, stage, planned);
            progress.step("Proving what was taken back");
            Measured measured = prover.measure(traces, work.mode(), 0, orphaned);
            return finished(work, order, planned, measured, witness);
        } catch (SQLException e) {
            throw SqlFailures.translate("The undo", e);
        }
    }

    private ImportResult.Finished finished(
            Writing work, Order order, Expected planned, Measured measured, TenantImport.Witness witness)
            throws SQLException, BackstayException, InterruptedException {
        List<Claim> claims = work.claims(planned, measured, true);
        String xid = work.db().text("select pg_current_xact_id()::text");
        String role = work.db().text("select current_user");
        Expected happened = new Expected(measured.effects(), RowSet.digest(measured.written()), planned.fingerprint());
        var uncommitted = new ImportResult.Finished(
                new Proof(claims, xid, role, null, 0, measured.otherTenants()), happened, measured.after(), List.of());
        if (!claims.stream().allMatch(Claim::holds)) {
            return uncommitted;
        }
        witness.proven(uncommitted);
        Instant committedAt = work.commit(sessions, clock, order.undoHash());
        return new ImportResult.Finished(
                new Proof(claims, xid, role, committedAt, 0, measured.otherTenants()),
                happened,
                measured.after(),
                List.of());
    }

    /// Rows that will hang on nothing any more are known as the tenant's by a mark only, which has to be set before
    /// their parents go.
    private static TenantSet now(Writing work, Orphaned orphaned) throws SQLException, BackstayException {
        return orphaned.isEmpty()
                ? TenantSet.findStill(work.db(), work.territory(), work.tenant(), "backstay_now_")
                : TenantSet.find(work.db(), work.territory(), work.tenant(), "backstay_now_");
    }

    private static UndoStage stage(Writing work, Order order, TenantSet now) throws SQLException, BackstayException {
        return new UndoStage(work, pack(work, order), now).fill().choose(order.chosen());
    }

    private static Orphaned orphaned(Writing work, Order order) throws SQLException {
        return Orphaned.of(work.db(), work.territory(), pack(work, order));
    }

    private static UndoPack pack(Writing work, Order order) {
        return new UndoPack(work.db(), work.territory(), work.registry(), order.hash());
    }

    /// What was put back must not refer to what will be deleted, and children go before their parents.
    private static RowWriter.Traces write(Writing work, UndoStage stage, Expected planned) throws SQLException {
        Set<TableName> tables = planned.effects().keySet();
        return new RowWriter(work.session(), work.territory())
                .write(
                        work.tenant(),
                        work.mode(),
                        tables.stream().map(stage::stage).toList(),
                        List.of(
                                new RowWriter.Step(
                                        work.territory().components(),
                                        table -> effect(planned, table).updated() > 0
                                                ? stage.updates(table)
                                                : List.of()),
                                new RowWriter.Step(
                                        work.territory().components().reversed(),
                                        table -> effect(planned, table).deleted() > 0
                                                ? stage.deletes(table)
                                                : List.of())));
    }

    private static Effect effect(Expected planned, TableName table) {
        return planned.effects().getOrDefault(table, Effect.NONE);
    }

    private static void requireRun(Writing work, Order order) throws SQLException, BackstayException {
        RestoreRegistry.Run run = work.registry()
                .find(work.db(), order.hash())
                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                        "An import of the plan " + order.hash() + " in this database",
                        "Nothing was changed. Check the restore's name and the connection.")));
        if (!run.tenant().equals(order.tenant().value())) {
            throw new BackstayException(new Failure.Conflict(
                    "The import of that plan was for another "
                            + work.territory().mapping().words().tenant(),
                    "Nothing was changed. Check the restore's name."));
        }
    }

    private static void refuseWhatWasTouched(UndoStage stage) throws SQLException, BackstayException {
        List<String> sentences =
                stage.touched().stream().map(TenantUndo::sentence).toList();
        if (!sentences.isEmpty()) {
            throw new BackstayException(new Failure.Conflict(
                    "Rows that came back were touched since: " + String.join("; ", sentences),
                    "Nothing was changed. Choose each row that is to be undone all the same."));
        }
    }

    private static void refuseWhatOthersNeed(UndoStage stage, Orphaned before) throws SQLException, BackstayException {
        List<String> needed = needed(stage, before);
        if (!needed.isEmpty()) {
            throw new BackstayException(new Failure.Conflict(
                    "Rows that are not of the import refer to rows that would be deleted: " + String.join(", ", needed),
                    "Nothing was changed. Remove or move those rows first."));
        }
    }

    private static List<String> needed(UndoStage stage, Orphaned before) throws SQLException {
        return stage.dependents(before).entrySet().stream()
                .map(each -> Counts.of(each.getValue(), "row") + " of "
                        + each.getKey().child())
                .toList();
    }

    private static String sentence(UndoStage.Touched touched) {
        String examples = touched.examples().isEmpty() ? "" : " (" + String.join(", ", touched.examples()) + ")";
        return touched.table() + ": " + Counts.of(touched.changed()) + " changed, " + Counts.of(touched.gone())
                + " gone" + examples;
    }
}
