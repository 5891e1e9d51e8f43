package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.role.Gate;
import io.backstay.act.role.Recorder;
import io.backstay.act.role.Role;
import io.backstay.act.vault.Vaults.TestOutcome;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.EntryFilter;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Progress;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.neon.NeonKeys;
import io.backstay.fixture.Asked;
import io.backstay.fixture.AwsTokenService;
import io.backstay.fixture.CanaryScan;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.Told;
import io.backstay.seal.Secret;
import io.backstay.vault.Derivation;
import io.backstay.vault.KeyMaking;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Credentials tried from an open vault, against stand-ins that repeat whatever they are sent: what is recorded,
/// and
/// that no secret comes to lie anywhere but in the vault.
final class ProviderTrialTest {
    private static final String AWS_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final Map<String, String> SECRETS = Map.of(
            "aws", "canaryAwsSecretKey/0123456789",
            "session", "canaryAwsSession/0123456789",
            "external", "canaryExternalId-0123456789",
            "client", "canaryClientPassword-0123456789",
            "api", "canary_api_token_0123456789");

    @TempDir
    Path folder;

    private final StringWriter logged = new StringWriter();
    private final Handler handler = new Keeping();
    private final AtomicReference<Function<Reach, Way>> ways = new AtomicReference<>(Way::out);
    private Path home = Path.of("");
    private AuditLog audit;
    private VaultDesk desk;

    @BeforeEach
    void begin() throws Exception {
        for (String name : List.of("", "io.backstay", "okhttp3", "software.amazon.awssdk")) {
            Logger.getLogger(name).setLevel(Level.ALL);
        }
        Logger.getLogger("").addHandler(handler);
        home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        InstantSource clock = InstantSource.system();
        audit = AuditLog.open(
                home.resolve("audit.db"), clock, new Who("jonas", "administrator", "test"), new SecureRandom());
        var place = new VaultPlace(
                home,
                new DiskStorage(),
                new SecureRandom(),
                clock,
                new KeyMaking(192L << 20, Derivation.argon2id(), _ -> Duration.ofSeconds(1)),
                VaultPlace.IDLE_USUAL);
        desk = new VaultDesk(
                place,
                audit,
                new Recorder(() -> audit, new Gate(Role.ADMINISTRATOR, () -> audit)),
                new SigningKeys(audit),
                reach -> ways.get().apply(reach));
        try (Secret passphrase = Secrets.of("granite walrus umbrella seven");
                Vaults.Pending pending = desk.create(passphrase, Progress.NONE)) {
            pending.confirm(pending.recoveryCode());
        }
    }

    @AfterEach
    void end() {
        desk.close();
        audit.close();
        Logger.getLogger("").removeHandler(handler);
        Logger.getLogger("").setLevel(Level.INFO);
        for (String name : List.of("io.backstay", "okhttp3", "software.amazon.awssdk")) {
            Logger.getLogger(name).setLevel(null);
        }
    }

    private static String secret(String name) {
        return Objects.requireNonNull(SECRETS.get(name), name);
    }

    private Entry add(EntryKind kind, String account, Map<String, String> fields) throws Exception {
        try (var credential = Asked.credential(kind, fields)) {
            return desk.add(
                    new Vaults.Draft(kind, Purpose.READ, kind.title() + " " + account, account, null, null),
                    credential);
        }
    }

    private Entry awsKey(String account) throws Exception {
        return add(
                EntryKind.AWS_ACCESS_KEY,
                account,
                Map.of(
                        "accessKeyId",
                        AWS_ID,
                        "secretAccessKey",
                        secret("aws"),
                        "sessionToken",
                        secret("session"),
                        "region",
                        "eu-central-1",
                        "roleArn",
                        AwsTokenService.ROLE,
                        "externalId",
                        secret("external")));
    }

    private TestOutcome tried(Entry entry, StandIn server) throws Exception {
        ways.set(_ -> way(server));
        return desk.test(entry.id());
    }

