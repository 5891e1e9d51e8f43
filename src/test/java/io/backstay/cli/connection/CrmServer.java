package io.backstay.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.ClusterSpec;
import io.backstay.connect.postgres.Folders;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.PgServer;
import io.backstay.connect.postgres.backup.BackupPoint;
import io.backstay.connect.postgres.backup.BaseBackup;
import io.backstay.connect.postgres.backup.Lsn;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.PsqlFile;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestCertificate;
import io.backstay.fixture.TestPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Somebody's own server with a CRM on it: TLS, row-level security, an archived log, a folder of base backups as
/// `pg_basebackup` leaves them, and the roles that the shipped script makes.
final class CrmServer implements AutoCloseable {
    static final String PASSWORD = "known to this test only";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SEGMENT_MEGABYTES = 1;
    private static final Map<String, String> OWNED = Map.of(
            "crm.accounts", "t.id",
            "crm.contacts", "t.account_id",
            "crm.deals", "(select account_id from crm.contacts c where c.id = t.contact_id)",
            "crm.user_sessions", "(select account_id from crm.contacts c where c.id = t.contact_id)",
            "crm.legacy_notes",
                    "(select c.account_id from crm.deals d join crm.contacts c on c.id = d.contact_id"
                            + " where d.id = t.deal_id)",
            "crm.comments",
                    "coalesce((select account_id from crm.contacts c where c.id::text = t.entity_id), (select"
                            + " c.account_id from crm.deals d join crm.contacts c on c.id = d.contact_id"
                            + " where d.id::text = t.entity_id))");

    private final Path root;
    private final TestCertificate certificate;
    private final PgServer server;
    private final Login owner;
    private final Map<String, String> owned = new TreeMap<>(OWNED);

    CrmServer() throws Exception {
        root = TestPostgres.folder("backstay-crm-");
        certificate = TestCertificate.make(root, "crm");
        Path archive = Files.createDirectory(archive());
        Files.createDirectory(backups());
        TestPostgres.privilege().handOver(archive);
        Map<String, String> settings = new TreeMap<>(Map.of(
                "wal_level", "replica",
                "archive_mode", "on",
                "archive_library", "basic_archive",
                "basic_archive.archive_directory", archive.toString(),
                "fsync", "off",
                "autovacuum", "off",
                "timezone", "Europe/Vienna",
                "ssl", "on",
                "ssl_cert_file", certificate.certificate().toString(),
                "ssl_key_file", certificate.key().toString()));
        var spec = new ClusterSpec(
                root.resolve("live"), root.resolve("live.log"), Secrets.source(PASSWORD), SEGMENT_MEGABYTES, settings);
        server = PgServer.create(TestPostgres.programs(), TestPostgres.privilege(), spec);
        server.start(LIMIT);
        Login first = server.login("postgres", Secrets.source(PASSWORD));
        run(first, "create database crm");
        run(first, "create role crm_admin superuser login password '" + PASSWORD + "'");
        owner = first.to("crm");
        run(owner, resource("/tenant/crm.sql"));
        run(owner, resource("/tenant/crm-policies.sql"));
    }

    /// A table whose rows name files of the object store: two for each account, `accounts/ID/1.txt` and `2.txt`.
    void addFiles() throws Exception {
        run("create table crm.attachments (id uuid primary key, contact_id uuid not null references crm.contacts,"
                + " object_key text not null, size_bytes bigint not null, sha256 bytea not null)");
        run("alter table crm.attachments enable row level security");
        run("create policy own on crm.attachments using"
                + " (exists (select from crm.contacts c where c.id = contact_id))");
        run("insert into crm.attachments select md5('f' || c.id)::uuid, c.id,"
                + " 'accounts/' || c.account_id || '/' || right(c.full_name, 1) || '.txt',"
                + " length('file of ' || c.email), sha256(convert_to('file of ' || c.email, 'UTF8'))"
                + " from crm.contacts c where c.full_name in ('Person 1', 'Person 2')");
        owned.put("crm.attachments", "(select account_id from crm.contacts c where c.id = t.contact_id)");
    }

