package io.backstay.act.connection.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.HostedDatabase;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.StagingServer;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.estate.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftTest {
    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    private final Map<Field, String> typed = new EnumMap<>(Field.class);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsNotOptionalIsAskedForAndNothingElseIs(Kind kind) {
        needed(kind);
        Set<Part> parts = EnumSet.copyOf(ALL);
        assertNotNull(made(kind, parts));
        for (Field field : Layout.fields(kind)) {
            parts = EnumSet.copyOf(ALL);
            if (field == Field.ARCHIVE) {
                parts.remove(Part.LOG_STORE);
            }
            String was = Objects.requireNonNull(typed.put(field, ""));
            if (Layout.optional(field)) {
                assertNotNull(made(kind, parts), field::name);
            } else {
                Set<Part> asked = parts;
                var empty = assertThrows(Draft.StillEmpty.class, () -> made(kind, asked), field::name);
                assertTrue(String.valueOf(empty.getMessage()).contains(field.question()), empty::toString);
            }
            typed.put(field, was);
        }
    }

    @Test
    void aServersLogCanLieInAStoreAndItsFilesHaveRowsThatKnowThem() {
        needed(Kind.SERVER);
        typed.put(Field.WAL_STYLE, "virtual");
        typed.put(Field.WAL_PREFIX, "wal/");
        typed.put(Field.BACKUP_LOGIN, "CRM, replicate");
        typed.put(Field.STORE_ROWS, "crm.files:object_key,size_bytes,sha256");
        typed.put(Field.STORE_OWNER, "123456789012");
        typed.put(Field.ASSET, "customers");
        Connection made = made(Kind.SERVER, ALL);
        SelfManaged own = (SelfManaged) made.provider();
        assertEquals("customers", made.asset().value());
        assertEquals("/state/mappings/crm.yaml", own.mapping());
        assertNull(own.folders().archive());
        SelfManaged.Log log = Objects.requireNonNull(own.log());
        assertEquals(Addressing.VIRTUAL, log.store().style());
        assertEquals("wal/", log.prefix());
        assertEquals("CRM, replicate", own.credentials().maker());
        var objects = Objects.requireNonNull(own.objects());
        assertEquals("customers-files", objects.asset());
        assertEquals("crm.files", Objects.requireNonNull(objects.rows()).table());
        assertEquals("123456789012", objects.store().owner());

        typed.put(Field.ARCHIVE, "/mnt/wal");
        SelfManaged inFolder = (SelfManaged) made(Kind.SERVER, Set.of()).provider();
        assertEquals("/mnt/wal", inFolder.folders().archive());
        assertNull(inFolder.log());
        assertNull(inFolder.objects());
    }

    @Test
    void anAccountMakesNewServersWhereItSaysSo() {
        needed(Kind.AWS);
        typed.put(Field.BACKUP_ROLE, "arn:aws:iam::123456789012:role/restore");
        typed.put(Field.PRINCIPALS, "arn:aws:iam::123456789012:role/app arn:aws:iam::123456789012:user/dba");
        AwsAccount account = (AwsAccount) made(Kind.AWS, ALL).provider();
        AwsScratch scratch = Objects.requireNonNull(account.scratch());
        assertEquals("eu-central-1", scratch.region(), "the first that is listed");
        assertEquals(List.of("sg-0123456789abcdef0"), scratch.securityGroups());
        assertEquals("arn:aws:iam::123456789012:role/restore", scratch.backupRole());
        assertEquals(2, Objects.requireNonNull(account.production()).size());
        assertNull(((AwsAccount) made(Kind.AWS, Set.of()).provider()).scratch());
    }

    @Test
    void projectsHaveBucketsOfFilesAndAHostedDatabaseAndAStagingServerTheirOwnFields() {
        needed(Kind.SUPABASE);
        typed.put(
                Field.STORAGE,
                "abcdefghijklmnopqrst:eu-central-1:documents:Files, read\n\n"
                        + " bcdefghijklmnopqrstu:eu-west-1:scans:Scans, read ");
        SupabaseProjects projects =
                (SupabaseProjects) made(Kind.SUPABASE, Set.of()).provider();
        assertEquals(
                List.of("Files, read", "Scans, read"),
                Objects.requireNonNull(projects.storage()).stream()
                        .map(SupabaseProjects.Storage::reader)
                        .toList());

        needed(Kind.HOSTED);
        typed.put(Field.ACCOUNT, "production");
        Connection hosted = made(Kind.HOSTED, Set.of());
        assertEquals("production", ((HostedDatabase) hosted.provider()).account());
        assertEquals(typed.get(Field.HOSTED_ASSET), hosted.asset().value());

        needed(Kind.STAGING);
        StagingServer staging = (StagingServer) made(Kind.STAGING, Set.of()).provider();
        assertEquals(Instant.parse("2026-11-20T17:30:00Z"), staging.moment());
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void whatStandsInAnEmptyFieldAsAnExampleIsRight(Field field) {
        if (!Layout.optional(field)) {
            assertNull(field.problem(field.example()), field::name);
        }
        assertNull(field.problem(" "), "what is empty is not wrong yet");
    }

    @Test
    void aFieldSaysWhatIsWrongWithWhatIsTyped() {
        Map<Field, String> wrong = Map.ofEntries(
                Map.entry(Field.NAME, "My CRM"),
                Map.entry(Field.HOST, "a host"),
                Map.entry(Field.BACKUPS, "backups"),
                Map.entry(Field.WAL_STORE, "s3.example"),
                Map.entry(Field.WAL_REGION, "EU"),
                Map.entry(Field.WAL_BUCKET, "B"),
                Map.entry(Field.WAL_PREFIX, "wal"),
                Map.entry(Field.WAL_OWNER, "a b"),
                Map.entry(Field.PREFIX, "accounts/"),
                Map.entry(Field.STORE_ROWS, "files"),
                Map.entry(Field.MOMENT, "Friday"),
                Map.entry(Field.AWS_REGIONS, "eu-central-1 eu-central-1"),
                Map.entry(Field.PRINCIPALS, "app"),
                Map.entry(Field.SUBNET_GROUP, "/"),
                Map.entry(Field.SECURITY_GROUPS, "default"),
                Map.entry(Field.INSTANCE_CLASS, "large"),
                Map.entry(Field.BACKUP_ROLE, "restore"),
                Map.entry(Field.STORAGE, "documents"),
                Map.entry(Field.ENDPOINT, "https://proxy.example"));
        wrong.forEach((field, text) -> {
            String said = field.problem(text);
            assertNotNull(said, field::name);
            assertTrue(said.endsWith(".") && Character.isUpperCase(said.charAt(0)), said);
        });
    }

    /// Types what has to be typed.
    @Test
    void bucketsAreNamedOrAllThatTheKeySees() {
        needed(Kind.BUCKETS);
        S3Buckets all = (S3Buckets) made(Kind.BUCKETS, Set.of()).provider();
        assertNull(all.buckets());
        typed.put(Field.BUCKETS_NAMED, "archive, exports");
        typed.put(Field.BUCKETS_STYLE, "virtual");
        S3Buckets named = (S3Buckets) made(Kind.BUCKETS, Set.of()).provider();
        assertEquals(List.of("archive", "exports"), named.buckets());
        assertEquals(Addressing.VIRTUAL, named.style());
    }

    private void needed(Kind kind) {
        for (Field field : Field.values()) {
            typed.put(field, field.preset());
        }
        typed.put(Field.NAME, "crm");
        for (Field field : Layout.fields(kind)) {
            if (!Layout.optional(field)) {
                typed.put(field, field.example());
            }
        }
    }

    private Connection made(Kind kind, Set<Part> parts) {
        return new Draft(
                        kind,
                        field -> Objects.requireNonNull(typed.get(field)),
                        parts,
                        name -> Path.of("/state/mappings", name + ".yaml"))
                .connection(Environment.PRODUCTION);
    }
}
