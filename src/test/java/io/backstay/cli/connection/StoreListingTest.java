package io.backstay.cli.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.Lifetime;
import io.backstay.base.Progress;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import io.backstay.lab.objects.LabFaults;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.lab.objects.LabWatch;
import io.backstay.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A bucket of an S3-compatible store beside a database that its provider keeps and that does not answer: the lab's
/// own store, over the real protocol, with signatures checked.
final class StoreListingTest extends ConnectionContract<StoreListingTest.Bucket> {
    @Override
    Bucket make() throws Exception {
        return new Bucket();
    }

    /// Its versions are counted, and count nowhere else.
    @Test
    void onlyWhatLiesUnderThePrefixIsCountedAndAskedFor() throws Exception {
        Connections.Listed listed = desk().connections().sync(ground().connection(), Progress.NONE);
        Connections.Objects objects = listed.objects();
        assertTrue(objects != null && objects.whole(), listed::toString);
        assertEquals(ground().keys.size(), objects.keys());
        assertEquals(ground().versions, objects.versions());
        List<String> lists = ground().watch.asked().stream()
                .filter(each -> each.contains("versions") || each.contains("list-type"))
                .toList();
        assertFalse(lists.isEmpty());
        // A test looks where the key for restore tests works, too.
        assertTrue(
                lists.stream()
                        .allMatch(each ->
                                each.contains("prefix=accounts") || each.contains("prefix=backstay-restore-tests")),
                lists::toString);
    }

    static final class Bucket implements ConnectionGround {
        private static final String SECRET = "an object key of this test only";
        private static final String BUCKET = "crm-files";
        private static final String FILES = "crm-db-files";
        private static final String LOCK = "object-lock";
        private static final InstantSource CLOCK = InstantSource.system();

        private final Lifetime lifetime = new Lifetime();
        private final StateCommands commands = new StateCommands();
        private final ObjectStore product;
        private final LabFaults faults = new LabFaults();
        private final LabWatch watch;
        private final Set<String> keys = new HashSet<>();
        private int versions;

        Bucket() throws Exception {
            LabObjectServer server;
            try (Secret secret = Secrets.of(SECRET)) {
                List<LabObjectKey> keys = List.of(
                        new LabObjectKey("READER", secret, LabObjectKey.Right.READ, List.of("accounts/")),
                        new LabObjectKey(
                                "SCRATCH", secret, LabObjectKey.Right.WRITE, List.of("backstay-restore-tests/")),
                        new LabObjectKey("WRITER", secret, LabObjectKey.Right.WRITE, List.of("accounts/")),
                        new LabObjectKey("PRODUCT", secret, LabObjectKey.Right.WRITE));
                server = lifetime.own(LabObjectServer.start(
                        Files.createDirectory(commands.folder().resolve("objects")), BUCKET, keys, CLOCK, null));
            }
            String address = server.address().toString();
            HttpTransport transport = lifetime.own(new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(2)));
            product = new ObjectStore(
                    transport,
                    new S3Address(Endpoint.parse(address), LabObjectServer.REGION, BUCKET, LabObjectServer.OWNER),
                    new S3Credentials("PRODUCT", Secrets.source(SECRET), null),
                    CLOCK);
            put("accounts/1/a.txt");
            put("accounts/1/a.txt");
            put("accounts/2/b.txt");
            put("other/c.txt");
            watch = LabWatch.before(server, faults);
            connect(address);
        }

        private void connect(String address) throws Exception {
            commands.makeEmptyVault();
            key("files, read", "read", "READER", address);
            key("files, scratch", "restore-to-scratch", "SCRATCH", address);
            key("files, write", "write-to-live", "WRITER", address);
            StateCommands.Answer added = commands.run(
                    "connection",
                    "add",
                    "hosted",
                    connection(),
                    "--asset=crm-db",
                    "--host=127.0.0.1",
                    "--port=1",
                    "--database=crm",
                    "--reader=CRM, read",
                    "--writer=CRM, write",
                    "--store=" + address,
                    "--store-region=" + LabObjectServer.REGION,
                    "--store-bucket=" + BUCKET,
                    "--store-owner=" + LabObjectServer.OWNER,
                    "--store-prefix=accounts/{tenant}/",
                    "--store-reader=files, read",
                    "--store-scratch=files, scratch",
                    "--store-writer=files, write");
            assertEquals(0, added.code(), added::toString);
        }

        private void key(String name, String purpose, String id, String address) {
            commands.keep("aws-access-key", purpose, name, BUCKET, SECRET, "accessKeyId=" + id, "endpoint=" + address);
        }

        private void put(String key) throws Exception {
            product.put(key, HttpBody.of(key.getBytes(StandardCharsets.UTF_8)), "text/plain");
            if (key.startsWith("accounts/")) {
                keys.add(key);
                versions++;
            }
        }

        /// Fails requests.
        LabFaults faults() {
            return faults;
        }

        @Override
        public StateCommands commands() {
            return commands;
        }

        @Override
        public String connection() {
            return "crm";
        }

        @Override
        public Set<String> assets() {
            return Set.of("crm-db", FILES);
        }

        /// An object's versions are counted, and each is no point of its own.
        @Override
        public Map<String, Moments> points() {
            return Map.of();
        }

        @Override
        public Trouble away() {
            watch.refuse(_ -> true, "ExpiredToken");
            return watch::admit;
        }

        @Override
        public Set<String> partAway() {
            return Set.of(FILES);
        }

        @Override
        public Trouble silence() {
            deny();
            return watch::admit;
        }

        @Override
        public @Nullable Object told(Known known) {
            return known.asset(FILES).immutable();
        }

        @Override
        public List<@Nullable Object> neverTold(Known known) {
            List<@Nullable Object> never = new ArrayList<>();
            never.add(known.asset(FILES).pitr());
            never.add(known.asset(FILES).kept().productionCanDelete());
            never.add(known.asset("crm-db").pitr());
            never.add(known.asset("crm-db").encryption());
            never.add(known.asset("crm-db").configured().retention());
            return never;
        }

        @Override
        public Trouble malice() throws Exception {
            put("accounts/3/\u202eevil\u001b[2J\u2028=HYPERLINK(1)\n\u009b2J//ü🎈+");
            return () -> {};
        }

        @Override
        public String changes() {
            return watch.asked().stream()
                    .filter(each -> !each.matches("(GET|HEAD) .*"))
                    .toList()
                    .toString();
        }

        @Override
        public Trouble refusal() {
            watch.refuse(_ -> true, "InvalidAccessKeyId");
            return watch::admit;
        }

        @Override
        public void deny() {
            watch.refuse(each -> each.contains(LOCK), "AccessDenied");
        }

        @Override
        public void grant(String script) {
            watch.admit();
        }

        @Override
        public Right right() {
            return new Right(
                    "bucket settings",
                    "lacks s3:GetBucketObjectLockConfiguration",
                    "\"s3:GetBucketObjectLockConfiguration\"");
        }

        @Override
        public List<String> secrets() {
            return List.of(SECRET, StateCommands.PASSPHRASE);
        }

        @Override
        public void close() throws BackstayException {
            lifetime.close();
            commands.close();
        }
    }
}
