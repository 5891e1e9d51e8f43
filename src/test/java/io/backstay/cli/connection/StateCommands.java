package io.backstay.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Prompt;
import io.backstay.cli.terminal.Terminal;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.QuickKeys;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.LabSpec;
import io.backstay.seal.Secret;
import io.backstay.vault.KeyMaking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Commands over one state folder, each of which opens it anew, as a process of its own does.
class StateCommands implements AutoCloseable {
    static final String PASSPHRASE = "a passphrase for this test alone";
    private static final long HEAP_BYTES = 200L << 20;

    private final Path folder = TestPostgres.folder("backstay-own-");
    private final Path passphrase = folder.resolve("passphrase");

    private final KeyMaking keys;

    StateCommands() throws Exception {
        this(QuickKeys.within(HEAP_BYTES));
    }

    private StateCommands(KeyMaking keys) throws Exception {
        this.keys = keys;
        Files.writeString(
                Files.createFile(
                        passphrase, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                PASSPHRASE + "\n");
    }

    /// How a command ended and what it said.
    /// The answer has this exit code, and these words in it, however its lines are broken.
    static Answer says(int code, String words, Answer answer) {
        assertEquals(code, answer.code(), answer::toString);
        String said = (answer.out() + answer.err()).replaceAll("\\s+", " ");
        assertTrue(said.contains(words), answer::toString);
        return answer;
    }

    record Answer(int code, String out, String err) {
        Value document() throws Exception {
            return Json.parse("standard output", out);
        }

        /// What the one document holds there.
        Value at(String... keys) throws Exception {
            Value value = document();
            for (String key : keys) {
                value = member(value, key);
            }
            return value;
        }

        /// The line of a test of a connection about one part.
        Value line(String part) throws Exception {
            for (Value each : at("lines").items()) {
                if (member(each, "part").text().equals(part)) {
                    return each;
                }
            }
            throw new AssertionError("no line about " + part + ": " + out);
        }

        /// Whether a part holds: `true`, `false` or `null`.
        String holds(String part) throws Exception {
            return Json.compact(member(line(part), "holds"));
        }

        String sentence(String part) throws Exception {
            return member(line(part), "sentence").text();
        }
    }

    static Value member(Value value, String key) {
        if (value instanceof Value.Members(var _, var members)) {
            return Objects.requireNonNull(members.get(key), key);
        }
        throw new AssertionError("no object: " + value);
    }

    /// With a vault that the program opens, too.
    static StateCommands withTrueKeys() throws Exception {
        return new StateCommands(KeyMaking.argon2id(HEAP_BYTES));
    }

    Path home() {
        return folder.resolve("home");
    }

    Path folder() {
        return folder;
    }

    /// A vault that holds nothing yet.
    void makeEmptyVault() throws Exception {
        Answer made = run(
                "vault",
                "init",
                "--passphrase-file",
                passphrase.toString(),
                "--recovery-file",
                folder.resolve("recovery").toString());
        assertEquals(0, made.code(), made::toString);
    }

    /// Puts a credential into the vault.
    void keep(String kind, String purpose, String name, String account, String secret, String... fields) {
        List<String> words = new ArrayList<>(List.of("vault", "add", "--passphrase-file", "-"));
        words.addAll(List.of("--kind", kind, "--purpose", purpose, "--name", name, "--account", account));
        for (String field : fields) {
            words.addAll(List.of("--field", field));
        }
        Answer added = typed(PASSPHRASE + "\n" + secret + "\n", words.toArray(String[]::new));
        assertEquals(0, added.code(), added::toString);
    }

    /// With the passphrase of the vault.
    Answer ask(String... words) throws Exception {
        String[] more = Arrays.copyOf(words, words.length + 2);
        more[words.length] = "--passphrase-file";
        more[words.length + 1] = passphrase.toString();
        return run(more);
    }

    Answer run(String... words) throws Exception {
        return typed("", words);
    }

    final Answer typed(String input, String... words) {
        return answered(null, input, words);
    }

    /// With somebody at the terminal.
    final Answer asked(Prompt person, String... words) {
        return answered(person, "", words);
    }

    private Answer answered(@Nullable Prompt person, String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                false,
                person,
                InstantSource.system(),
                folder.resolve("defects"),
                "test");
        int code = new Cli(terminal, _ -> desk()).run(words);
        return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// The desk that the commands use, for what takes one process.
    LocalDesk desk() {
        LabSpec labs = TestPostgres.lab(folder.resolve("lab"), 1);
        var means = new LocalDesk.Means(
                InstantSource.system(), new SecureRandom(), new DiskStorage(), keys, Duration.ofMinutes(5), List::of);
        return new LocalDesk(new LocalDesk.Place(home(), labs, "jonas", "test", "0.1.0-test"), means);
    }

    /// Opens the vault of a desk.
    static void unlock(LocalDesk desk) throws Exception {
        try (Secret secret = Secrets.of(PASSPHRASE)) {
            desk.vaults().unlock(secret);
        }
    }

    @Override
    public void close() throws BackstayException {
        Folders.remove(folder);
    }
}
