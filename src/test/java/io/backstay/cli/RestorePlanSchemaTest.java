package io.backstay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.terminal.Terminal;
import io.backstay.cli.vault.FakeDesk;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference.Kind;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import io.backstay.ui.restore.FakeRestores;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan from a terminal where live's schema has changed: what is asked, and what answers it.
final class RestorePlanSchemaTest {
    private static final Instant AT = Instant.parse("2026-03-16T02:12:14Z");
    private static final SchemaDifference ADDED = new SchemaDifference(
            Kind.COLUMN_ADDED,
            "practice.jobs.priority",
            "The column practice.jobs.priority is new in live; rows that come back get its default.",
            List.of(Choice.DEFAULT, Choice.STOP));
    private static final SchemaDifference DROPPED = new SchemaDifference(
            Kind.TABLE_DROPPED,
            "practice.events",
            "The table practice.events is not in live any more; its rows can only be left out.",
            List.of(Choice.LEAVE_OUT, Choice.STOP));

    @TempDir
    Path folder;

    private final FakeRestores restores = new FakeRestores();

    @Test
    void whatNobodyHasAnsweredIsListedWithWhatToType() throws Exception {
        restores.schema = List.of(ADDED, DROPPED);
        Ran asked = plan();
        assertEquals(1, asked.code(), asked::toString);
        assertTrue(asked.out().contains(ADDED.sentence()), asked.out());
        assertTrue(asked.out().contains("--schema 'practice.jobs.priority=default'"), asked.out());
        assertTrue(asked.out().contains("--schema 'practice.events=leave-out'"), asked.out());
        assertTrue(asked.err().contains("SCHEMA-OPEN"), asked.err());

        Value document = plan("--schema", "practice.events=leave-out", "--json").document();
        assertEquals("SCHEMA-OPEN", at(document, "refusal").text());
        List<Value> left = at(document, "differences").items();
        assertEquals(1, left.size());
        assertEquals("practice.jobs.priority", at(left.getFirst(), "what").text());
        assertEquals(
                "default", at(left.getFirst(), "choices").items().getFirst().text());
    }

    @Test
    void answersReachTheComparisonAndAnAnswerToNothingIsRefused() {
        restores.schema = List.of(ADDED, DROPPED);
        plan("--schema", "practice.jobs.priority=default", "--schema", "practice.events=leave-out");
        assertEquals(
                SchemaChoices.NONE.with(ADDED.id(), Choice.DEFAULT).with(DROPPED.id(), Choice.LEAVE_OUT),
                restores.answered);

        restores.schema = List.of();
        Ran slip = plan("--schema", "practice.jobs.priorty=default");
        assertEquals(3, slip.code(), slip::toString);
        assertTrue(slip.err().contains("practice.jobs.priorty"), slip.err());
        assertEquals(64, plan("--schema", "practice.jobs.priority").code());
    }

    @Test
    void aRestoreBecomesPartOfTheCaseThatIsNamed() {
        restores.schema = List.of();
        plan("--case", "INC-0031");
        assertEquals("INC-0031", restores.caseId);
        plan();
        assertNull(restores.caseId);
    }

    private Ran plan(String... more) {
        var words = new ArrayList<>(List.of("restore", "plan", "--database", "practice-db", "--tenant", "1003"));
        words.addAll(List.of("--dataset", "Invoices", "--around", "2026-03-13T18:00:00Z"));
        words.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                InputStream.nullInputStream(),
                false,
                null,
                InstantSource.fixed(AT),
                folder,
                Ran.VERSION);
        int code = new Cli(terminal, _ -> FakeDesk.restoring(folder.resolve("vault.bsvault"), restores))
                .run(words.toArray(String[]::new));
        return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static Value at(Value value, String key) {
        if (value instanceof Value.Members(var _, var members)) {
            return Objects.requireNonNull(members.get(key), key);
        }
        throw new AssertionError("no object: " + value);
    }
}
