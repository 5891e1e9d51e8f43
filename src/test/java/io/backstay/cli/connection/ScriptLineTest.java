package io.backstay.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.LocalDesk;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.form.CommandText;
import io.backstay.act.connection.form.Draft;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Layout;
import io.backstay.act.connection.form.Part;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.estate.Environment;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The line for scripts that the dialogue shows adds what the dialogue adds.
final class ScriptLineTest {
    private static final Map<Field, String> OPTIONAL = Map.of(
            Field.STORE_OWNER, "123456789012",
            Field.STORE_STYLE, "virtual",
            Field.STORE_ROWS, "crm.files:object_key,size_bytes,sha256",
            Field.PRINCIPALS, "arn:aws:iam::123456789012:role/app arn:aws:iam::123456789012:user/dba",
            Field.STORAGE,
                    "abcdefghijklmnopqrst:eu-central-1:documents:Files, read\nbcdefghijklmnopqrstu:eu-west-1:scans:F",
            Field.BUCKETS_NAMED, "archive exports",
            Field.ACCOUNT, "production",
            Field.AWS_READER, "Jo's key",
            Field.TOKEN, "$(id) \"t\"");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindHasALineThatAddsTheSame(Kind kind) throws Exception {
        try (StateCommands commands = new StateCommands()) {
            Draft draft = draft(kind, commands);
            Connection meant = draft.connection(Environment.STAGING);
            String[] words = CommandText.words(draft, Environment.STAGING).toArray(String[]::new);
            Answer added = commands.run(words);
            assertEquals(0, added.code(), added::toString);
            try (LocalDesk desk = commands.desk()) {
                assertEquals(meant, desk.connections().list().getFirst());
            }
            assertEquals(
                    "backstay\n" + String.join("\n", words) + "\n",
                    shell(CommandText.line(draft, Environment.STAGING)),
                    "a shell reads the same words");
        }
    }

    private static Draft draft(Kind kind, StateCommands commands) throws Exception {
        Map<Field, String> typed = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            typed.put(field, field.preset());
        }
        // As a subcommand is called, which a name may be all the same.
        typed.put(Field.NAME, kind == Kind.SERVER ? "staging" : "crm");
        for (Field field : Layout.fields(kind)) {
            String more = OPTIONAL.get(field);
            if (more != null) {
                typed.put(field, more);
            } else if (field.path()) {
                typed.put(
                        field,
                        Files.createDirectories(commands.folder().resolve(field.name() + " of it"))
                                .toString());
            } else if (!Layout.optional(field)) {
                typed.put(field, field.example());
            }
        }
        Set<Part> parts = EnumSet.allOf(Part.class);
        parts.remove(Part.LOG_STORE);
        return new Draft(
                kind,
                field -> Objects.requireNonNull(typed.get(field)),
                parts,
                name -> commands.home().resolve("mappings").resolve(name + ".yaml"));
    }

    /// What a shell makes of a line, a word on each line.
    private static String shell(String line) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line)
                .redirectErrorStream(true)
                .start();
        String read = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "the shell ends");
        return read;
    }
}
