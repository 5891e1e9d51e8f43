package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.fixture.CrashStates;
import io.backstay.fixture.SimulatedStorage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Digest;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.format.Sealed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The life of one vault on a simulated disk: it is made, changed in each way, given new passphrases, damaged and
/// put back, and now and then finds what a killed save left behind. Then the power is cut everywhere.
final class CrashStory {
    private static final int NONE = -1;
    private static final int ADDED = 3;

    private final long seed;
    private final SimulatedStorage disk;
    private final Random random;
    private final VaultFile file;
    private final boolean copiedAside;
    private final List<Chapter> chapters = new ArrayList<>();
    private final Map<String, Boolean> opening = new HashMap<>();
    private int passphrases;
    private @Nullable String damaged;
    private @Nullable String violation;

    /// What lay there when a save was acknowledged.
    ///
    /// @param hash       of the file
    /// @param passphrase the number of the one that opens it
    /// @param damaged    the hash of the damaged file that lies somewhere since, null before there is one
    private record Chapter(
            String hash, int passphrase, @Nullable String damaged) {
        /// It is the damaged file itself, which opens with nothing.
        boolean isDamage() {
            return hash.equals(damaged);
        }
    }

    private CrashStory(long seed, IntPredicate leftOut) {
        this.seed = seed;
        disk = new SimulatedStorage(Given.FOLDER, leftOut);
        random = new Random(seed);
        copiedAside = random.nextBoolean();
        file = new VaultFile(Given.FILE, disk, new Random(~seed), Given.CLOCK, new StandIn());
    }

    /// @param leftOut the forces that are acknowledged but not done
    static CrashStory lived(long seed, IntPredicate leftOut) throws BackstayException {
        var story = new CrashStory(seed, leftOut);
        story.live();
        return story;
    }

    private void live() throws BackstayException {
        try (Vault vault = Given.vault(file, passphrase(0))) {
            acknowledged();
            Entry first = add(vault);
            acknowledged();
            leftBehind();
            rekey(vault);
            acknowledged();
            try (Credential next = Given.credential(first.kind(), random, 1 + random.nextInt(900))) {
                vault.replace(first.id(), next);
            }
            acknowledged();
        }
        damage();
        putBack();
        try (Vault vault = Given.open(file, passphrase(passphrases))) {
            for (int i = random.nextInt(3); i > 0; i--) {
                leftBehind();
                any(vault);
                acknowledged();
            }
        }
    }

    private void damage() throws BackstayException {
        byte[] whole = disk.file(Given.FILE);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        disk.decay(Given.FILE, half);
        damaged = Digest.hex(half);
        acknowledged();
    }

    private void putBack() throws BackstayException {
        leftBehind();
        disk.knowSecondNames(!copiedAside);
        file.putBackKept();
        disk.knowSecondNames(true);
        acknowledged();
    }

    private void any(Vault vault) throws BackstayException {
        List<Entry> entries = vault.entries();
        switch (entries.isEmpty() ? ADDED : random.nextInt(4)) {
            case 0 -> rekey(vault);
            case 1 -> vault.remove(entries.get(random.nextInt(entries.size())).id());
            case 2 -> upgrade(vault);
            default -> add(vault);
        }
    }

    private void upgrade(Vault vault) throws BackstayException {
        try (Secret secret = Given.secret(passphrase(passphrases))) {
            vault.upgrade(secret, new Argon2id.Parameters(128 << 10, 3 + random.nextInt(4), 1));
        }
    }

    private Entry add(Vault vault) throws BackstayException {
        return Given.add(vault, "name " + random.nextInt(), random);
    }

    private void rekey(Vault vault) throws BackstayException {
        passphrases++;
        Given.rekey(vault, passphrase(passphrases));
    }

    /// A save that was killed between writing and renaming.
    private void leftBehind() throws BackstayException {
        if (random.nextBoolean()) {
            Path left = Given.FOLDER.resolve("." + Given.FILE.getFileName() + "." + random.nextInt(1 << 30) + ".tmp");
            try (var made = disk.create(left)) {
                made.write(disk.file(Given.FILE));
            }
        }
    }

    private static String passphrase(int number) {
        return "passphrase " + number;
    }

