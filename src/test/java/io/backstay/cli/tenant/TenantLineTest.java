package io.backstay.cli.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.act.tenant.ExportDesk;
import io.backstay.act.tenant.MappingDesk;
import io.backstay.act.tenant.OwnMappings;
import io.backstay.act.tenant.TenantDatabases;
import io.backstay.act.tenant.TenantExports;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.act.vault.Vaults;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.cli.Cli;
import io.backstay.cli.terminal.Terminal;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.preflight.RestoreRegistry;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// The guide `docs/mapping-your-schema.md`, walked from start to end by the command line on a schema that is not
/// the
/// lab's.
final class TenantLineTest {
    @TempDir
    Path folder;

    private record Answer(int code, String out, String err) {}

    @Test
    void aStrangeSchemaIsMappedAsTheGuideSays() throws Exception {
        Login crm = crm();
        try (AuditLog log = AuditLog.open(
                folder.resolve("audit.db"),
                InstantSource.system(),
                new Who("jonas", "responder", "test"),
                new Random(7))) {
            TenantMaps maps = new MappingDesk(
                    new Recorder(() -> log, new Gate(Role.RESPONDER, () -> log)),
                    (name, _) -> {
                        if (!name.equals("crm")) {
                            throw new BackstayException(
                                    new Failure.NotFound("A connection called " + name, "Use crm."));
                        }
                        return new TenantDatabases.Database(crm, null);
                    },
                    new OwnMappings(folder.resolve("mappings")));
            Path file = folder.resolve("mappings").resolve("crm.yaml");
            String account = ask(crm, "select md5('a1')::uuid::text");

            Answer before = run(maps, "tenant", "show", "--connection", "crm", "--tenant", account);
            assertEquals(3, before.code());
            assertTrue(before.err().contains("tenant map --connection crm --draft " + file), before::err);

            Path slip = folder.resolve("mapings").resolve("crm.yaml");
            Answer unknown = run(maps, "tenant", "map", "--connection", "crm", "--draft", slip.toString());
            assertEquals(3, unknown.code());
            assertTrue(unknown.err().contains("There is no folder " + slip.getParent()), unknown::err);
            assertFalse(Files.exists(slip.getParent()), "a folder was made of a slip");

            Answer drafted = run(maps, "tenant", "map", "--connection", "crm", "--draft", file.toString());
            assertEquals(0, drafted.code(), drafted::toString);
            assertTrue(drafted.out().contains("tenant crm.accounts (id): 3 tables below it"), drafted::out);
            assertTrue(
                    drafted.out().contains("key    crm.contacts.account_id: 12 rows, 100 % set, 3 different, 100 %"));
            assertTrue(drafted.out().contains("may be a link: comments.entity_id (Deal) to crm.deals (15 of 15"));
            assertTrue(drafted.out().contains("undecided: crm.search_cache, 1 row"), drafted::out);
            assertEquals(
                    3,
                    run(maps, "tenant", "map", "--connection", "crm", "--draft", file.toString())
                            .code());

            Answer draft = run(maps, "tenant", "show", "--connection", "crm", "--tenant", account);
            assertEquals(1, draft.code());
            assertTrue(draft.out().contains("a draft that nobody has confirmed"), draft::out);
            assertTrue(draft.out().contains("! excluded: The table crm.comments holds rows, and nothing says whose"));

            Files.writeString(file, completed(Files.readString(file)));
            Answer shown = run(maps, "tenant", "show", "--connection", "crm", "--tenant", account);
            assertEquals(0, shown.code(), shown::toString);
            assertTrue(shown.out().matches("(?s).*crm\\.comments +9 rows.*"), shown::out);
            assertTrue(
                    shown.out().contains("crm.deals refers to 1 shared row of crm.currencies, all there"), shown::out);

            crossed(crm);
            Answer crossing = run(maps, "tenant", "show", "--connection", "crm", "--tenant", account, "--json");
            assertEquals(1, crossing.code());
            assertTrue(
                    crossing.out()
                            .contains("1 row of crm.comments belong to this tenant and, by crm.contacts, to another"),
                    crossing::out);
            assertEquals(10, log.size(), "five acts, each with its intent and its outcome");
            handedOn(crm, log, file, account);
        }
    }

    /// To an approver alone, by a mapping that somebody confirmed, into a folder of its own.
    private void handedOn(Login crm, AuditLog log, Path mapping, String account) throws Exception {
        Path to = folder.resolve("export");
        String[] words = {
            "tenant",
            "export",
            "--connection",
            "crm",
            "--tenant",
            account,
            "--mapping",
            mapping.toString(),
            "--to",
            to.toString()
        };
        assertEquals(3, run(exports(crm, log, Role.RESPONDER), words).code());
        Files.writeString(mapping, Files.readString(mapping).replaceFirst("confirmed: true", "confirmed: false"));
        Answer draft = run(exports(crm, log, Role.APPROVER), words);
        assertEquals(1, draft.code(), draft::toString);
        assertTrue(draft.err().contains("a draft that nobody has confirmed"), draft::err);
        assertFalse(Files.exists(to), "nothing was written");
        Files.writeString(mapping, Files.readString(mapping).replaceFirst("confirmed: false", "confirmed: true"));
        String[] nobody = words.clone();
        nobody[5] = "00000000-0000-0000-0000-000000000000";
        Answer none = run(exports(crm, log, Role.APPROVER), nobody);
        assertEquals(3, none.code(), none::toString);
        assertTrue(none.err().contains("Check the key"), none::err);
        assertFalse(Files.exists(to), "a folder without a row");
        Answer done = run(exports(crm, log, Role.APPROVER), words);
        assertEquals(0, done.code(), done::toString);
        assertTrue(Files.readString(to.resolve("crm.contacts.csv")).contains(account), done::out);
        assertEquals(3, run(exports(crm, log, Role.APPROVER), words).code(), "the folder is there");
        loaded(crm, log, words);
    }

