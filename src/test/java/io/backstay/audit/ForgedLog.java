package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Ed25519;
import io.backstay.seal.MerkleTree;
import io.backstay.seal.SignedNote;
import io.backstay.seal.Signer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A record in the hands of somebody who may write anything into its file and knows how it is made: hashes, roots and
/// columns always fit to what the entries say. Only signatures cannot be made up.
final class ForgedLog {
    static final Signer OWNER = signer("owner.example/log", 1);
    static final Signer STRANGER = signer("stranger.example/log", 2);
    static final Trust TRUST = Trust.of(List.of(OWNER.key()));

    private static final String ORIGIN = "backstay/0123456789abcdef";
    private static final Instant BEGIN = Instant.parse("2026-11-23T01:00:00Z");

    private final SplittableRandom random;
    private final List<AuditEntry> entries = new ArrayList<>();
    private final TreeMap<Long, byte[]> checkpoints = new TreeMap<>();

    ForgedLog(long seed) {
        random = new SplittableRandom(seed);
    }

    private static Signer signer(String name, long seed) {
        Ed25519.Made made = Ed25519.make(name, new SplittableRandom(seed));
        return Ed25519.signer(name, made.seed());
    }

    /// An honest record of notes, signed at some of its sizes.
    static ForgedLog honest(long seed, int size, List<Integer> signedAt) throws BackstayException {
        ForgedLog log = new ForgedLog(seed);
        for (int i = 1; i <= size; i++) {
            log.add("what happened " + log.random.nextInt(1_000));
            if (signedAt.contains(i)) {
                log.sign(i, OWNER);
            }
        }
        return log;
    }

    /// The same record, changed on its own from here on.
    ForgedLog copy(long seed) {
        ForgedLog copy = new ForgedLog(seed);
        copy.entries.addAll(entries);
        copy.checkpoints.putAll(checkpoints);
        return copy;
    }

    int size() {
        return entries.size();
    }

    void add(String target) {
        insert(entries.size(), target);
    }

    void insert(int at, String target) {
        entries.add(at, entry(target, "t" + random.nextInt(3)));
        rechain(at);
    }

    void edit(int at, String target) {
        entries.set(at, entry(target, "t" + random.nextInt(3)));
        rechain(at);
    }

    void remove(int at) {
        entries.remove(at);
        rechain(at);
    }

    void swapWithNext(int at) {
        entries.add(at, entries.remove(at + 1));
        rechain(at);
    }

    /// Cuts the end off.
    ///
    /// @param withCheckpoints those over more entries too
    void truncate(int size, boolean withCheckpoints) {
        entries.subList(size, entries.size()).clear();
        if (withCheckpoints) {
            checkpoints.tailMap((long) size, false).clear();
        }
    }

    /// Signs what is there up to a size, in place of whatever was signed there.
    void sign(long size, Signer signer) throws BackstayException {
        checkpoints.put(size, note(size, signer).bytes());
    }

    /// Signs every checkpoint again, over what is there now.
    void signAgain(Signer signer) throws BackstayException {
        for (long size : checkpoints.keySet()) {
            sign(size, signer);
        }
    }

    SignedNote note(long size, Signer signer) throws BackstayException {
        return SignedNote.sign(new Seen(ORIGIN, size, root(size)).text(), signer);
    }

    /// The largest size up to a limit at which something is signed, 0 when there is none.
    long signedUpTo(long limit) {
        Long size = checkpoints.floorKey(limit);
        return size == null ? 0 : size;
    }

    AuditVerification verify(@Nullable SignedNote kept) throws SQLException, BackstayException {
        try (Connection database = database()) {
            return new AuditVerifier(TRUST, kept).verify(database);
        }
    }

    private AuditEntry entry(String target, String tenant) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        return new AuditEntry(
                AuditEntry.VERSION,
                ORIGIN,
                0,
                BEGIN,
                0L,
                HexFormat.of().formatHex(nonce),
                "ada",
                "responder",
                null,
                "s1",
                tenant,
                AuditEntry.Type.NOTE,
                "test.note",
                target,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                "");
    }

    /// Numbers the entries from there on, and lets each name the root before it.
    private void rechain(int from) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < entries.size(); i++) {
            if (i >= from) {
                entries.set(i, placed(entries.get(i), i, HexFormat.of().formatHex(tree.root())));
            }
            tree.append(MerkleTree.leafHash(CanonicalJson.bytes(entries.get(i))));
        }
    }

    private static AuditEntry placed(AuditEntry entry, long seq, String prevRoot) {
        return new AuditEntry(
                entry.v(),
                entry.origin(),
                seq,
                BEGIN.plusSeconds(seq),
                seq * 1_000_000,
                entry.nonce(),
                entry.actor(),
                entry.role(),
                entry.key(),
                entry.session(),
                entry.tenant(),
                entry.type(),
                entry.act(),
                entry.target(),
                entry.caseId(),
                entry.run(),
                entry.planHash(),
                entry.intent(),
                entry.outcome(),
                entry.detail(),
                prevRoot);
    }

    private String root(long size) {
        MerkleTree tree = new MerkleTree();
        entries.subList(0, (int) size).forEach(entry -> tree.append(MerkleTree.leafHash(CanonicalJson.bytes(entry))));
        return HexFormat.of().formatHex(tree.root());
    }

    /// A database in memory that holds it.
    private Connection database() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)");
            statement.execute("INSERT INTO schema_version VALUES (" + LogSchema.VERSION + ")");
            for (List<String> script : LogSchema.versions(ORIGIN)) {
                for (String sql : script) {
                    statement.execute(sql);
                }
            }
        }
        MerkleTree tree = new MerkleTree();
        String columns = String.join(", ", LogSchema.COLUMNS);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO entry (seq, case_id, leaf, leaf_hash," + " root_after, "
                        + columns + ") VALUES (?, ?, ?, ?, ?" + ", ?".repeat(LogSchema.COLUMNS.size()) + ")")) {
            for (AuditEntry entry : entries) {
                byte[] leaf = CanonicalJson.bytes(entry);
                byte[] hash = MerkleTree.leafHash(leaf);
                tree.append(hash);
                insert.setLong(1, entry.seq());
                insert.setString(2, entry.caseId());
                insert.setBytes(3, leaf);
                insert.setBytes(4, hash);
                insert.setBytes(5, tree.root());
                for (int i = 0; i < LogSchema.COLUMNS.size(); i++) {
                    insert.setObject(6 + i, Ledger.column(entry, LogSchema.COLUMNS.get(i)));
                }
                insert.executeUpdate();
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO checkpoint VALUES (?, ?)")) {
            for (var checkpoint : checkpoints.entrySet()) {
                insert.setLong(1, checkpoint.getKey());
                insert.setBytes(2, checkpoint.getValue());
                insert.executeUpdate();
            }
        }
        return connection;
    }
}
