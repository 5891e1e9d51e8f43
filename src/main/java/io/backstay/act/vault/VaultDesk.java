package io.backstay.act.vault;

import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.seal.Signer;
import io.backstay.vault.Outline;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.intake.Imports;
import io.backstay.vault.intake.Intake;
import io.backstay.vault.passphrase.Waits;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The vault of one state folder. Every act of it stands in the record, and while it is open the record is signed
/// with the key in it.
public final class VaultDesk implements Vaults, AutoCloseable {
    private static final String NAME = "vault";

    private final VaultPlace place;
    private final AuditLog audit;
    private final Recorder recorder;
    private final SigningKeys keys;
    private final Waits waits;
    private final VaultAttempts attempts;
    private final VaultMarks marks;
    private final VaultMaking making;
    private final VaultEntries entries;
    private final Leases leases;
    private final VaultLoans loans;
    private final VaultTakeover takeover;
    private final ReentrantLock acting = new ReentrantLock();
    /// Read without the lock, because deriving a key holds it for a second.
    private volatile @Nullable Vault open;

    /// A desk whose vault is closed.
    ///
    /// @param ways how calls get out to providers when a credential is tried
    public VaultDesk(VaultPlace place, AuditLog audit, Recorder recorder, SigningKeys keys, Function<Reach, Way> ways) {
        this(place, audit, recorder, keys, ways, _ -> List.of());
    }

    /// The same where something besides the record uses credentials.
    public VaultDesk(
            VaultPlace place,
            AuditLog audit,
            Recorder recorder,
            SigningKeys keys,
            Function<Reach, Way> ways,
            Uses uses) {
        this.place = place;
        this.audit = audit;
        this.recorder = recorder;
        this.keys = keys;
        this.waits = new Waits(place.waits(), place.clock());
        this.attempts = new VaultAttempts(waits);
        this.marks = new VaultMarks(audit);
        this.making = new VaultMaking(place, recorder, marks);
        this.takeover = new VaultTakeover(file(), this::fileAt, recorder, marks);
        var trials = new CredentialTest(new ProviderTrial(ways, place.random(), place.clock()));
        this.leases = new Leases(audit, place.clock());
        this.loans = new VaultLoans(this::open, audit, leases);
        var looking = new VaultEntries.Looking(trials, uses);
        this.entries = new VaultEntries(this::open, audit, recorder, marks, place.clock(), looking);
    }

    @Override
    public Status status() throws BackstayException {
        return VaultStatus.of(place, file(), open != null, new VaultStatus.Known(waits, marks, leases.list()));
    }

    @Override
    public Strength judge(Secret passphrase) {
        return making.judge(passphrase);
    }

    @Override
    public Secret suggestPassphrase() {
        return making.suggestPassphrase();
    }

    @Override
    public Pending create(Secret passphrase, Progress progress) throws BackstayException {
        VaultDraft draft = making.create(file(), passphrase, progress);
        return new PendingVault(draft, () -> {
            Vault made =
                    recorder.act(Permission.CREATE_VAULT, Deed.of("vault.create", NAME), draft::write, marks::facts);
            opened(made);
        });
    }

    @Override
    public void unlock(Secret passphraseOrCode) throws BackstayException {
        unlock("vault.unlock", passphraseOrCode, false);
    }

    @Override
    public void acceptOlder(Secret passphraseOrCode) throws BackstayException {
        unlock("vault.accept-older", passphraseOrCode, true);
    }

    private void unlock(String act, Secret passphraseOrCode, boolean older) throws BackstayException {
        acting.lock();
        try {
            if (open != null) {
                return;
            }
            Outline outline = file().outline();
            long least = older ? VaultFile.ANY_GENERATION : marks.highest(outline.vaultId());
            Deed deed = Deed.of(act, NAME).with("vault", outline.vaultId());
            Permission permission = older ? Permission.ACCEPT_OLDER_VAULT : Permission.UNLOCK_VAULT;
            Vault vault =
                    recorder.act(permission, deed, () -> attempts.open(file(), passphraseOrCode, least), marks::facts);
            opened(vault);
            strengthen(vault, passphraseOrCode);
        } finally {
            acting.unlock();
        }
    }

    /// A vault that was made where less was asked for is made as hard to guess as a new one.
    private void strengthen(Vault vault, Secret passphraseOrCode) throws BackstayException {
        if (vault.upgrade(passphraseOrCode, Argon2id.Parameters.FLOOR_CREATED)) {
            marks.saved(vault);
        }
    }

    private void opened(Vault vault) throws BackstayException {
        boolean kept = false;
        try {
            Signer signer = RecordSigner.of(vault, audit.origin(), place.random());
            new OwnKeys(place.trust()).add(signer.key(), "signs the record of acts of this installation", now());
            if (vault.generation() != marks.highest(vault.vaultId())) {
                marks.saved(vault);
            }
            marks.opened(vault);
            keys.own(signer);
            audit.sign();
            open = vault;
            kept = true;
        } finally {
            if (!kept) {
                keys.own(null);
                vault.close();
            }
        }
    }

    @Override
    public void adopt(Path source) throws BackstayException {
        takeover.adopt(source);
    }

    @Override
    public @Nullable Kept kept() throws BackstayException {
        return takeover.kept();
    }

    @Override
    public Path putBack() throws BackstayException {
        return takeover.putBack();
    }

    @Override
    public List<VaultFound> files() throws BackstayException {
        return takeover.files();
    }

