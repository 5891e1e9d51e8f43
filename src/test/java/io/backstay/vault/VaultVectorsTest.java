package io.backstay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.backstay.base.BackstayException;
import io.backstay.fixture.SimulatedStorage;
import io.backstay.seal.CanonicalJson;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every vector is answered as it says, and is what its seed makes.
class VaultVectorsTest {
    static final Path FOLDER = Path.of("src", "test", "resources", "vectors", "vault");

    @TestFactory
    Stream<DynamicTest> everyVectorIsAnsweredAsItSays() throws IOException {
        // Vectors share their slots: each key is derived once.
        StandIn derivation = StandIn.learning();
        return files().entrySet().stream()
                .map(file -> dynamicTest(file.getKey(), () -> answered(file.getValue(), derivation)));
    }

    private static void answered(String text, Derivation derivation) throws BackstayException {
        int end = text.indexOf("\n\n");
        List<String> head = text.substring(0, end).lines().toList();
        byte[] vault = Base64.getMimeDecoder().decode(text.substring(end));
        List<String> expected = head.stream()
                .filter(line -> line.matches("(expect|entry|field): .*"))
                .toList();
        String secret = head.stream()
                .filter(line -> line.startsWith("secret: "))
                .findFirst()
                .orElseThrow()
                .substring("secret: ".length());
        assertEquals(expected, answer(vault, secret, derivation));
    }

    private static List<String> answer(byte[] bytes, String secret, Derivation derivation) throws BackstayException {
        var disk = new SimulatedStorage(Given.FOLDER, Map.of(Given.FILE, bytes));
        Vault vault;
        try {
            vault = Given.open(Given.file(disk, 1, derivation), secret);
        } catch (BackstayException e) {
            return List.of("expect: " + e.failure().code());
        }
        try (vault) {
            vault.check();
            return contents(vault);
        } catch (BackstayException e) {
            return List.of("expect: " + e.failure().code() + " at entry");
        }
    }

    private static List<String> contents(Vault vault) throws BackstayException {
        List<String> lines = new ArrayList<>(List.of("expect: opens"));
        List<Entry> entries = new ArrayList<>(vault.entries());
        entries.sort((one, other) -> one.id().compareTo(other.id()));
        for (Entry entry : entries) {
            lines.add("entry: " + new String(CanonicalJson.bytes(entry), UTF_8));
            vault.<Boolean, BackstayException>lend(entry.id(), credential -> {
                for (EntryKind.Field field : credential.kind().fields()) {
                    if (credential.has(field.name())) {
                        lines.add("field: " + entry.id() + " " + field.name() + " " + base64(credential, field));
                    }
                }
                return true;
            });
        }
        return lines;
    }

    private static String base64(Credential credential, EntryKind.Field field) {
        return credential
                .secret(field.name())
                .lendBytes(bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    /// So that the vectors stay what the code writes. After a change of the format they are written anew by
    /// `-Dbackstay.vectors=write`.
    @Test
    void theVectorsAreWhatTheirSeedMakes() throws Exception {
        Map<String, String> made = VaultVectors.all();
        if ("write".equals(System.getProperty("backstay.vectors"))) {
            Files.createDirectories(FOLDER);
            for (var file : made.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        assertEquals(new TreeMap<>(made), files());
    }

    static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(FOLDER, "*.txt")) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
