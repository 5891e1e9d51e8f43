package io.backstay.ui.kit.guard;

import io.backstay.act.vault.Lease;
import io.backstay.act.vault.VaultFound;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryId;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A vault made of words that keeps what [Vaults] promises: refusals, waits, a code that must be typed again. It
/// keeps passphrases as text, which only a fake may.
public final class FakeVaults extends FakeFile {
    /// Opens the usual vault.
    public static final String PASSPHRASE = "correct horse battery staple";

    /// The recovery code of every vault.
    public static final String CODE = "7K3QF-9XW2M-4TBNC-P8RHD-6VZ0J-YE5SA-G1K7T";

    /// Six random words.
    public static final String SUGGESTED = "ember lagoon trophy basil quartz meadow";

    /// Where it lies.
    public static final Path FILE = Path.of("backstay", "halyard-ops.bsvault");

    private static final int FREE_ATTEMPTS = 2;

    private final Map<EntryId, Item> items = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Random random = new Random(20_261_123L);
    private Instant now;
    private State state = State.ABSENT;
    private String passphrase = PASSPHRASE;
    private @Nullable Instant openedAt;
    private @Nullable Instant waitUntil;
    private @Nullable Failure unlockFailure;
    private @Nullable CountDownLatch hold;
    private int wrong;
    private int alive;

    /// No vault yet.
    public FakeVaults(Instant now) {
        this.now = now;
    }

    /// A locked vault with nine credentials.
    public static FakeVaults locked(Instant now) {
        var vaults = new FakeVaults(now);
        vaults.fill();
        vaults.state = State.LOCKED;
        vaults.openedAt = now.minus(Duration.ofHours(5));
        return vaults;
    }

    /// The same, open.
    public static FakeVaults open(Instant now) {
        FakeVaults vaults = locked(now);
        vaults.state = State.UNLOCKED;
        return vaults;
    }

    /// The file cannot be read; a copy was kept.
    public FakeVaults damaged(String why, @Nullable Path copy) {
        damage = why;
        keptCopy = copy;
        return this;
    }

    /// No passphrase will do.
    public FakeVaults refusing(Failure failure) {
        unlockFailure = failure;
        return this;
    }

    /// Derives a key only when the latch opens.
    public FakeVaults waitingFor(CountDownLatch latch) {
        hold = latch;
        return this;
    }

    /// Empties it.
    public FakeVaults emptied() {
        items.clear();
        return this;
    }

    /// A damaged vault lies there with its kept copy, one that was set aside, and another one.
    public synchronized FakeVaults littered() {
        Path at = Path.of("backstay");
        var kept = new VaultFound.Facts("7b", 40, now.minus(Duration.ofHours(31)), 9);
        var other = new VaultFound.Facts("c4", 12, now.minus(Duration.ofDays(200)), 3);
        found.addAll(List.of(
                new VaultFound(
                        at.resolve("vault.bsvault"),
                        VaultFound.Kind.VAULT,
                        null,
                        "its header does not match its body.",
                        Set.of(VaultFound.Act.SET_ASIDE)),
                new VaultFound(
                        at.resolve("vault.bsvault.damaged-20260214T081500Z"),
                        VaultFound.Kind.ASIDE,
                        null,
                        "it ends too early.",
                        Set.of()),
                new VaultFound(
                        at.resolve("vault.bsvault.prev"),
                        VaultFound.Kind.KEPT,
                        kept,
                        null,
                        Set.of(VaultFound.Act.PUT_BACK)),
                new VaultFound(at.resolve("from-mira.bsvault"), VaultFound.Kind.OTHER, other, null, Set.of())));
        return this;
    }

    /// A run holds credentials of it for itself.
    public synchronized FakeVaults running(String restore) {
        leases.add(new Lease(
                restore,
                now.minus(Duration.ofMinutes(52)),
                now.plus(Duration.ofMinutes(188)),
                List.of(
                        new Lease.Held("core-reader", Purpose.READ),
                        new Lease.Held("core-scratch", Purpose.RESTORE_TO_SCRATCH),
                        new Lease.Held("core-writer", Purpose.WRITE_TO_LIVE))));
        return this;
    }

