package io.backstay.audit;

import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.base.BackstayException;
import io.backstay.base.StateFile;
import io.backstay.seal.SignedNote;
import io.backstay.seal.Signer;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The append-only record of every act: an intent is on the disk before anything is done, an outcome after it.
///
/// Every entry is stored as its canonical bytes with their leaf hash and the Merkle root (RFC 6962) over all
/// entries up to it, and the roots are signed while there is a key. `docs/formats/audit.md` says what that shows
/// and what it does not. Several processes may append to one file. Safe for use by several threads.
public final class AuditLog implements AutoCloseable {
    /// No entry stays unsigned for longer while there is a key, as far as this process lives.
    public static final Duration SIGN_WITHIN = Duration.ofSeconds(60);

    /// How often [#signIfDue] must be called at least, to keep that.
    public static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final StateFile file;
    private final LogReader reader;
    private final InstantSource clock;
    private final Pen pen;

    private final ReentrantLock writing = new ReentrantLock();

    /// Only touched under the lock, as are those below.
    private Ledger ledger = new Ledger();

    private @Nullable Signer signer;
    private @Nullable Instant unsignedSince;

    private AuditLog(StateFile file, InstantSource clock, Pen pen) {
        this.file = file;
        this.reader = new LogReader(file);
        this.clock = clock;
        this.pen = pen;
    }

    /// Opens the record, creating it when there is none.
    ///
    /// @param who    acts in this process
    /// @param random makes what nobody must guess: a cryptographic one, except in tests
    public static AuditLog open(Path path, InstantSource clock, Who who, RandomGenerator random)
            throws BackstayException {
        return open(path, clock, System::nanoTime, who, random);
    }

    /// @param ticks nanoseconds of a clock that is never set
    static AuditLog open(Path path, InstantSource clock, LongSupplier ticks, Who who, RandomGenerator random)
            throws BackstayException {
        Pen pen = new Pen(who, clock, ticks, random);
        StateFile file = StateFile.open(path, StateFile.Durability.FULL, LogSchema.versions(pen.origin()));
        return new AuditLog(file, clock, pen);
    }

    /// Records what is about to be done. When this throws, it must not be done.
    ///
    /// @return the handle that must be told the outcome
    public Intent intent(Deed deed) throws BackstayException {
        return new Intent(append(AuditEntry.Type.INTENT, deed, null, null), deed);
    }

    /// Records something that was learned or said.
    public AuditEntry note(Deed deed) throws BackstayException {
        return append(AuditEntry.Type.NOTE, deed, null, null);
    }

    /// The entries of a case in order; null for all cases and none.
    public List<AuditEntry> entries(@Nullable String caseId) throws BackstayException {
        return reader.all(EntryFilter.ofCase(caseId));
    }

    /// Hands the entries that match to the reader in order.
    public void each(EntryFilter filter, EntryReader taker) throws BackstayException {
        reader.each(filter, taker);
    }

    /// The newest entries that match, oldest first.
    public List<AuditEntry> newest(EntryFilter filter, int limit) throws BackstayException {
        return reader.newest(filter, limit);
    }

    /// The newest entry of an act on a target, absent when there is none.
    public @Nullable AuditEntry newest(String act, String target) throws BackstayException {
        return reader.newest(act, target);
    }

    /// The intents that have no outcome yet: what was going on when a process ended.
    public List<AuditEntry> unfinished() throws BackstayException {
        return reader.unfinished();
    }

    /// The record's name, which its checkpoints carry: `backstay/` and 16 hexadecimal digits.
    public String origin() throws BackstayException {
        return file.read(Ledger::readOrigin);
    }

    /// How many entries there are.
    public long size() throws BackstayException {
        return reader.size();
    }

    /// How many entries the last checkpoint covers, 0 without one.
    public long signedSize() throws BackstayException {
        return reader.signedSize();
    }

    /// The last checkpoint, absent when nothing was signed yet; what approvals carry.
    public @Nullable Seen latestCheckpoint() throws BackstayException {
        return reader.latestCheckpoint();
    }

    /// Whether a state that somebody has seen is one that this record went through: of this record, and with the
    /// root that stands after its last entry. The hashes themselves are [#verify]'s to check.
    public boolean continues(Seen seen) throws BackstayException {
        return origin().equals(seen.origin()) && seen.root().equals(reader.rootAfter(seen.size()));
    }

    /// Reads everything again and recomputes every hash and root, and checks every checkpoint.
    ///
    /// @param trust the keys that count
    public AuditVerification verify(Trust trust) throws BackstayException {
        return verify(trust, null);
    }

    /// Verifies, and holds the record against a checkpoint that was kept elsewhere and that it must continue.
    public AuditVerification verify(Trust trust, @Nullable SignedNote kept) throws BackstayException {
        return file.read(connection -> new AuditVerifier(trust, kept).verify(connection));
    }

