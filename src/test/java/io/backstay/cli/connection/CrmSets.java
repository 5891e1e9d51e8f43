package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.codec.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The data sets of the CRM: an account's deals, handed on and compared through the commands.
final class CrmSets {
    private static final String DECLARED = """
            sets:
              - name: deals
                table: crm.deals
                columns: {id: Deal ID, title: Title, amount: Amount}
            """;

    private final CrmCommands commands;
    private final String account;
    private final Path mapping;

    private CrmSets(CrmCommands commands, String account, Path mapping) {
        this.commands = commands;
        this.account = account;
        this.mapping = mapping;
    }

    /// Walks the commands after the account has lost its deals.
    ///
    /// @param good the last moment at which they were there
    static void walk(CrmCommands commands, String account, Instant good) throws Exception {
        Path mapping = commands.folder().resolve("with-sets.yaml");
        Path own = commands.home().resolve("mappings").resolve("crm.yaml");
        String drafted = Files.readString(own);
        assertTrue(drafted.contains("name: clients"), "contacts are taken for clients");
        Files.writeString(mapping, drafted.replaceFirst("(?m)^sets:\n", DECLARED));
        new CrmSets(commands, account, mapping).walk(good);
    }

    private Answer ask(String command, String... more) throws Exception {
        return commands.ask(Stream.concat(
                        Stream.of(
                                "tenant",
                                command,
                                "--connection",
                                "crm",
                                "--tenant",
                                account,
                                "--mapping",
                                mapping.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private void walk(Instant good) throws Exception {
        Answer listed = ask("sets");
        assertEquals(0, listed.code(), listed::toString);
        assertTrue(listed.out().contains("deals"), listed::out);
        assertTrue(listed.out().contains("the mapping does not say: contact_id"), listed::out);

        Path then = commands.folder().resolve("deals-then");
        Answer exported = ask(
                "export",
                "--set",
                "deals",
                "--from",
                "monday",
                "--at",
                good + "[UTC]",
                "--to",
                then.toString(),
                "--json");
        assertEquals(0, exported.code(), exported::toString);
        assertEquals("monday", exported.at("from").text());
        long rows = CrmCommands.member(exported.at("sets").items().getFirst(), "rows")
                .whole();
        assertTrue(rows > 0, exported::out);

        Answer today = ask("compare", then.toString(), "--from", "live", "--json");
        assertEquals(1, today.code(), today::toString);
        Value deals = today.at("sets").items().getFirst();
        assertEquals(rows, CrmCommands.member(deals, "added").whole());
        assertTrue(today.out().contains("or all of it was lost"), today::out);
        assertEquals(
                3,
                ask(
                                "export",
                                "--all-sets",
                                "--to",
                                commands.folder().resolve("nothing").toString())
                        .code(),
                "live has nothing of it any more");
        assertFalse(Files.exists(commands.folder().resolve("nothing")));
        Answer same = ask("compare", then.toString(), "--at", good + "[UTC]");
        assertEquals(0, same.code(), same::toString);

        Path bare = then.resolve("deals.csv");
        List<String> lines = Files.readAllLines(bare);
        Files.writeString(bare, lines.getFirst() + "\n");
        Path missing = commands.folder().resolve("missing.csv");
        Answer all =
                ask("compare", bare.toString(), "--at", good + "[UTC]", "--show", "1", "--out", missing.toString());
        assertEquals(1, all.code(), all::toString);
        assertTrue(all.out().contains("deals: " + rows + " rows missing from the file"), all::out);
        assertEquals(lines, Files.readAllLines(missing), "what is missing is what was taken out");
        Files.writeString(bare, "Title;Amount\nx;1\n");
        assertEquals(2, ask("compare", bare.toString(), "--from", "live").code());
        Files.writeString(bare, "Deal ID;\"Amount\nx;1\n");
        Answer broken = ask("compare", bare.toString(), "--from", "live");
        assertEquals(3, broken.code());
        assertTrue(broken.err().contains("line 1, column 9"), broken::err);
        assertEquals(64, ask("compare", bare.toString()).code(), "compared with what?");
        assertEquals(64, ask("export", "--from", "monday", "--to", "x").code(), "which set?");
        assertFalse(Files.exists(commands.folder().resolve("missing.csv.part")));
    }
}
