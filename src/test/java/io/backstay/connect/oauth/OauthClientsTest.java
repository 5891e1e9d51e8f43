package io.backstay.connect.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.fixture.Asked;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.fixture.StandIn.Request;
import io.backstay.vault.entry.EntryKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in that was written from RFC 6749 sections 2.3.1, 4.4 and 5.
final class OauthClientsTest {
    private static final String HOST = "login.example.com";
    private static final String PASSWORD = "canary/secret+of:a client%";
    private static final String TOKEN = "canaryTokenThatIsDropped";

    @TempDir
    Path folder;

    private static Answer given() {
        return Answer.json(
                200, "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"x\":{}}");
    }

    private static Answer refused(int status, String error) {
        return Answer.json(
                status, "{\"error\":\"" + error + "\",\"error_description\":\"" + PASSWORD.replace("%", "") + "\"}");
    }

    private static boolean inHeader(Request request) {
        String header = request.header("authorization");
        if (!header.startsWith("Basic ")) {
            return false;
        }
        String[] sides =
                new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", -1);
        return sides.length == 2
                && URLDecoder.decode(sides[0], StandardCharsets.UTF_8).equals("client 1")
                && URLDecoder.decode(sides[1], StandardCharsets.UTF_8).equals(PASSWORD);
    }

    private static boolean inBody(Request request) {
        return request.form().getOrDefault("client_id", "").equals("client 1")
                && request.form().getOrDefault("client_secret", "").equals(PASSWORD);
    }

    private static Trial tried(Way way, InstantSource clock, String address) throws Exception {
        try (var asked = new Asked(way, clock);
                var credential = Asked.credential(
                        EntryKind.OAUTH_CLIENT,
                        Map.of(
                                "tokenEndpoint",
                                address,
                                "clientId",
                                "client 1",
                                "clientSecret",
                                PASSWORD,
                                "scope",
                                "backups.read"))) {
            Trial trial = new OauthClients(asked.question()).prove(credential);
            assertFalse(trial.sentence().contains("canary"), trial.sentence());
            return trial;
        }
    }

    private Trial tried(StandIn.Answering answering) throws Exception {
        try (StandIn server = new StandIn(folder, List.of(HOST), answering)) {
            return tried(server.way(), InstantSource.system(), "https://" + HOST + "/oauth2/token?tenant=a");
        }
    }

    @Test
    void aClientThatIsTakenWorksAndItsTokenIsDropped() throws Exception {
        Trial trial = tried(request -> {
            boolean right = request.method().equals("POST")
                    && request.target().equals("/oauth2/token?tenant=a")
                    && request.field("grant_type").equals("client_credentials")
                    && request.field("scope").equals("backups.read")
                    && inHeader(request);
            return right ? given() : refused(400, "invalid_request");
        });
        assertEquals(true, trial.works(), trial.sentence());
    }

    @Test
    void anEndpointThatTakesThePasswordInTheBodyOnlyIsServedToo() throws Exception {
        assertEquals(
                true,
                tried(request -> inBody(request) ? given() : refused(401, "invalid_client"))
                        .works());
    }

    @Test
    void whatTheEndpointRefusesDoesNotHold() throws Exception {
        for (String error :
                List.of("invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type")) {
            Trial trial = tried(_ -> refused(400, error));
            assertEquals(false, trial.works());
            assertTrue(trial.sentence().contains(error), trial.sentence());
        }
        assertEquals(
                false, tried(_ -> new Answer(401, "text/html", "no", Map.of())).works());
    }

    @Test
    void whatIsNoTokenEndpointOrSendsElsewhereOrIsBusyProvesNothing() throws Exception {
        for (Answer odd : List.of(
                new Answer(404, "text/html", "<html>", Map.of()),
                Answer.json(200, "{}"),
                Answer.json(200, "{\"access_token\":\"\"}"),
                Answer.json(400, "{\"error\":\"canary\"}"),
                Answer.json(200, "{\"access_token\":\"a\",\"access_token\":\"b\"}"),
                new Answer(302, "text/html", "", Map.of("Location", "https://elsewhere.example.com/")),
                Answer.json(503, ""),
                Answer.json(200, " ".repeat(100_001)))) {
            Trial trial = tried(_ -> odd);
            assertNull(trial.works(), trial.toString());
        }
    }

    @Test
    void aRefusalWhileTheClocksDifferProvesNothing() throws Exception {
        try (StandIn server = new StandIn(folder, List.of(HOST), _ -> refused(401, "invalid_client"))) {
            InstantSource ahead = () -> Instant.now().plus(Duration.ofHours(1));
            assertNull(tried(server.way(), ahead, "https://" + HOST + "/t").works());
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutRepeatingIt() throws Exception {
        for (String odd : List.of(
                "https://h/a/../b",
                "https://h/%2e%2e/b",
                "ftp://h/",
                "http://example.com/",
                "https://u@h/",
                "nonsense.example")) {
            var refused = assertThrows(BackstayException.class, () -> TokenEndpoint.parse(odd));
            assertFalse(
                    refused.failure().message().contains(odd), refused.failure().message());
        }
        assertEquals("/", TokenEndpoint.parse("https://Login.Example.com").path());
    }

    @Test
    void aNameThatLeadsToACloudsMetadataIsNotCalled() throws Exception {
        Trial trial = tried(Way.out(Reach.NETWORK), InstantSource.system(), "https://169.254.169.254/latest/token");
        assertNull(trial.works());
        assertTrue(trial.sentence().contains("an address that such a call is not made to"), trial.sentence());
    }
}
