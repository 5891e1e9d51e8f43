package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Commands over a state folder with a connection to the CRM.
final class CrmCommands extends StateCommands {
    private final CrmServer crm;

    CrmCommands(CrmServer crm) throws Exception {
        this.crm = crm;
    }

    /// What no file and no answer may hold.
    List<String> secrets() {
        return List.of(PASSPHRASE, CrmServer.PASSWORD, CrmStore.SECRET);
    }

    /// The vault, with a credential for each purpose.
    void makeVault() throws Exception {
        makeEmptyVault();
        credential("CRM, read", "read", "backstay_reader");
        credential("CRM, scratch", "restore-to-scratch", "crm_admin");
        credential("CRM, no superuser", "restore-to-scratch", "backstay_reader");
        credential("CRM, write", "write-to-live", "backstay_prover");
    }

    void credential(String name, String purpose, String user) {
        keep(
                "postgres-login",
                purpose,
                name,
                "crm-db",
                CrmServer.PASSWORD,
                "host=127.0.0.1",
                "port=" + crm.port(),
                "database=crm",
                "user=" + user,
                "tlsMode=verify-full",
                "ca=" + crm.certificate());
    }

    /// The keys of the object store, one for each purpose.
    void keepKeys(CrmStore store) throws Exception {
        key(store, "CRM files, read", "read", "READER", store.endpoint());
        key(store, "CRM files, scratch", "restore-to-scratch", "SCRATCH", store.endpoint());
        key(store, "CRM files, write", "write-to-live", "WRITER", store.endpoint());
        key(store, "elsewhere, read", "read", "READER", "https://127.0.0.2");
    }

    /// The key that reads the log.
    void keepLogKey(CrmStore store) {
        key(store, "CRM log, read", "read", "LOG", store.endpoint());
        key(store, "CRM log, write", "write-to-live", "ARCHIVER", store.endpoint());
    }

    /// The key of another store.
    void keepKeyElsewhere(CrmStore store) {
        key(store, "new place, scratch", "restore-to-scratch", "NEW", store.endpoint());
    }

    private void key(CrmStore store, String name, String purpose, String id, String endpoint) {
        keep(
                "aws-access-key",
                purpose,
                name,
                "crm-files",
                CrmStore.SECRET,
                "accessKeyId=" + id,
                "endpoint=" + endpoint,
                "ca=" + store.certificate());
    }

    /// Adds a connection to the server; what is given here counts more.
    Answer connect(String name, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("connection", "add", name));
        List<String> usual = List.of(
                "--host=127.0.0.1",
                "--port=" + crm.port(),
                "--database=crm",
                "--backups=" + crm.backups(),
                "--archive=" + crm.archive(),
                "--scratch=" + folder().resolve("scratch"),
                "--programs=" + TestPostgres.programs().bin(),
                "--reader=CRM, read",
                "--scratch-superuser=CRM, scratch",
                "--writer=CRM, write");
        for (String each : usual) {
            String option = each.substring(0, each.indexOf('=') + 1);
            boolean elsewhere = option.equals("--archive=")
                    && Arrays.stream(more).anyMatch(other -> other.startsWith("--wal-store="));
            if (!elsewhere && Arrays.stream(more).noneMatch(other -> other.startsWith(option))) {
                words.add(each);
            }
        }
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    /// Drafts the mapping and completes it as the guide tells a person to.
    void map() throws Exception {
        Path file = home().resolve("mappings").resolve("crm.yaml");
        Answer drafted = ask("tenant", "map", "--connection", "crm", "--draft", file.toString());
        assertEquals(0, drafted.code(), drafted::toString);
        Files.writeString(
                file,
                Files.readString(file)
                                .replaceFirst("confirmed: false", "confirmed: true")
                                .replaceAll("# {3}- \\{table: crm\\.(comments|legacy_notes)", "  - {table: crm.$1")
                                .replaceFirst("  - \\{table: crm", "links:\n  - {table: crm")
                        + "excluded: [crm.search_cache]\n");
    }

    /// Plans to bring everything of an account back.
    ///
    /// @return the plan's file
    String plan(String account, Instant good) throws Exception {
        String file = folder().resolve("crm.plan.json").toString();
        Answer planned = ask(
                "restore",
                "plan",
                "--database",
                "crm",
                "--tenant",
                account,
                "--name",
                "Account 1",
                "--dataset",
                "Everything",
                "--around",
                good.toString(),
                "--out",
                file,
                "--json");
        assertEquals(0, planned.code(), planned::toString);
        assertEquals("production", planned.at("plan", "target", "environment").text());
        return file;
    }

    /// Has another person approve a plan.
    ///
    /// @return the approval's file
    String approved(String plan, String... more) throws Exception {
        Answer key = ask("trust", "key", "--as", "mira", "--json");
        assertEquals(0, key.code(), key::toString);
        Answer added = run(
                "trust",
                "add",
                "mira",
                key.at("key").text(),
                "--fingerprint",
                key.at("fingerprint").text());
        assertEquals(0, added.code(), added::toString);
        List<String> words = new ArrayList<>(List.of("restore", "approve", plan, "--as", "mira", "--yes", "--json"));
        words.addAll(List.of(more));
        Answer approved = ask(words.toArray(String[]::new));
        assertEquals(0, approved.code(), approved::toString);
        return approved.at("file").text();
    }
}