    private static Way way(StandIn server) {
        try {
            return server.way();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> trials() throws BackstayException {
        return audit.newest(EntryFilter.ALL, 100).stream()
                .filter(entry -> entry.act().equals("vault.test"))
                .map(entry -> entry.outcome() == null
                        ? "intent"
                        : entry.outcome() + " " + entry.detail().get("works"))
                .toList();
    }

    @Test
    void everyTrialHasItsIntentAndItsOutcomeInTheRecord() throws Exception {
        var service = new AwsTokenService(AWS_ID, secret("aws"), secret("session"), secret("external"));
        Entry right = awsKey("210987654321");
        Entry mine = awsKey("111111111111");
        try (StandIn aws = new StandIn(folder, List.of(AwsTokenService.HOST), service)) {
            assertEquals(true, tried(right, aws).works());
            assertEquals(false, tried(mine, aws).works());
        }
        assertNull(desk.test(right.id()).works(), "nobody listens there any more");
        assertEquals(List.of("intent", "DONE true", "intent", "DONE false", "intent", "DONE null"), sorted(trials()));
    }

    /// Oldest first, whichever way the record lists them.
    private static List<String> sorted(List<String> trials) {
        return trials.getFirst().equals("intent") ? trials : trials.reversed();
    }

    @Test
    void aTokenGoesToTheProviderThatItsEntryNamesAndNowhereElse() throws Exception {
        try (StandIn neon = new StandIn(
                folder,
                List.of(NeonKeys.HOST),
                _ -> Answer.json(200, "{\"account_id\":\"org-1\",\"auth_method\":\"api_key_org\"}"))) {
            Map<String, String> token = Map.of("token", secret("api"));
            Map<String, String> named = new HashMap<>(token);
            named.put("endpoint", "https://console.neon.tech/api/v2/");
            assertEquals(
                    true, tried(add(EntryKind.API_TOKEN, "neon", named), neon).works());
            int asked = neon.requests().size();
            for (String odd : List.of(
                    "https://console.neon.tech:8443/", "https://console.neon.tech.example.com/", "http://localhost/")) {
                named.put("endpoint", odd);
                TestOutcome outcome = tried(add(EntryKind.API_TOKEN, odd, named), neon);
                assertNull(outcome.works());
                assertTrue(outcome.sentence().contains("does not say whose token it is"), outcome.sentence());
            }
            assertNull(
                    tried(add(EntryKind.API_TOKEN, "no endpoint", token), neon).works());
            assertEquals(asked, neon.requests().size());
        }
    }

    @Test
    void noSecretComesToLieAnywhereHoweverTheAnswerLooks() throws Exception {
        Entry key = awsKey("210987654321");
        Entry client = add(
                EntryKind.OAUTH_CLIENT,
                "idp",
                Map.of(
                        "tokenEndpoint", "https://login.example.com/token",
                        "clientId", "reader",
                        "clientSecret", secret("client")));
        Entry token = add(
                EntryKind.API_TOKEN, "neon", Map.of("endpoint", "https://console.neon.tech", "token", secret("api")));
        Map<String, byte[]> canaries = new HashMap<>();
        SECRETS.forEach((name, text) -> canaries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        CanaryScan scan = new CanaryScan(canaries);
        StringBuilder told = new StringBuilder();
        boolean sent = false;
        for (String way : List.of("refused", "named", "busy", "elsewhere", "huge")) {
            try (StandIn echo = new StandIn(
                    folder,
                    List.of(AwsTokenService.HOST, "login.example.com", NeonKeys.HOST),
                    request -> echo(way, request))) {
                for (Entry entry : List.of(key, client, token)) {
                    told.append(tried(entry, echo));
                    ways.set(_ -> echo.untrusted());
                    told.append(desk.test(entry.id()));
                }
                sent |= echo.requests().toString().contains(secret("api"));
            }
        }
        Entry broken = add(
                EntryKind.API_TOKEN,
                "broken",
                Map.of("endpoint", "https://console.neon.tech", "token", secret("api") + "\n"));
        told.append(Told.by(assertThrows(BackstayException.class, () -> desk.test(broken.id()))));
        assertTrue(sent, "the stand-in saw what it could have told");
        for (AuditEntry entry : audit.newest(EntryFilter.ALL, 1000)) {
            told.append(entry);
        }
        assertEquals(Set.of(), scan.scan("told", told.toString().getBytes(StandardCharsets.UTF_8)));
        assertEquals(Set.of(), scan.scan("the log", logged.toString().getBytes(StandardCharsets.UTF_8)));
        assertEquals(Set.of(), scan.scan(List.of(home)), "every byte of every file of the state folder");
        assertFalse(told.isEmpty());
    }

    /// Says back what it was sent, wherever an answer has room for it.
    private static Answer echo(String way, StandIn.Request request) {
        String all = request.header("authorization") + request.header("x-amz-security-token") + request.body();
        String token = request.header("authorization").replace("Bearer ", "");
        String arn = "arn:aws:iam::123456789012:user/" + secret("aws");
        return switch (way) {
            case "refused" ->
                new Answer(
                        403,
                        "text/xml",
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>" + all
                                + "</Message></Error></ErrorResponse>",
                        Map.of("x-request-id", token, "x-echo", all));
            case "named" ->
                request.header("authorization").startsWith("Bearer")
                        ? Answer.json(200, "{\"account_id\":\"" + token + "\",\"auth_method\":\"" + token + "\"}")
                        : Answer.xml(200, "<R><Arn>" + arn + "</Arn></R>");
            case "busy" -> new Answer(503, "text/plain", all, Map.of("Retry-After", "0"));
            case "elsewhere" -> new Answer(302, "text/plain", all, Map.of("Location", "https://example.com/?" + token));
            default -> Answer.json(200, all + "x".repeat(3 << 20));
        };
    }

    /// Keeps every line that any library logs, at every level.
    private final class Keeping extends Handler {
        @Override
        public void publish(LogRecord line) {
            synchronized (logged) {
                Object[] parameters = line.getParameters();
                logged.write(line.getMessage()
                        + (parameters == null ? "" : List.of(parameters).toString()));
                if (line.getThrown() != null) {
                    logged.write(Told.by(line.getThrown()));
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