    /// What each file's row says its bytes are, by key.
    Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        String named = ask("select string_agg(object_key || '=file of ' || c.email, chr(10)) from crm.attachments"
                + " f join crm.contacts c on c.id = f.contact_id");
        for (String line : named.lines().toList()) {
            String[] sides = line.split("=", 2);
            files.put(sides[0], sides[1]);
        }
        return files;
    }

    /// The roles and tables that the shipped script makes for this schema, as its guide says.
    void makeRoles() throws Exception {
        try (Connection session = owner.open("test")) {
            PsqlFile.run(
                    session,
                    Path.of("docs/access/postgres-roles.sql"),
                    Map.of(
                            "tenant_tables",
                            "crm.accounts:id, crm.contacts:account_id, crm.deals, crm.legacy_notes, crm.comments,"
                                    + " crm.user_sessions"
                                    + (owned.containsKey("crm.attachments") ? ", crm.attachments" : ""),
                            "shared_tables",
                            "crm.currencies",
                            "writing_path",
                            "crm, pg_temp",
                            "mending",
                            "yes",
                            "triggers_off",
                            "yes"));
        }
        for (String role : new String[] {"reader", "prover", "approver"}) {
            run(owner, "alter role backstay_" + role + " password '" + PASSWORD + "'");
        }
    }

    /// Settings of a machine that is not this one, such as more memory than there is here; they would count at the
    /// next start.
    void beElsewhere() throws BackstayException {
        server.configure(
                "postgresql.conf",
                Map.of(
                        "shared_buffers", "900GB",
                        "lc_monetary", "de_XX.nowhere",
                        "shared_preload_libraries", "no_such_library",
                        "include_dir", "no-such-folder"));
    }

    /// A base backup in a folder of its own, as `pg_basebackup --format=plain` leaves it.
    void backUp(String name) throws Exception {
        Path taken = root.resolve("taken");
        BackupPoint point = new BaseBackup(owner, archived()).take(taken, name, Progress.NONE);
        Files.move(point.data(), backups().resolve(name));
        Folders.remove(taken);
    }

    /// Lets the approver open a tenant for an hour.
    void open(String tenant) throws Exception {
        run(
                owner.as("backstay_approver", Secrets.source(PASSWORD)),
                "insert into backstay.open_tenants (tenant, open_until, reason) values ('" + tenant
                        + "', now() + interval '1 hour', 'INC-0001')");
    }

    /// Deletes everything that an account has.
    void lose(String account) throws Exception {
        run(
                owner,
                "set session_replication_role = replica; "
                        + String.join(
                                ";",
                                owned.entrySet().stream()
                                        .sorted((one, other) -> rank(one.getKey()) - rank(other.getKey()))
                                        .map(each -> "delete from " + each.getKey() + " t where " + each.getValue()
                                                + " = '" + account + "'")
                                        .toList()));
    }

    private static int rank(String table) {
        return switch (table) {
            case "crm.accounts" -> 3;
            case "crm.contacts" -> 2;
            case "crm.deals" -> 1;
            default -> 0;
        };
    }

    /// Every row of an account, byte by byte, told without any code under test.
    SortedMap<String, String> contents(String account) throws Exception {
        SortedMap<String, String> contents = new TreeMap<>();
        for (Map.Entry<String, String> each : owned.entrySet()) {
            contents.put(
                    each.getKey(),
                    ask("select count(*) || ' ' || coalesce(string_agg(t::text, '|' order by t::text), '') from "
                            + each.getKey() + " t where " + each.getValue() + " = '" + account + "'"));
        }
        return contents;
    }

    /// By the clock of the server.
    Instant now() throws Exception {
        try (Connection session = owner.open("test");
                var statement = session.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /// Ends the current segment and waits until everything so far is archived.
    void archiveAll() throws Exception {
        Lsn end = Lsn.parse(ask("select pg_switch_wal()::text"));
        archived().await(1, end, SEGMENT_MEGABYTES << 20, LIMIT);
    }

    /// Packs every segment that is archived by now, as another archiver would have.
    void packArchive() throws Exception {
        try (Stream<Path> files = Files.list(archive())) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("[0-9A-F]{24}"))
                    .toList()) {
                try (var out =
                        new GZIPOutputStream(Files.newOutputStream(file.resolveSibling(file.getFileName() + ".gz")))) {
                    Files.copy(file, out);
                }
                Files.delete(file);
            }
        }
    }

    void run(String sql) throws Exception {
        run(owner, sql);
    }

    String ask(String sql) throws Exception {
        try (Connection session = owner.open("test")) {
            return new Db(session).text(sql);
        }
    }

    int port() {
        return owner.port();
    }

    Path certificate() {
        return certificate.certificate();
    }

    Path root() {
        return root;
    }

    Path archive() {
        return root.resolve("wal");
    }

    Path backups() {
        return root.resolve("base");
    }

    private WalArchive archived() {
        return new WalArchive(archive());
    }

    private static void run(Login login, String sql) throws Exception {
        try (Connection session = login.open("test")) {
            new Db(session).run(sql);
        }
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = CrmServer.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() throws BackstayException {
        server.close();
        Folders.remove(root);
    }
}