    @Override
    public Path setAside(Path chosen) throws BackstayException {
        return takeover.setAside(chosen);
    }

    @Override
    public void lock(LockCause cause) throws BackstayException {
        acting.lock();
        try (Vault vault = open) {
            if (vault == null) {
                return;
            }
            open = null;
            try {
                audit.note(
                        Deed.of("vault.lock", NAME).with("cause", cause.name().toLowerCase(Locale.ROOT)));
            } finally {
                keys.own(null);
            }
        } finally {
            acting.unlock();
        }
        // What the ciphers copied of the keys lies in the heap until it is collected, and would stand in a dump of it.
        System.gc();
    }

    @Override
    public void endLease(String restore) throws BackstayException {
        Deed deed = Deed.of("vault.lease-end", restore).inRun(restore);
        recorder.act(Permission.LOCK_VAULT, deed, () -> {
            leases.stop(restore);
            return true;
        });
    }

    @Override
    public List<Item> list() throws BackstayException {
        return entries.list();
    }

    @Override
    public Entry add(Draft draft, Credential credential) throws BackstayException {
        return entries.add(draft, credential);
    }

    @Override
    public void remove(EntryId id) throws BackstayException {
        entries.remove(id);
    }

    @Override
    public Entry replace(EntryId id, Credential credential) throws BackstayException {
        return entries.replace(id, credential);
    }

    @Override
    public TestOutcome test(EntryId id) throws BackstayException, InterruptedException {
        return entries.test(id);
    }

    @Override
    public Secret reveal(EntryId id, String field) throws BackstayException {
        return entries.reveal(id, field);
    }

    /// Lends what connections name, while the vault is open.
    public VaultLoans loans() {
        return loans;
    }

    /// The signer of a person's approvals.
    ///
    /// @param make whether a key is made when the vault has none; the caller records that
    public Signer personal(String person, boolean make) throws BackstayException {
        Vault vault = open();
        Signer found = PersonKeys.find(vault, person);
        if (found != null || !make) {
            return found == null ? PersonKeys.require(vault, person) : found;
        }
        Signer made = PersonKeys.make(vault, person, place.random());
        marks.saved(vault);
        return made;
    }

    /// The signer of a person's approvals, absent while the vault is closed or has no such key.
    public @Nullable Signer personalIfOpen(String person) throws BackstayException {
        Vault vault = open;
        return vault == null ? null : PersonKeys.find(vault, person);
    }

    @Override
    public Pending rekey(Secret current, Secret next, Progress progress) throws BackstayException {
        making.requireGood(next);
        Vault vault = open();
        progress.step("Checking the passphrase");
        attempts.open(file(), current, VaultFile.ANY_GENERATION).close();
        VaultDraft draft = making.rekey(vault, next, progress);
        return new PendingVault(draft, () -> {
            acting.lock();
            try {
                Vault same =
                        recorder.act(Permission.REKEY_VAULT, Deed.of("vault.rekey", NAME), draft::write, marks::facts);
                marks.saved(same);
                audit.sign();
            } finally {
                acting.unlock();
            }
        });
    }

    @Override
    public Checked verify(Secret passphraseOrCode) throws BackstayException {
        return verify(file(), NAME, passphraseOrCode);
    }

    @Override
    public Checked verify(Path other, Secret passphraseOrCode) throws BackstayException {
        return verify(fileAt(other), other.toString(), passphraseOrCode);
    }

    private Checked verify(VaultFile file, String target, Secret passphraseOrCode) throws BackstayException {
        return recorder.act(
                Permission.VERIFY_VAULT,
                Deed.of("vault.verify", target),
                () -> {
                    try (Vault vault = attempts.open(file, passphraseOrCode, VaultFile.ANY_GENERATION)) {
                        return VaultStatus.checked(vault);
                    }
                },
                found -> Map.of("holds", Boolean.toString(found.problem() == null)));
    }

    @Override
    public Secret export(Path target, Set<EntryId> chosen, Secret passphrase, Progress progress)
            throws BackstayException {
        making.requireGood(passphrase);
        return making.export(open(), fileAt(target), chosen, passphrase, progress);
    }

    @Override
    public Reading read(Path source) throws BackstayException {
        Imports imports = Intake.read(source);
        List<Found> found = imports.found().stream()
                .map(each -> new Found(
                        each.where(),
                        new Draft(each.kind(), each.purpose(), each.name(), each.account(), null, null),
                        each.credential()))
                .toList();
        return new Reading(found, imports.problems());
    }

    private Vault open() throws BackstayException {
        Vault vault = open;
        if (vault == null) {
            throw new BackstayException(
                    file().exists()
                            ? new Failure.Refused("The vault", "it is locked", "Unlock it, then try again.")
                            : new Failure.NotFound(
                                    "The vault " + place.file(), "Create one with 'backstay vault init'."));
        }
        return vault;
    }

    private VaultFile file() {
        return fileAt(place.file());
    }

    private VaultFile fileAt(Path path) {
        return new VaultFile(
                path,
                place.storage(),
                place.random(),
                place.clock(),
                place.keys().derivation());
    }

    private Instant now() {
        return place.clock().instant();
    }

    /// Locks, so that no key outlives the desk, and ends what runs still hold.
    @Override
    public void close() {
        leases.endAll();
        try {
            lock(LockCause.EXIT);
        } catch (BackstayException e) {
            throw new IllegalStateException(e.failure().message(), e);
        }
    }
}
