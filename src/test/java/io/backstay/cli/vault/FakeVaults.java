package io.backstay.cli.vault;

import io.backstay.act.vault.VaultFound;
import io.backstay.act.vault.Vaults;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A vault in memory that keeps its word: what [Vaults] says of locking, confirming and names holds here, too. It
/// keeps secrets as text, for it has none that matter.
public final class FakeVaults implements Vaults {
    /// Moment of everything.
    public static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    /// Marks every secret of the tests, so that one that got out is found.
    public static final String CANARY = "CANARY";

    static final int PASSPHRASE_MIN = 15;
    static final String SUGGESTED = CANARY + "-six-random-words-about-seventy-seven-bits";
    static final String DERIVATION = "Argon2id, 256 MiB, 3 passes";

    private final Random ids = new Random(20_261_123);
    private final Map<EntryId, Held> held = new HashMap<>();
    final List<String> acts = new ArrayList<>();
    final Path file;

    @Nullable
    String passphrase;

    String code = "";
    boolean unlocked;
    long generation;
    private int codes;

    @Nullable
    String damage;

    @Nullable
    Instant waitUntil;

    @Nullable
    String brokenEntry;

    @Nullable
    Boolean works = true;

    List<Found> found = List.of();

    @Nullable
    BackstayException failure;

    Runnable beforeWriting = () -> {};

    FakeVaults(Path file) {
        this.file = file;
    }

    /// An entry and its fields as text.
    record Held(Entry entry, Map<String, String> fields) {}

    /// A vault with that passphrase, locked.
    static FakeVaults locked(Path file, String passphrase) {
        var vaults = new FakeVaults(file);
        vaults.passphrase = passphrase;
        vaults.code = vaults.newCode();
        vaults.generation = 1;
        return vaults;
    }

    private String newCode() {
        codes++;
        return CANARY + "-CODE-" + codes;
    }

    static String text(Secret secret) {
        return secret.lendChars(String::new);
    }

