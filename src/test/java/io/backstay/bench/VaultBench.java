package io.backstay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.DiskStorage;
import io.backstay.base.Storage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.EntryLabel;
import io.backstay.vault.Vault;
import io.backstay.vault.VaultDraft;
import io.backstay.vault.VaultFile;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long it takes to derive a vault's key, beside the `argon2` program, and to save a vault, beside writing
/// and forcing as many bytes. It prints a table and judges nothing.
@Tag("bench")
class VaultBench {
    private static final int DERIVATIONS = 5;
    private static final int SAVES = 100;

    @Test
    void derivingBesideTheProgramArgon2() throws Exception {
        byte[] phrase = "correct horse battery staple".getBytes(UTF_8);
        byte[] salt = "0123456789abcdef".getBytes(UTF_8);
        for (Argon2id.Parameters parameters : List.of(
                new Argon2id.Parameters(19 << 10, 2, 1),
                Argon2id.Parameters.FLOOR_CREATED,
                new Argon2id.Parameters(128 << 10, 3, 1))) {
            List<Long> ours = new ArrayList<>();
            List<Long> theirs = new ArrayList<>();
            for (int i = 0; i <= DERIVATIONS; i++) {
                long begun = System.nanoTime();
                byte[] key = Argon2id.derive(phrase, salt, new byte[0], parameters, 32);
                long derived = System.nanoTime();
                String other = argon2(parameters, salt);
                theirs.add(System.nanoTime() - derived);
                ours.add(derived - begun);
                assertEquals(HexFormat.of().formatHex(key), other);
            }
            print(String.format(
                    Locale.ROOT,
                    "%s: ours %.0f ms, argon2 %.0f ms, ratio %.2f%n",
                    parameters,
                    millis(median(ours)),
                    millis(median(theirs)),
                    median(ours) / (double) median(theirs)));
        }
    }

    private static String argon2(Argon2id.Parameters parameters, byte[] salt) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "argon2",
                        new String(salt, UTF_8),
                        "-id",
                        "-k",
                        String.valueOf(parameters.memoryKib()),
                        "-t",
                        String.valueOf(parameters.passes()),
                        "-p",
                        String.valueOf(parameters.lanes()),
                        "-l",
                        "32",
                        "-r")
                .start();
        try (var in = process.getOutputStream()) {
            in.write("correct horse battery staple".getBytes(UTF_8));
        }
        String hash = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor(), "the Debian package argon2 is needed");
        return hash;
    }

    @Test
    void savingBesideWritingAsManyBytes(@TempDir Path folder) throws Exception {
        Storage storage = new DiskStorage();
        for (int entries : new int[] {1, 100, 1000}) {
            Path path = folder.resolve(entries + ".bsvault");
            try (Vault vault = filled(folder, path, entries)) {
                Entry first = vault.entries().getFirst();
                List<Long> saves = new ArrayList<>();
                List<Long> writes = new ArrayList<>();
                byte[] bytes = Files.readAllBytes(path);
                for (int i = 0; i < SAVES; i++) {
                    try (Credential next = credential(i)) {
                        long begun = System.nanoTime();
                        vault.replace(first.id(), next);
                        saves.add(System.nanoTime() - begun);
                    }
                    Path raw = folder.resolve("raw");
                    long begun = System.nanoTime();
                    try (Storage.NewFile made = storage.create(raw)) {
                        made.write(bytes);
                        made.force();
                    }
                    writes.add(System.nanoTime() - begun);
                    Files.delete(raw);
                }
                assertTrue(vault.generation() > SAVES);
                print(String.format(
                        Locale.ROOT,
                        "%d entries, %d bytes: save p50 %.1f ms, p99 %.1f ms; write and force p50 %.1f ms, p99 %.1f ms;"
                                + " ratio of p50 %.2f%n",
                        entries,
                        bytes.length,
                        millis(median(saves)),
                        millis(percentile(saves, 99)),
                        millis(median(writes)),
                        millis(percentile(writes, 99)),
                        median(saves) / (double) median(writes)));
            }
        }
    }

    /// With so many entries, each added in a save of its own.
    private static Vault filled(Path folder, Path path, int entries) throws Exception {
        var file = new VaultFile(path, new DiskStorage(), new Random(1), InstantSource.system());
        try (Secret passphrase = Secret.ofChars("correct horse battery".toCharArray());
                VaultDraft draft = file.create(passphrase, Argon2id.Parameters.FLOOR_CREATED)) {
            Vault vault = draft.write();
            for (int i = 0; i < entries; i++) {
                try (Credential credential = credential(i)) {
                    var label = new EntryLabel(EntryKind.API_TOKEN, Purpose.READ, "n" + i, "account", null, null);
                    vault.add(label, credential);
                }
            }
            assertEquals(Set.of(), Set.copyOf(List.of(folder.toFile().list((_, name) -> name.endsWith(".tmp")))));
            return vault;
        }
    }

    private static Credential credential(int number) throws Exception {
        return Credential.of(
                EntryKind.API_TOKEN,
                Map.of("token", Secret.ofChars(("a token of forty characters, or so " + number).toCharArray())));
    }

    private static long median(List<Long> times) {
        return percentile(times, 50);
    }

    private static long percentile(List<Long> times, int percent) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    @SuppressWarnings("SystemOut") // whoever runs a benchmark reads it there
    private static void print(String line) {
        System.out.print(line);
    }
}