    /// Time passes.
    public synchronized void at(Instant moment) {
        now = moment;
    }

    /// Pending vaults and found credentials that nobody closed.
    public synchronized int alive() {
        return alive;
    }

    @Override
    public synchronized Status status() {
        return new Status(
                state,
                FILE,
                items.size(),
                openedAt,
                waitUntil,
                keptCopy,
                damage,
                state == State.ABSENT ? "" : "Argon2id, 256 MiB, 3 passes",
                Duration.ofMinutes(15),
                List.copyOf(leases));
    }

    @Override
    public Strength judge(Secret typed) {
        String text = typed.lendChars(String::new);
        if (text.length() < 15) {
            return new Strength("Too short: it has " + text.length() + " of at least 15 characters.", 1, "");
        }
        return text.equals(SUGGESTED)
                ? new Strength(null, 4, "Strong: six random words, about 77 bits")
                : new Strength(null, 3, "Fair: " + text.length() + " characters");
    }

    @Override
    public Secret suggestPassphrase() {
        return Secrets.of(SUGGESTED);
    }

    @Override
    public Pending create(Secret wanted, Progress progress) throws BackstayException, InterruptedException {
        derive();
        return pending(wanted.lendChars(String::new), "create");
    }

    @Override
    public void unlock(Secret typed) throws BackstayException, InterruptedException {
        derive();
        synchronized (this) {
            calls.add("unlock");
            if (unlockFailure != null) {
                throw new BackstayException(unlockFailure);
            }
            if (waitUntil != null && now.isBefore(waitUntil)) {
                throw refused();
            }
            String text = typed.lendChars(String::new);
            if (!text.equals(passphrase) && !text.equals(CODE)) {
                wrong++;
                waitUntil = wrong > FREE_ATTEMPTS ? now.plusSeconds(Math.min(60, 1L << (wrong - FREE_ATTEMPTS))) : null;
                throw refused();
            }
            wrong = 0;
            waitUntil = null;
            openedAt = now;
            state = State.UNLOCKED;
        }
    }

    @Override
    public void acceptOlder(Secret typed) throws BackstayException, InterruptedException {
        unlockFailure = null;
        calls.add("accept older");
        unlock(typed);
    }

    @Override
    public synchronized void lock(LockCause cause) {
        calls.add("lock " + cause);
        state = State.LOCKED;
    }

    @Override
    public synchronized List<Item> list() throws BackstayException {
        unlocked();
        return items.values().stream()
                .sorted(Comparator.comparing(item -> item.entry().name()))
                .toList();
    }

    @Override
    public synchronized Entry add(Draft draft, Credential credential) throws BackstayException {
        unlocked();
        if (items.values().stream().anyMatch(item -> item.entry().name().equals(draft.name()))) {
            throw new BackstayException(new Failure.Conflict(
                    "A credential of the name " + draft.name() + " is there", "Choose another name."));
        }
        Entry entry = entry(draft, now);
        items.put(entry.id(), new Item(entry, List.of(), null, false, String.format("%08x", random.nextInt())));
        keep(entry, credential);
        calls.add("add " + draft.name() + " " + draft.purpose().word());
        return entry;
    }

    @Override
    public synchronized void remove(EntryId id) throws BackstayException {
        unlocked();
        calls.add("remove " + item(id).entry().name());
        items.remove(id);
    }

    @Override
    public synchronized Entry replace(EntryId id, Credential credential) throws BackstayException {
        unlocked();
        Item was = item(id);
        Entry old = was.entry();
        Entry entry = new Entry(
                id,
                old.revision() + 1,
                old.kind(),
                old.purpose(),
                old.name(),
                old.account(),
                old.tenant(),
                old.createdAt(),
                now,
                old.rotateAfterDays());
        items.put(id, new Item(entry, was.usedBy(), was.lastLentAt(), false, String.format("%08x", random.nextInt())));
        keep(entry, credential);
        calls.add("replace " + old.name());
        return entry;
    }

    @Override
    synchronized void taken() {
        state = State.LOCKED;
    }