    /// What is held under a name.
    Held of(String name) {
        return held.values().stream()
                .filter(one -> one.entry().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    int size() {
        return held.size();
    }

    Entry put(EntryKind kind, String name, Map<String, String> fields) {
        var id = EntryId.random(ids);
        var entry = new Entry(
                id,
                1,
                kind,
                Purpose.READ,
                name,
                "account of " + name,
                null,
                NOW.minusSeconds(864_000),
                NOW.minusSeconds(864_000),
                7);
        held.put(id, new Held(entry, fields));
        return entry;
    }

    private void save() throws BackstayException {
        beforeWriting.run();
        if (failure != null) {
            throw failure;
        }
        generation++;
    }

    private void refuseWhenLocked() throws BackstayException {
        if (!unlocked) {
            throw new BackstayException(new Failure.Refused("The vault", "it is locked", "Unlock it."));
        }
    }

    @Override
    public Status status() {
        State state = passphrase == null ? State.ABSENT : unlocked ? State.UNLOCKED : State.LOCKED;
        return new Status(
                state, file, held.size(), null, waitUntil, null, damage, DERIVATION, Duration.ofMinutes(5), List.of());
    }

    @Override
    public Strength judge(Secret judged) {
        return judged.size() < PASSPHRASE_MIN
                ? new Strength("A passphrase has at least 15 characters.", 0, "Too short")
                : new Strength(null, 4, "Strong enough");
    }

    @Override
    public Secret suggestPassphrase() {
        return secret(SUGGESTED);
    }

    @Override
    public Pending create(Secret chosen, Progress progress) throws BackstayException {
        acts.add("create");
        progress.step("Measuring this machine");
        if (passphrase != null) {
            throw new BackstayException(new Failure.Conflict("There is a vault already", "Use it"));
        }
        return pending(text(chosen));
    }

    private Pending pending(String next) throws BackstayException {
        if (next.length() < PASSPHRASE_MIN) {
            throw new BackstayException(new Failure.BadInput("A passphrase has at least 15 characters.", "Longer."));
        }
        String issued = newCode();
        Secret shown = secret(issued);
        return new Pending() {
            @Override
            public Secret recoveryCode() {
                return shown;
            }

            @Override
            public String derivation() {
                return DERIVATION;
            }

            @Override
            public void confirm(Secret retyped) throws BackstayException {
                acts.add("confirm");
                if (!text(retyped).equals(issued)) {
                    throw new BackstayException(
                            new Failure.BadInput("That is not the recovery code.", "Type it as it was shown."));
                }
                save();
                passphrase = next;
                code = issued;
                unlocked = true;
            }

            @Override
            public void close() {
                shown.close();
            }
        };
    }

    @Override
    public void unlock(Secret tried) throws BackstayException {
        acts.add("unlock");
        if (passphrase == null
                || (!text(tried).equals(passphrase) && !text(tried).equals(code))) {
            throw new BackstayException(new Failure.Refused(
                    "The vault", "that is not its passphrase", "Try again, or use the recovery code."));
        }
        unlocked = true;
    }

    @Override
    public List<VaultFound> files() {
        return List.of();
    }

    @Override
    public Path setAside(Path file) {
        throw new AssertionError("nothing is set aside here: " + file);
    }

    @Override
    public void endLease(String restore) {
        throw new AssertionError("nothing runs here: " + restore);
    }

    @Override
    public void lock(LockCause cause) {
        acts.add("lock " + cause);
        unlocked = false;
    }

    @Override
    public List<Item> list() throws BackstayException {
        refuseWhenLocked();
        return held.values().stream()
                .map(one -> new Item(
                        one.entry(), List.of("Nightly sync"), NOW, one.entry().isDue(NOW), "c0ffee01"))
                .sorted((one, other) ->
                        one.entry().name().compareTo(other.entry().name()))
                .toList();
    }

    @Override
    public Entry add(Draft draft, Credential credential) throws BackstayException {
        refuseWhenLocked();
        if (held.values().stream().anyMatch(one -> one.entry().name().equals(draft.name()))) {
            throw new BackstayException(new Failure.Conflict("The name " + draft.name() + " is taken", "Another."));
        }
        var id = EntryId.random(ids);
        var entry = new Entry(
                id,
                1,
                draft.kind(),
                draft.purpose(),
                draft.name(),
                draft.account(),
                draft.tenant(),
                NOW,
                NOW,
                draft.rotateAfterDays());
        save();
        held.put(id, new Held(entry, fields(credential)));
        return entry;
    }

    @Override
    public void remove(EntryId id) throws BackstayException {
        refuseWhenLocked();
        save();
        held.remove(id);
    }

    @Override
    public Entry replace(EntryId id, Credential credential) throws BackstayException {
        refuseWhenLocked();
        Entry old = held(id).entry();
        var entry = new Entry(
                id,
                old.revision() + 1,
                old.kind(),
                old.purpose(),
                old.name(),
                old.account(),
                old.tenant(),
                old.createdAt(),
                NOW,
                old.rotateAfterDays());
        save();
        held.put(id, new Held(entry, fields(credential)));
        return entry;
    }

    private Held held(EntryId id) {
        Held one = held.get(id);
        if (one == null) {
            throw new IllegalArgumentException("no entry " + id);
        }
        return one;
    }

    private static Map<String, String> fields(Credential credential) {
        Map<String, String> fields = new HashMap<>();
        for (EntryKind.Field field : credential.kind().fields()) {
            if (credential.has(field.name())) {
                fields.put(field.name(), text(credential.secret(field.name())));
            }
        }
        return fields;
    }

    @Override
    public void adopt(Path file) {
        throw new UnsupportedOperationException("not asked for from a terminal");
    }

    @Override
    public @Nullable Kept kept() {
        return null;
    }

    @Override
    public Path putBack() {
        throw new UnsupportedOperationException("not asked for from a terminal");
    }

    @Override
    public TestOutcome test(EntryId id) throws BackstayException {
        refuseWhenLocked();
        return new TestOutcome(works, "It answered as " + held(id).entry().account() + ".");
    }

    @Override
    public Secret reveal(EntryId id, String field) {
        throw new AssertionError("no command reveals");
    }

    @Override
    public Pending rekey(Secret current, Secret next, Progress progress) throws BackstayException {
        acts.add("rekey");
        if (!text(current).equals(passphrase) && !text(current).equals(code)) {
            throw new BackstayException(new Failure.Refused("The vault", "that is not its passphrase", "Try again."));
        }
        return pending(text(next));
    }

    @Override
    public Checked verify(Secret tried) throws BackstayException {
        unlock(tried);
        unlocked = false;
        return new Checked(held.size(), generation, "0123456789abcdef0123456789abcdef", brokenEntry);
    }

    @Override
    public Checked verify(Path other, Secret tried) {
        return new Checked(1, 7, "fedcba9876543210fedcba9876543210", brokenEntry);
    }

    @Override
    public Secret export(Path target, Set<EntryId> entries, Secret chosen, Progress progress) throws BackstayException {
        refuseWhenLocked();
        if (failure != null) {
            throw failure;
        }
        acts.add("export " + entries.size());
        try {
            Files.writeString(target, "sealed");
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(target, e), e);
        }
        return secret(newCode());
    }

    @Override
    public void acceptOlder(Secret typed) throws BackstayException, InterruptedException {
        unlock(typed);
    }

    @Override
    public Reading read(Path source) throws BackstayException {
        acts.add("read " + source.getFileName());
        return new Reading(found, List.of());
    }

    static Secret secret(String text) {
        try {
            return Secret.ofChars(text.toCharArray());
        } catch (BackstayException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
