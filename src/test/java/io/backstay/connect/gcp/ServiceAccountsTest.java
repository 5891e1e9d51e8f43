package io.backstay.connect.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.connect.Trial;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.fixture.Asked;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import io.backstay.vault.entry.EntryKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in that was written from RFC 7523 and from Google's page "Using OAuth 2.0 for server to server
/// applications", not against Google.
final class ServiceAccountsTest {
    private static final String URI = "https://oauth2.googleapis.com/token";
    private static final String EMAIL = "reader@acme-prod.iam.gserviceaccount.com";
    private static KeyPair pair;
    private static KeyPair other;

    @TempDir
    Path folder;

    @BeforeAll
    static void keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        other = generator.generateKeyPair();
    }

    private static String file(String... changed) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Map<String, String> fields = new TreeMap<>(Map.of(
                "type", "service_account",
                "project_id", "acme-prod",
                "private_key_id", "0123456789abcdef",
                "private_key", pem,
                "client_email", EMAIL,
                "token_uri", URI,
                "universe_domain", "googleapis.com"));
        for (int i = 0; i < changed.length; i += 2) {
            fields.put(changed[i], changed[i + 1]);
        }
        return Json.compact(fields);
    }

    /// As Google answers; the assertion must be signed with that key.
    private static Answer google(Request request, KeyPair known) throws Exception {
        String[] parts = request.field("assertion").split("\\.", -1);
        Base64.Decoder decoder = Base64.getUrlDecoder();
        Fields header = Json.parse("header", decoder.decode(parts[0])).fields();
        Fields claims = Json.parse("claims", decoder.decode(parts[1])).fields();
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(known.getPublic());
        rsa.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        long issued = claims.required("iat").whole();
        long expires = claims.required("exp").whole();
        boolean right = request.field("grant_type").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
                && header.text("alg").equals("RS256")
                && header.text("kid").equals("0123456789abcdef")
                && claims.text("iss").equals(EMAIL)
                && claims.text("aud").equals(URI)
                && claims.text("scope").endsWith(".read-only")
                && Math.abs(Instant.now().getEpochSecond() - issued) < 300
                && expires > issued
                && expires - issued <= 3600
                && rsa.verify(decoder.decode(parts[2]));
        return right
                ? Answer.json(200, "{\"access_token\":\"canaryToken\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
                : Answer.json(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature. "
                                + request.field("assertion") + "\"}");
    }

    private static Trial tried(Way way, InstantSource clock, Map<String, String> fields) throws Exception {
        try (var asked = new Asked(way, clock);
                var credential = Asked.credential(EntryKind.SERVICE_ACCOUNT, fields)) {
            return new ServiceAccounts(asked.question()).prove(credential);
        }
    }

    private Trial tried(KeyPair known, Map<String, String> fields) throws Exception {
        try (StandIn server = new StandIn(
                folder, List.of("oauth2.googleapis.com", "tokens.example.com"), request -> google(request, known))) {
            return tried(server.way(), InstantSource.system(), fields);
        }
    }

    @Test
    void aKeyThatGoogleKnowsWorksAndItsTokenIsDropped() throws Exception {
        Trial trial = tried(pair, Map.of("json", file()));
        assertEquals(true, trial.works(), trial.sentence());
        assertTrue(trial.sentence().contains(EMAIL), trial.sentence());
        assertFalse(trial.sentence().contains("canary"), trial.sentence());
    }

    @Test
    void aKeyThatGoogleDoesNotKnowDoesNotHold() throws Exception {
        Trial trial = tried(other, Map.of("json", file()));
        assertEquals(false, trial.works());
        assertTrue(trial.sentence().contains("invalid_grant"), trial.sentence());
        assertFalse(trial.sentence().contains("eyJ"), trial.sentence());
    }

    @Test
    void aRefusalWhileTheClocksDifferProvesNothing() throws Exception {
        try (StandIn server = new StandIn(folder, List.of("oauth2.googleapis.com"), request -> google(request, pair))) {
            InstantSource behind = () -> Instant.now().minus(Duration.ofHours(2));
            assertNull(tried(server.way(), behind, Map.of("json", file())).works());
        }
    }

    @Test
    void nothingIsSentToAHostThatIsNotGooglesUnlessTheCredentialNamesItToo() throws Exception {
        for (String uri : List.of(
                "https://tokens.example.com/token",
                "https://googleapis.com.example.com/token",
                "https://evilgoogleapis.com/token",
                "http://oauth2.googleapis.com/token",
                "https://169.254.169.254/token",
                "http://127.0.0.1/token",
                "https://user@oauth2.googleapis.com/token",
                "nonsense")) {
            try (StandIn server = new StandIn(folder, List.of("tokens.example.com"), _ -> Answer.json(200, "{}"))) {
                Trial trial = tried(server.way(), InstantSource.system(), Map.of("json", file("token_uri", uri)));
                assertNull(trial.works(), uri);
                assertEquals(List.of(), server.requests(), uri);
                assertTrue(trial.sentence().contains("tokenEndpoint"), trial.sentence());
            }
        }
        String own = "https://tokens.example.com/token";
        Map<String, String> named = Map.of("json", file("token_uri", own), "tokenEndpoint", own);
        try (StandIn server = new StandIn(
                folder,
                List.of("tokens.example.com"),
                _ -> Answer.json(200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}"))) {
            assertEquals(
                    true, tried(server.way(), InstantSource.system(), named).works());
        }
        assertNull(tried(pair, Map.of("json", file(), "tokenEndpoint", own)).works(), "two that differ");
    }

    @Test
    void aNameOfGooglesThatLeadsIntoANetworkOfOnesOwnIsNotCalled() throws Exception {
        Map<String, String> inside = Map.of(
                "json", file("token_uri", "https://127.0.0.1/token"), "tokenEndpoint", "https://127.0.0.1/token");
        Trial trial = tried(Way.out(Reach.PUBLIC), InstantSource.system(), inside);
        assertNull(trial.works());
        assertTrue(trial.sentence().contains("an address that such a call is not made to"), trial.sentence());
    }

    @Test
    void aFileThatIsNoKeyFileCannotWorkAndIsNotRepeated() throws Exception {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        String weak = "-----BEGIN PRIVATE KEY-----"
                + Base64.getEncoder()
                        .encodeToString(small.generateKeyPair().getPrivate().getEncoded())
                + "-----END PRIVATE KEY-----";
        for (String odd : List.of(
                "canary-no-json",
                "{\"type\":\"canary\"}",
                "[\"canary\"]",
                file("type", "authorized_user"),
                file("client_email", "canary"),
                file("private_key", "canary"),
                file("private_key", "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----"),
                file("private_key", weak))) {
            Trial trial = tried(pair, Map.of("json", odd));
            assertEquals(false, trial.works(), odd);
            assertFalse(trial.sentence().contains("canary"), trial.sentence());
        }
    }
}