    @Override
    public synchronized TestOutcome test(EntryId id) throws BackstayException {
        unlocked();
        Entry entry = item(id).entry();
        calls.add("test " + entry.name());
        return switch (entry.kind()) {
            case POSTGRES_LOGIN -> new TestOutcome(true, "Logged in as a role that may only read.");
            case AWS_ACCESS_KEY -> new TestOutcome(false, "The store said: the key does not exist.");
            default ->
                new TestOutcome(
                        null,
                        "It could not be tried: no answer from the provider of the "
                                + entry.kind().title() + ".");
        };
    }

    @Override
    public synchronized Secret reveal(EntryId id, String field) throws BackstayException {
        unlocked();
        calls.add("reveal " + item(id).entry().name() + " " + field);
        String kept = secrets.get(id + " " + field);
        return Secrets.of(kept == null ? "made-up-secret" : kept);
    }

    @Override
    public Pending rekey(Secret current, Secret next, Progress progress)
            throws BackstayException, InterruptedException {
        derive();
        String text = current.lendChars(String::new);
        synchronized (this) {
            unlocked();
            if (!text.equals(passphrase) && !text.equals(CODE)) {
                throw refused();
            }
        }
        return pending(next.lendChars(String::new), "rekey");
    }

    @Override
    public Checked verify(Secret typed) throws BackstayException, InterruptedException {
        derive();
        synchronized (this) {
            if (!typed.lendChars(String::new).equals(passphrase)) {
                throw refused();
            }
            calls.add("verify");
            return new Checked(items.size(), 41, "9f1c0a7e5d3b48269f1c0a7e5d3b4826", null);
        }
    }

    @Override
    public Checked verify(Path file, Secret typed) throws BackstayException, InterruptedException {
        return verify(typed);
    }

    @Override
    public synchronized Secret export(Path file, Set<EntryId> entries, Secret wanted, Progress progress)
            throws BackstayException {
        unlocked();
        calls.add("export " + entries.size() + " to " + file.getFileName());
        return Secrets.of(CODE);
    }

    private void derive() throws InterruptedException {
        if (hold != null) {
            hold.await();
        }
    }

    private synchronized Pending pending(String wanted, String why) {
        alive++;
        return new FakePending(() -> written(wanted, why), this::died);
    }

    private synchronized void died() {
        alive--;
    }

    private synchronized void written(String wanted, String why) {
        passphrase = wanted;
        state = State.UNLOCKED;
        openedAt = now;
        calls.add(why);
    }

    private static BackstayException refused() {
        return new BackstayException(new Failure.Refused("The vault", "this does not open it", "Try again."));
    }

    private void unlocked() throws BackstayException {
        if (state != State.UNLOCKED) {
            throw new BackstayException(new Failure.Refused("The vault", "it is locked", "Unlock it."));
        }
    }

    private Item item(EntryId id) throws BackstayException {
        Item item = items.get(id);
        if (item == null) {
            throw new BackstayException(new Failure.NotFound("That credential", "Read the list again."));
        }
        return item;
    }

    private void keep(Entry entry, Credential credential) {
        for (EntryKind.Field field : entry.kind().fields()) {
            if (credential.has(field.name())) {
                String text = credential.secret(field.name()).lendChars(String::new);
                secrets.put(entry.id() + " " + field.name(), text);
            }
        }
    }

    /// What was stored of a credential, such as its password.
    public synchronized @Nullable String kept(String name, String field) {
        return items.values().stream()
                .filter(item -> item.entry().name().equals(name))
                .map(item -> secrets.get(item.entry().id() + " " + field))
                .findFirst()
                .orElse(null);
    }

    private Entry entry(Draft draft, Instant at) {
        return new Entry(
                EntryId.random(random),
                1,
                draft.kind(),
                draft.purpose(),
                draft.name(),
                draft.account(),
                draft.tenant(),
                at,
                at,
                draft.rotateAfterDays());
    }

    private void fill() {
        for (SampleEntries.Sample sample : SampleEntries.ALL) {
            Entry entry = entry(sample.draft(), now.minus(Duration.ofDays(sample.days())));
            Instant lent = sample.usedBy().isEmpty() ? null : now.minus(Duration.ofMinutes(37L * sample.days()));
            items.put(
                    entry.id(),
                    new Item(entry, sample.usedBy(), lent, entry.isDue(now), String.format("%08x", random.nextInt())));
        }
    }
}
