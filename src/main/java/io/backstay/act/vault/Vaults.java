package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The vault, as window and terminal use it. Safe for use by several threads.
///
/// Deriving a key takes about a second and much memory, so every method may block. Every act here has its entries
/// in the record. Secrets that are passed in stay the caller's to close.
public interface Vaults {
    /// What can be said without a passphrase.
    Status status() throws BackstayException;

    /// What is wrong with a passphrase for a new vault in one sentence, or how strong it is.
    Strength judge(Secret passphrase);

    /// Six random words, about 77 bits.
    Secret suggestPassphrase();

    /// Prepares a new vault: checks the passphrase, calibrates the key derivation on this machine (several
    /// seconds), makes the recovery code. Nothing is written before it is confirmed.
    Pending create(Secret passphrase, Progress progress) throws BackstayException, InterruptedException;

    /// Opens the vault with its passphrase or its recovery code; a code is recognised by its form.
    ///
    /// A wrong passphrase and one for another slot are one refusal; a damaged file is another. Waits outlast
    /// restarts.
    void unlock(Secret passphraseOrCode) throws BackstayException, InterruptedException;

    /// Opens a vault that is older than the one that was here, such as one that was put back from a copy: what
    /// [#unlock] refuses. The record shows it, and from then on this generation is the one that is known.
    void acceptOlder(Secret passphraseOrCode) throws BackstayException, InterruptedException;

    /// Takes over a vault file from elsewhere: looks whether it is one, and puts a copy into the state folder in
    /// one
    /// step. Nothing is opened, and the file itself stays where it is.
    ///
    /// @throws BackstayException when there is a vault here already, or the file is none
    void adopt(Path file) throws BackstayException;

    /// The copy that the last save kept, null when there is none.
    ///
    /// @throws BackstayException when it is damaged too
    @Nullable
    Kept kept() throws BackstayException;

    /// Puts the kept copy in the place of a vault file that is damaged; that one stays beside it under another
    /// name.
    /// What was saved since the copy is lost, and opening it asks once more, as for every older vault.
    ///
    /// @return where the damaged file lies now
    Path putBack() throws BackstayException;

    /// Every file in the state folder that is a vault, was one, or was to become one, and what can be done with it.
    List<VaultFound> files() throws BackstayException;

    /// Gives a damaged vault, or a kept copy without its vault, another name beside, so that another one can be
    /// taken over or made.
    ///
    /// @param file one of [#files]
    /// @return where it lies now
    Path setAside(Path file) throws BackstayException;

    /// Closes the vault: keys are erased, sessions that borrowed from it end, except a run that holds a lease.
    void lock(LockCause cause) throws BackstayException;

    /// Ends the lease of a run by hand: its credentials are erased and the run is cancelled, which rolls back what
    /// it had not committed; `restore resume` goes on with it.
    ///
    /// @param restore such as `R-0001`
    /// @throws BackstayException `NotFound` when that run holds none
    void endLease(String restore) throws BackstayException;

    /// What it holds, by name.
    ///
    /// @throws BackstayException when it is locked
    List<Item> list() throws BackstayException;

    /// Adds a credential and saves.
    ///
    /// @param credential stays the caller's to close
    Entry add(Draft draft, Credential credential) throws BackstayException;

    /// Removes a credential and saves.
    void remove(EntryId id) throws BackstayException;

    /// Puts new fields in place of a credential's old ones and saves: what is done after rotating it.
    Entry replace(EntryId id, Credential credential) throws BackstayException;

    /// Tries a credential on what it is for, and says what happened. A provider's credential goes to that provider
    /// over TLS, in the cheapest question that proves it; a PostgreSQL login goes to its server.
    TestOutcome test(EntryId id) throws BackstayException, InterruptedException;

    /// Lends one secret field to be put on the clipboard; the only act that shows a secret, and recorded as such.
    Secret reveal(EntryId id, String field) throws BackstayException;

    /// Prepares a new passphrase: everything is encrypted anew with new keys in one save when it is confirmed, the
    /// old passphrase and the old recovery code die, and no earlier copy is kept.
    Pending rekey(Secret current, Secret next, Progress progress) throws BackstayException, InterruptedException;

    /// Opens the file as stored and every entry in it, and says what was found.
    Checked verify(Secret passphraseOrCode) throws BackstayException, InterruptedException;

    /// Opens a vault file that lies elsewhere and every entry in it, and says what was found; nothing is kept open.
    Checked verify(Path file, Secret passphraseOrCode) throws BackstayException, InterruptedException;

