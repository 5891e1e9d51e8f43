package io.backstay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Json;
import io.backstay.seal.CanonicalJson;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader in JavaScript that was written from `docs/formats/vault.md` alone says the same of every vault. Needs
/// `node` from version 20.19 on, and `npm`.
@Tag("peers")
class VaultReaderPeerTest {
    private static final int VAULTS = 200;
    private static final int ENTRIES_MAX = 12;
    private static final long MINUTES_MAX = 20;
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "reader.mjs");

    private final List<String> questions = new ArrayList<>();
    private final List<Map<String, ?>> expected = new ArrayList<>();

    @Test
    void anotherReaderAgreesOnEveryFieldAndEveryRejection(@TempDir Path folder) throws Exception {
        for (var vector : VaultVectorsTest.files().entrySet()) {
            vector(folder.resolve(vector.getKey()), vector.getValue());
        }
        for (int seed = 0; seed < VAULTS; seed++) {
            any(folder.resolve("any-" + seed), seed);
        }
        List<String> answers = answers(folder);
        assertEquals(expected.size(), answers.size());
        for (int i = 0; i < answers.size(); i++) {
            String answer = Json.compact(Json.parse("answer", answers.get(i)));
            String told = questions.get(i);
            // The vectors' own test looks into the good ones.
            boolean whole = expected.get(i).containsKey("entries");
            assertTrue(
                    whole
                            ? answer.equals(Json.compact(expected.get(i)))
                            : answer.startsWith(Json.compact(expected.get(i)).replace("}", "")),
                    () -> told + " is answered by " + answer);
        }
    }

    private void vector(Path file, String text) throws IOException {
        int end = text.indexOf("\n\n");
        Map<String, String> head = new LinkedHashMap<>();
        text.substring(0, end).lines().map(line -> line.split(": ", 2)).forEach(line -> head.put(line[0], line[1]));
        Files.write(file, Base64.getMimeDecoder().decode(text.substring(end)));
        ask(file, String.valueOf(head.get("secret")), Map.of("expect", String.valueOf(head.get("expect"))));
    }

    private void any(Path file, int seed) throws Exception {
        var forge = new Forge(1000L + seed, Derivation.argon2id());
        for (int i = forge.random().nextInt(ENTRIES_MAX); i > 0; i--) {
            forge.addAny();
        }
        Files.write(file, forge.vault(1 + forge.random().nextInt(1 << 30)));
        List<Map<String, ?>> entries = new ArrayList<>();
        for (Snapshot.Item item : forge.items()) {
            Map<String, String> fields = new LinkedHashMap<>();
            try (Credential credential = item.open(forge.keys())) {
                for (EntryKind.Field field : credential.kind().fields()) {
                    if (credential.has(field.name())) {
                        String value = credential
                                .secret(field.name())
                                .lendBytes(bytes -> Base64.getEncoder().encodeToString(bytes));
                        fields.put(field.name(), value);
                    }
                }
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("entry", Json.parse("entry", CanonicalJson.bytes(item.entry())));
            entry.put("fields", fields);
            entries.add(entry);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("expect", "opens");
        answer.put("entries", entries);
        ask(file, seed % 4 == 0 ? forge.code() : Forge.PASSPHRASE, answer);
    }

    private void ask(Path file, String secret, Map<String, ?> answer) {
        questions.add(Json.compact(Map.of("file", file.toAbsolutePath().toString(), "secret", secret)));
        expected.add(answer);
    }

    private List<String> answers(Path folder) throws IOException, InterruptedException {
        Path reader = Files.createDirectories(Path.of("target", "vault_reader"));
        for (String name : FILES) {
            Files.copy(
                    Path.of("src", "test", "resources", "peers", "vault_reader", name),
                    reader.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        run(reader, Files.createFile(folder.resolve("none")), List.of("npm", "ci", "--ignore-scripts", "--no-audit"));
        Path asked = Files.write(folder.resolve("asked"), questions, UTF_8);
        return run(reader, asked, List.of("node", "reader.mjs")).lines().toList();
    }

    private static String run(Path folder, Path input, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "The peers profile needs '" + command.getFirst() + "': install Node 20.19 or later with npm.", e);
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), command + " does not end");
        assertEquals(0, process.exitValue(), command + ": " + said);
        return said;
    }
}