    private void acknowledged() {
        String now = Digest.hex(disk.file(Given.FILE));
        // An upgrade that has nothing to do saves nothing, and begins no chapter.
        if (chapters.isEmpty() || !chapters.getLast().hash().equals(now)) {
            chapters.add(new Chapter(now, passphrases, damaged));
        }
        disk.mark(chapters.size() - 1);
    }

    /// Whether the damaged file got its other name by being written again, which takes one force more.
    boolean copiedAside() {
        return copiedAside;
    }

    int forces() {
        return disk.forces();
    }

    /// The first thing that was not as promised, null when everything was.
    @Nullable
    String violation() {
        return violation;
    }

    void requireHeld() {
        replay();
        if (violation != null) {
            throw new IllegalStateException(violation);
        }
    }

    /// Cuts the power everywhere.
    ///
    /// @return how many states there were
    long replay() {
        return CrashStates.visit(disk.steps(), (mark, files) -> {
            if (violation == null) {
                violation = judge(mark, files);
            }
        });
    }

    private @Nullable String judge(int mark, Map<Path, byte[]> files) {
        byte[] main = files.get(Given.FILE);
        if (main == null) {
            return mark == NONE ? null : told(mark, "no vault lies there");
        }
        Chapter found = found(mark, Digest.hex(main));
        if (found == null) {
            return told(mark, "neither the old nor the new vault lies there");
        }
        if (found.damaged() != null && files.values().stream().map(Digest::hex).noneMatch(found.damaged()::equals)) {
            return told(mark, "the damaged file is gone");
        }
        try {
            return found.isDamage() ? null : opened(mark, found.passphrase(), files);
        } catch (BackstayException e) {
            return told(mark, "it does not open: " + e.getMessage());
        }
    }

    private @Nullable String opened(int mark, int valid, Map<Path, byte[]> files) throws BackstayException {
        var after = new SimulatedStorage(Given.FOLDER, files);
        VaultFile again = new VaultFile(Given.FILE, after, new Random(seed), Given.CLOCK, new StandIn());
        String dead = dead(valid, files);
        if (dead != null) {
            return told(mark, dead);
        }
        try (Vault vault = Given.open(again, passphrase(valid))) {
            if (after.files().keySet().stream().anyMatch(name -> name.toString().endsWith(".tmp"))) {
                return told(mark, "what a killed save left was not removed");
            }
            if (random.nextInt(64) == 0) {
                vault.check();
                Given.add(vault, "after", new Random(seed));
            }
        }
        return null;
    }

    /// Once the new passphrase opens the vault, nothing in the folder opens with an earlier one.
    private @Nullable String dead(int valid, Map<Path, byte[]> files) throws BackstayException {
        for (int number = 0; number < valid; number++) {
            for (var left : files.entrySet()) {
                if (opens(left.getValue(), passphrase(number))) {
                    return left.getKey().getFileName() + " opens with passphrase " + number + " after number " + valid;
                }
            }
        }
        return null;
    }

    /// Whether a file opens is found out once for each content.
    private boolean opens(byte[] bytes, String passphrase) throws BackstayException {
        String key = Digest.hex(bytes) + passphrase;
        Boolean known = opening.get(key);
        if (known == null) {
            known = reallyOpens(bytes, passphrase);
            opening.put(key, known);
        }
        return known;
    }

    private static boolean reallyOpens(byte[] bytes, String passphrase) throws BackstayException {
        Sealed sealed;
        try {
            sealed = Sealed.read("left", bytes).sealed();
        } catch (BackstayException e) {
            return false;
        }
        try (Secret secret = Given.secret(passphrase);
                Phrase phrase = Phrase.of(secret)) {
            new Slots(new StandIn(), new Random(0)).open(sealed, phrase).keys().close();
            return true;
        } catch (BackstayException e) {
            return false;
        }
    }

    /// The chapter that a file is of, when it is the one that was acknowledged last or the next.
    private @Nullable Chapter found(int mark, String hash) {
        return chapters.subList(Math.max(mark, 0), Math.min(mark + 2, chapters.size())).stream()
                .filter(chapter -> chapter.hash().equals(hash))
                .findFirst()
                .orElse(null);
    }

    private String told(int mark, String what) {
        return what + ", seed " + seed + ", after chapter " + mark;
    }
}