    /// Writes chosen entries as another vault with a passphrase of its own; never anything else.
    ///
    /// @return its recovery code, which the caller shows once and closes
    Secret export(Path file, Set<EntryId> entries, Secret passphrase, Progress progress)
            throws BackstayException, InterruptedException;

    /// Reads credentials from an AWS credentials file, a `.pgpass` or an environment file; nothing is stored yet.
    ///
    /// @return what was found; the caller closes it
    Reading read(Path file) throws BackstayException;

    /// The life of an open vault.
    enum State {
        /// There is no vault file.
        ABSENT,
        /// There is one, and no key is in memory.
        LOCKED,
        /// Its keys are in memory.
        UNLOCKED
    }

    /// Why a vault is locked.
    enum LockCause {
        OPERATOR,
        IDLE,
        /// The desktop session was locked, or the machine slept.
        SCREEN,
        EXIT
    }

    /// What is known of the vault.
    ///
    /// @param entries    how many credentials the file says it has; 0 when there is none
    /// @param openedAt   when it was last opened on this computer, null for never
    /// @param waitUntil  no attempt is taken before; null when there is nothing to wait for
    /// @param keptCopy   the copy of the generation before this one, null when there is none
    /// @param damage     why the file cannot be read, null when its structure holds
    /// @param derivation how the key is derived, such as `Argon2id, 256 MiB, 3 passes`; empty when there is none
    /// @param idleLimit  it locks after so long without a key press or a pointer's move
    /// @param leases     what runs of this process hold of it for themselves, locked or not
    record Status(
            State state,
            Path file,
            int entries,
            @Nullable Instant openedAt,
            @Nullable Instant waitUntil,
            @Nullable Path keptCopy,
            @Nullable String damage,
            String derivation,
            Duration idleLimit,
            List<Lease> leases) {}

    /// A copy that the last save kept.
    ///
    /// @param entries   how many credentials it says it has
    /// @param savesLost how many saves it lacks, as far as the record knows
    record Kept(Path file, Instant savedAt, int entries, long savesLost) {}

    /// How strong a passphrase is.
    ///
    /// @param problem why it is refused, null when it is not
    /// @param steps   0 to 5, for a bar of five
    /// @param words   such as `Strong: six random words, about 77 bits`
    record Strength(@Nullable String problem, int steps, String words) {}

    /// A vault that is complete but not yet written.
    interface Pending extends AutoCloseable {
        /// Shown once; `XXXXX-XXXXX-...` in Crockford's base 32.
        Secret recoveryCode();

        /// Such as `Argon2id, 256 MiB, 3 passes: about 0.9 s here`.
        String derivation();

        /// Writes the vault once the code was typed again; it is unlocked then.
        ///
        /// @throws BackstayException when the code is another; it may be tried again
        void confirm(Secret retypedCode) throws BackstayException;

        /// Forgets what was not confirmed.
        @Override
        void close();
    }

    /// A credential in the list.
    ///
    /// @param usedBy      who uses it, such as `Practice lab, scratch`; empty when nobody does
    /// @param lastLentAt  when it was last lent, null for never
    /// @param rotationDue whether it is older than its reminder allows
    /// @param fingerprint eight hexadecimal digits of a keyed hash over its secret fields: tells whether two are
    ///                    equal, and nothing to whoever has no key of this vault
    record Item(
            Entry entry, List<String> usedBy, @Nullable Instant lastLentAt, boolean rotationDue, String fingerprint) {}

    /// What a person says of a new credential.
    record Draft(
            EntryKind kind,
            Purpose purpose,
            String name,
            String account,
            @Nullable String tenant,
            @Nullable Integer rotateAfterDays) {}

    /// What trying a credential showed.
    ///
    /// @param works null when nothing was proven: not reached, busy, or nobody known whom to ask
    record TestOutcome(@Nullable Boolean works, String sentence) {}

    /// What verifying found.
    ///
    /// @param problem null when everything opened
    record Checked(
            int entries,
            long generation,
            String vaultId,
            @Nullable String problem) {}

    /// What another program's file holds.
    ///
    /// @param problems a sentence for each line that looked like a credential and is none; never with a value
    record Reading(List<Found> found, List<String> problems) implements AutoCloseable {
        @Override
        public void close() {
            found.forEach(Found::close);
        }
    }

    /// A credential in another program's file.
    ///
    /// @param where such as `profile backup-reader, line 4`
    /// @param draft a proposal for its name, account and purpose
    record Found(String where, Draft draft, Credential credential) implements AutoCloseable {
        @Override
        public void close() {
            credential.close();
        }
    }
}