    /// Writes the entries about a tenant with proofs, whole or not at all, and nothing about the others. Signs
    /// first when there is a key; what no checkpoint covers is left out.
    ///
    /// @throws BackstayException when nothing is signed, or the record does not continue its last checkpoint
    public Exported export(String tenant, Path target) throws BackstayException {
        sign();
        return file.read(connection -> new AuditExport(connection).write(tenant, target));
    }

    /// The proof that this record, at its last checkpoint, continues a state that somebody has seen (RFC 9162).
    ///
    /// @param size of that state, 1 to that of the last checkpoint
    /// @return hashes in hexadecimal
    public List<String> consistency(long size) throws BackstayException {
        return file.read(connection -> new AuditExport(connection).consistency(size));
    }

    /// Signs from now on with this key, or no longer at all for null. What is unsigned when a key comes is signed
    /// within [#SIGN_WITHIN]; whoever takes a key away calls [#sign] before.
    public void signWith(@Nullable Signer key) {
        writing.lock();
        try {
            signer = key;
            unsignedSince = clock.instant();
        } finally {
            writing.unlock();
        }
    }

    /// Signs everything that is there.
    ///
    /// @return whether a checkpoint was written: there is a key, and something was unsigned
    /// @throws BackstayException when the record does not continue its last checkpoint, or the key cannot be used
    public boolean sign() throws BackstayException {
        writing.lock();
        try {
            Signer key = signer;
            if (key == null) {
                return false;
            }
            boolean signed = written(connection -> ledger.sign(connection, key));
            unsignedSince = null;
            return signed;
        } finally {
            writing.unlock();
        }
    }

    /// Signs when something would otherwise stay unsigned for longer than [#SIGN_WITHIN]; the desk's timer calls it
    /// every [#LOOK_EVERY] or more often.
    ///
    /// @return whether a checkpoint was written
    public boolean signIfDue(Instant now) throws BackstayException {
        writing.lock();
        try {
            Instant since = unsignedSince;
            // A clock that was set back must not put it off.
            boolean due = since != null
                    && (now.isBefore(since) || now.plus(LOOK_EVERY).isAfter(since.plus(SIGN_WITHIN)));
            return due && sign();
        } finally {
            writing.unlock();
        }
    }

    /// Signs what is unsigned, when there is a key, and closes the file.
    @Override
    public void close() {
        try (file) {
            sign();
        } catch (BackstayException e) {
            System.getLogger(AuditLog.class.getName())
                    .log(
                            Level.WARNING,
                            "the end of the record stays unsigned: "
                                    + e.failure().message());
        }
    }

    /// Takes up an intent that an earlier process left without an outcome.
    ///
    /// @param unfinished one of [#unfinished]
    public Intent takeUp(AuditEntry unfinished) {
        if (unfinished.type() != AuditEntry.Type.INTENT) {
            throw new IllegalArgumentException("entry " + unfinished.seq() + " is not an intent");
        }
        Deed deed = new Deed(
                unfinished.act(),
                unfinished.target(),
                unfinished.tenant(),
                unfinished.caseId(),
                unfinished.run(),
                unfinished.planHash(),
                Map.of());
        return new Intent(unfinished, deed);
    }

    private AuditEntry append(AuditEntry.Type type, Deed deed, @Nullable Long intent, @Nullable Outcome outcome)
            throws BackstayException {
        writing.lock();
        try {
            String key = signer == null ? null : signer.key().idHex();
            AuditEntry entry = written(connection -> ledger.append(
                    connection, place -> pen.write(place, key, new Pen.Line(type, deed, intent, outcome))));
            if (unsignedSince == null) {
                unsignedSince = entry.ts();
            }
            return entry;
        } finally {
            writing.unlock();
        }
    }

    /// Writes; the ledger may hold what the disk refused, and then a fresh one reads everything again.
    private <T> T written(StateFile.Work<T> work) throws BackstayException {
        boolean kept = false;
        try {
            T result = file.write(work);
            kept = true;
            return result;
        } finally {
            if (!kept) {
                ledger = ledger.afresh();
            }
        }
    }

    /// Takes one entry.
    @FunctionalInterface
    public interface EntryReader {
        /// Takes the entry; what it refuses stops the reading.
        void read(AuditEntry entry) throws BackstayException;
    }

    /// An act that is recorded as begun; its outcome must follow.
    public final class Intent {
        private final AuditEntry entry;
        private final Deed deed;
        private boolean finished;

        private Intent(AuditEntry entry, Deed deed) {
            this.entry = entry;
            this.deed = deed;
        }

        /// What was recorded.
        public AuditEntry entry() {
            return entry;
        }

        /// Records how it ended, once.
        ///
        /// @param detail further facts, never a secret and never a customer's data
        public AuditEntry outcome(Outcome outcome, Map<String, String> detail) throws BackstayException {
            if (finished) {
                throw new IllegalStateException("the outcome of entry " + entry.seq() + " is recorded already");
            }
            AuditEntry written = append(AuditEntry.Type.OUTCOME, deed.saying(detail), entry.seq(), outcome);
            finished = true;
            return written;
        }
    }
}