    /// What was written for another database is taken by one that has the tables and the shared rows only.
    private void loaded(Login crm, AuditLog log, String[] words) throws Exception {
        Path to = folder.resolve("copied");
        String[] copy =
                Stream.concat(Stream.of(words), Stream.of("--format", "copy")).toArray(String[]::new);
        copy[List.of(copy).indexOf("--to") + 1] = to.toString();
        Answer done = run(exports(crm, log, Role.APPROVER), copy);
        assertEquals(0, done.code(), done::toString);
        Login other = crm.to(crm.database() + "_other");
        make(crm, "create database " + other.database() + " template " + crm.database());
        try (Connection session = other.open("test")) {
            Db db = new Db(session);
            db.run("truncate crm.accounts cascade; truncate crm.comments, crm.legacy_notes");
            long rows = 0;
            for (String line : Files.readAllLines(to.resolve("load.sql"))) {
                Matcher table = Pattern.compile("\\\\copy (.*) from '(.*)'").matcher(line);
                if (table.matches()) {
                    try (InputStream in = Files.newInputStream(to.resolve(table.group(2)))) {
                        rows += session.unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn("copy " + table.group(1) + " from stdin", in);
                    }
                }
            }
            assertTrue(done.out().contains(rows + " rows as of"), done::out);
            assertEquals(1, db.number("select count(*) from crm.accounts"));
        }
    }

    private TenantExports exports(Login crm, AuditLog log, Role role) {
        return new ExportDesk(
                new Recorder(() -> log, new Gate(role, () -> log)),
                (_, _) -> new TenantDatabases.Database(crm, null),
                new OwnMappings(folder.resolve("mappings")));
    }

    @Test
    void whatIsTypedWronglyIsSaidAndStartsNothing() throws Exception {
        TenantMaps none = (TenantMaps) Proxy.newProxyInstance(
                TenantLineTest.class.getClassLoader(), new Class<?>[] {TenantMaps.class}, (_, method, _) -> {
                    throw new AssertionError(method.getName());
                });
        assertEquals(64, run(none, "tenant").code());
        assertEquals(64, run(none, "tenant", "show").code());
        assertEquals(64, run(none, "tenant", "show", "--tenant", " ").code());
        assertEquals(64, run(none, "tenant", "map", "--root", "accounts").code());
        assertEquals(64, run(none, "tenant", "export", "--tenant", "1").code());
    }

    /// What the guide tells a person to do with the draft of the CRM.
    private static String completed(String draft) {
        String completed = draft.replaceFirst("confirmed: false", "confirmed: true")
                .replaceAll("# {3}- \\{table: crm\\.(comments|legacy_notes)", "  - {table: crm.$1")
                .replaceFirst("  - \\{table: crm", "links:\n  - {table: crm");
        assertFalse(completed.equals(draft));
        return completed + "excluded: [crm.search_cache]\n";
    }

    /// A comment that belongs to one account by the deal it is about, and to another by the person.
    private static void crossed(Login crm) throws Exception {
        try (Connection session = crm.open("test")) {
            new Db(session)
                    .run("insert into crm.legacy_notes select id, 'x' from crm.deals limit 1;"
                            + "alter table crm.comments add column contact_id uuid references crm.contacts;"
                            + "update crm.comments set contact_id = md5('c21')::uuid"
                            + " where entity_type = 'Contact' and entity_id = md5('c11')::uuid::text");
        }
    }

    private static Login crm() throws Exception {
        Login login = TestPostgres.database();
        try (Connection session = login.open("test");
                InputStream in = TenantLineTest.class.getResourceAsStream("/tenant/crm.sql")) {
            Db db = new Db(session);
            db.run(new String(in.readAllBytes(), UTF_8));
            for (String sql : new RestoreRegistry(TableName.of("backstay.restore_runs")).ddl()) {
                db.run(sql);
            }
            db.run("do $$ begin if not exists (select from pg_roles where rolname = 'backstay_writer') then"
                    + " create role backstay_writer; end if; end $$");
        }
        return login;
    }

    private static void make(Login beside, String sql) throws Exception {
        try (Connection session = beside.to("postgres").open("test")) {
            new Db(session).run(sql);
        }
    }

    private static String ask(Login login, String sql) throws Exception {
        try (Connection session = login.open("test")) {
            return new Db(session).text(sql);
        }
    }

    private Answer run(Object asked, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                InputStream.nullInputStream(),
                false,
                null,
                InstantSource.system(),
                folder.resolve("defects"),
                "test");
        Desk desk = (Desk) Proxy.newProxyInstance(
                TenantLineTest.class.getClassLoader(),
                new Class<?>[] {Desk.class},
                (_, method, _) -> switch (method.getName()) {
                    case "tenantMaps", "tenantExports" -> asked;
                    case "connections" -> answering(Connections.class, null);
                    case "vaults" -> answering(Vaults.class, unlocked());
                    default -> null;
                });
        int code = new Cli(terminal, _ -> desk).run(words);
        return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /// Something that gives one answer to whatever it is asked.
    private static Object answering(Class<?> type, @Nullable Object answer) {
        return Proxy.newProxyInstance(
                TenantLineTest.class.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> answer);
    }

    private Vaults.Status unlocked() {
        return new Vaults.Status(
                Vaults.State.UNLOCKED,
                folder.resolve("vault.bsvault"),
                3,
                null,
                null,
                null,
                null,
                "",
                Duration.ZERO,
                List.of());
    }
}
