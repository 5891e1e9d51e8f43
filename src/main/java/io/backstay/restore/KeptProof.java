package io.backstay.restore;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.Effect;
import io.backstay.connect.postgres.tenant.diff.Expected;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.ImportResult;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was proven before a commit, as the journal keeps it, so that another process can say it and look back.
///
/// @param effects rows per qualified table
/// @param after   the tenant's rows per qualified table as the transaction left them
public record KeptProof(
        List<Claim> claims,
        String transactionId,
        String provedAs,
        long rowsInserted,
        long otherTenantsChanged,
        Map<String, Effect> effects,
        String digest,
        String fingerprint,
        Map<String, RowSet> after,
        List<String> notes) {
    /// As JSON, before the commit.
    public static String of(ImportResult.Finished proven) {
        Map<String, Effect> effects = new TreeMap<>();
        proven.measured().effects().forEach((table, effect) -> effects.put(table.toString(), effect));
        Map<String, RowSet> after = new TreeMap<>();
        proven.after().forEach((table, rows) -> after.put(table.toString(), rows));
        Proof proof = proven.proof();
        return Json.compact(new KeptProof(
                proof.claims(),
                proof.transactionId(),
                proof.provedAs(),
                proof.rowsInserted(),
                proof.otherTenantsChanged(),
                effects,
                proven.measured().digest(),
                proven.measured().fingerprint(),
                after,
                proven.notes()));
    }

    /// Whether the transaction that proved this is the one that was committed, where live's row says that one was:
    /// somebody else may have come first. One so old that the server has forgotten it counts as committed.
    static boolean isCommitted(Connection live, ImportResult.Finished kept) throws SQLException {
        String question = "select coalesce(pg_xact_status(?::xid8), 'committed') = 'committed'";
        try (PreparedStatement ask = live.prepareStatement(question)) {
            ask.setString(1, kept.proof().transactionId());
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    /// What an attempt had proven of which only this is known, if live's row is of that attempt and not of another.
    ///
    /// @param proof as [#of] wrote it
    static Optional<ImportResult.Finished> committed(Connection live, String proof, RestoreRegistry.Run row)
            throws SQLException, BackstayException {
        ImportResult.Finished kept = committed(proof, row.recordedAt());
        return isCommitted(live, kept) ? Optional.of(kept) : Optional.empty();
    }

    /// From JSON, once it is known that it was committed.
    ///
    /// @param committedAt as the row in live's registry says
    static ImportResult.Finished committed(String json, Instant committedAt) throws BackstayException {
        KeptProof kept = Json.bind(Json.parse("the journal's proof", json), KeptProof.class);
        Map<TableName, Effect> effects = new TreeMap<>();
        kept.effects.forEach((table, effect) -> effects.put(TableName.of(table), effect));
        Map<TableName, RowSet> after = new TreeMap<>();
        kept.after.forEach((table, rows) -> after.put(TableName.of(table), rows));
        return new ImportResult.Finished(
                new Proof(
                        kept.claims,
                        kept.transactionId,
                        kept.provedAs,
                        committedAt,
                        kept.rowsInserted,
                        kept.otherTenantsChanged),
                new Expected(new TreeMap<>(effects), kept.digest, kept.fingerprint),
                Map.copyOf(after),
                kept.notes);
    }
}
