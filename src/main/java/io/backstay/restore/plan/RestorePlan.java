package io.backstay.restore.plan;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.estate.Tenant;
import io.backstay.seal.CanonicalJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a restore will write, fixed before anything is written, as `backstay-plan/1` of `docs/formats/plan.md`.
///
/// Its components are the fields of the file. It is never changed; what is approved is the hash of its bytes, see
/// [PlanFile].
///
/// @param restore  of the state folder in which it was made, such as `R-0001`
/// @param choices  what a person chose in the comparison, an object of the comparison's own making; empty when
///                 everything was left as proposed
/// @param files    absent when the tenant has no files here
/// @param seen     the state of the record of acts that this plan continues, absent when nothing signed it
public record RestorePlan(
        String format,
        String restore,
        Request request,
        Tenant tenant,
        Source source,
        Target target,
        Rows rows,
        Value choices,
        @Nullable Files files,
        @Nullable Policy policy,
        Validity validity,
        @Nullable Seen seen) {
    /// The first field of every plan.
    public static final String FORMAT = "backstay-plan/1";

    public RestorePlan {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        if (!(choices instanceof Value.Members)) {
            throw new IllegalArgumentException("choices must be an object");
        }
    }

    /// Who asked for it, in whose name it was planned, and what is said to be lost.
    ///
    /// @param plannedBy  the person who planned; may not approve
    /// @param plannedKey the public line of that person's signing key, absent when none was at hand
    /// @param asker      the customer's person
    /// @param verifiedBy how that person was verified
    /// @param zone       the customer's own time zone
    /// @param reportedAt when we were told; the clocks start here
    public record Request(
            String plannedBy,
            @Nullable String plannedKey,
            String asker,
            String verifiedBy,
            String dataset,
            Instant about,
            Duration uncertainty,
            String zone,
            Instant reportedAt) {}

    /// Where the rows come from.
    ///
    /// @param database its asset id, by which a connection is found
    /// @param point    the recovery point's id
    /// @param staging  the connection that makes the scratch database, absent for the database's own backups
    public record Source(
            String database,
            String point,
            Instant restoreTo,
            @Nullable String staging) {
        public Source {
            // It may name a folder below the backups, so it can lead nowhere else.
            if (!point.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,200}")) {
                throw new IllegalArgumentException("not the name of a recovery point: '" + point + "'");
            }
            if (staging != null && !staging.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
                throw new IllegalArgumentException("not the name of a connection: '" + staging + "'");
            }
        }
    }

    /// The live database that may be written to, whatever its address reads.
    ///
    /// @param system      PostgreSQL's system identifier
    /// @param databaseOid the database's number in that system
    /// @param account     as whom the import logs in
    /// @param environment such as `production`
    public record Target(String system, long databaseOid, String database, String account, String environment) {
        /// All that tells one database from another, in one line; approvals repeat it.
        public String fingerprint() {
            return system + "/" + databaseOid + "/" + database + "/" + account;
        }
    }

    /// What is written.
    ///
    /// @param schema   fingerprint of live's tables, keys, triggers and policies
    /// @param mapping  SHA-256 over how the tenant's rows are found and written
    /// @param digest   over the canonical text of exactly these rows
    /// @param triggers `suppress` or `fire`
    /// @param tables   what happens to each qualified table
    public record Rows(String schema, String mapping, String digest, String triggers, Map<String, Counts> tables) {
        public Rows {
            tables = new TreeMap<>(tables);
        }
    }

    /// How many rows of one table.
    public record Counts(long inserted, long updated, long deleted) {}

    /// The tenant's files.
    ///
    /// @param store  the object store's asset id
    /// @param prefix of the tenant's keys
    /// @param count  how many objects come back by version
    public record Files(String store, String prefix, long count) {}

    /// The promise under which the verdict was given.
    ///
    /// @param version a hash over the promise's own words and numbers
    public record Policy(String id, String version) {}

    /// When it may be run.
    public record Validity(Instant createdAt, Instant notBefore, Instant expiresAt) {}

    /// A state of the record of acts.
    ///
    /// @param root the Merkle root over its entries, in hexadecimal
    public record Seen(String origin, long size, String root) {}

    /// Choices as a plan holds them.
    ///
    /// @param canonical maps, lists, texts, whole numbers and truth values
    public static Value choices(Map<String, ?> canonical) {
        try {
            return Json.parse("choices", Json.compact(canonical));
        } catch (BackstayException e) {
            throw new IllegalArgumentException("choices without a canonical form", e);
        }
    }

    /// The bytes of its file (RFC 8785).
    public byte[] bytes() {
        return CanonicalJson.bytes(this);
    }

    /// All rows that are inserted.
    public long rowsToInsert() {
        return rows.tables().values().stream().mapToLong(Counts::inserted).sum();
    }

    /// All rows that are changed in place.
    public long rowsToUpdate() {
        return rows.tables().values().stream().mapToLong(Counts::updated).sum();
    }

    /// How many objects come back.
    public long objects() {
        return files == null ? 0 : files.count();
    }

    /// Tables that are written to, by name.
    public List<String> tables() {
        return List.copyOf(rows.tables().keySet());
    }
}
