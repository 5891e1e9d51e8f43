package io.backstay.cli.vault;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Terminal;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Vault commands over a fake vault. After every test all that was printed is searched for the secrets of the test,
/// which all begin with one word.
abstract class VaultLine {
    static final String PASSPHRASE = FakeVaults.CANARY + " correct horse battery";
    static final String NEXT = FakeVaults.CANARY + " another staple entirely";
    static final String TOKEN = FakeVaults.CANARY + "-t0ken/+=";

    private static final Path FILE = Path.of("vault.bsvault");

    @TempDir
    Path folder;

    private final List<String> printed = new ArrayList<>();

    /// How a command ended and what it said.
    record Answer(int code, String out, String err) {
        /// The members of the one document on standard output.
        Map<String, Value> document() throws Exception {
            if (Json.parse("standard output", out) instanceof Value.Members(var _, var members)) {
                return members;
            }
            throw new AssertionError("no object: " + out);
        }
    }

    Answer run(FakeVaults vaults, @Nullable Prompt person, String input, String... words) {
        return run(vaults, person, new ByteArrayInputStream(input.getBytes(UTF_8)), words);
    }

    Answer run(FakeVaults vaults, @Nullable Prompt person, InputStream input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                input,
                person != null,
                person,
                () -> FakeVaults.NOW,
                folder.resolve("defects"),
                "test");
        int code = new Cli(terminal, _ -> new FakeDesk(vaults, null)).run(words);
        var answer = new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
        printed.add(answer.out() + answer.err());
        assertFalse(vaults.unlocked, "the command left it open");
        return answer;
    }

    static FakeVaults locked() {
        return FakeVaults.locked(FILE, PASSPHRASE);
    }

    static FakeVaults absent() {
        return new FakeVaults(FILE);
    }

    /// A file that only its owner reads.
    Path secretFile(String name, String text) throws Exception {
        Path file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    static void refused(Answer answer, int code, String words) {
        assertEquals(code, answer.code(), answer::toString);
        assertEquals("", answer.out());
        List<String> said = answer.err()
                .lines()
                .dropWhile(line -> !line.startsWith("backstay: "))
                .toList();
        assertTrue(said.size() >= 2, "the sentence, or what to do, is missing: " + answer.err());
        assertTrue(String.join("\n", said).contains(words), answer.err());
    }

    static void done(Answer answer) {
        assertEquals(0, answer.code(), answer::toString);
    }

    static void keys(Map<String, Value> document, String... keys) {
        assertEquals(Set.of(keys), document.keySet());
    }

    /// Every line that was asked, said or shown counts as printed only when it went to standard output or error:
    /// the terminal itself may show a code once.
    @AfterEach
    void noSecretWasPrinted() throws Exception {
        String canary = FakeVaults.CANARY;
        // In base64 it looks different after each number of bytes modulo three.
        List<String> forms = List.of(
                canary,
                "Q0FOQVJZ",
                "NBTkFSW",
                "DQU5BUl",
                HexFormat.of().formatHex(canary.getBytes(UTF_8)),
                new String(canary.getBytes(UTF_16LE), UTF_8));
        List<Path> traces;
        try (Stream<Path> files = Files.walk(folder)) {
            traces = files.filter(file -> file.getNameCount() > 1
                            && file.getName(file.getNameCount() - 2).toString().equals("defects"))
                    .toList();
        }
        assertEquals(List.of(), traces, "a defect");
        for (String text : printed) {
            for (String form : forms) {
                assertFalse(text.contains(form), () -> form + " in " + text);
            }
        }
        assertFalse(printed.isEmpty(), "nothing was run");
    }
}
