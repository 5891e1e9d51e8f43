package io.backstay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.digitalocean.DigitalOceanTokens;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.connect.neon.NeonKeys;
import io.backstay.connect.supabase.SupabaseTokens;
import io.backstay.fixture.Asked;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.seal.SecretSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against stand-ins that were written from the providers' OpenAPI documents, not against the providers.
final class ApiTokensTest {
    private static final String TOKEN = "canary_v1_0123456789abcdef";

    @TempDir
    Path folder;

    /// One provider.
    private record Case(String host, String target, String answer, String told, Proving proving) {}

    @FunctionalInterface
    private interface Proving {
        Trial by(CredentialQuestion question, SecretSource source) throws Exception;
    }

    private static final List<Case> CASES = List.of(
            new Case(
                    SupabaseTokens.HOST,
                    "/v1/projects",
                    "[{\"id\":\"a\",\"name\":\"one\"},{\"id\":\"b\",\"name\":\"two\"}]",
                    "it sees 2 projects",
                    (question, source) -> new SupabaseTokens(question).prove(source)),
            new Case(
                    DigitalOceanTokens.HOST,
                    "/v2/account",
                    "{\"account\":{\"droplet_limit\":25,\"email\":\"sammy@example.com\",\"uuid\":"
                            + "\"b6fr89dbf6d9156cace5f3c78dc9851d957381ef\",\"email_verified\":true,"
                            + "\"status\":\"active\",\"status_message\":\"\"}}",
                    "of an account",
                    (question, source) -> new DigitalOceanTokens(question).prove(source)),
            new Case(
                    NeonKeys.HOST,
                    "/api/v2/auth",
                    "{\"account_id\":\"org-morning-bread-81040908\",\"auth_method\":\"api_key_org\"}",
                    "of an organization, org-morning-bread-81040908",
                    (question, source) -> new NeonKeys(question).prove(source)));

    private Trial tried(Case each, StandIn.Answering answering) throws Exception {
        try (StandIn server = new StandIn(folder, List.of(each.host()), answering);
                var asked = new Asked(server.way(), InstantSource.system())) {
            Trial trial = each.proving().by(asked.question(), Secrets.source(TOKEN));
            assertFalse(trial.sentence().contains(TOKEN), trial.sentence());
            return trial;
        }
    }

    @Test
    void aTokenThatIsTakenWorks() throws Exception {
        for (Case each : CASES) {
            Trial trial = tried(each, request -> {
                boolean right = request.method().equals("GET")
                        && request.target().equals(each.target())
                        && request.header("authorization").equals("Bearer " + TOKEN);
                return right ? Answer.json(200, each.answer()) : Answer.json(401, "{}");
            });
            assertEquals(true, trial.works(), trial.sentence());
            assertTrue(trial.sentence().contains(each.told()), trial.sentence());
        }
    }

    @Test
    void aTokenThatIsNotTakenAndOneThatMayNotAskAreToldApart() throws Exception {
        for (Case each : CASES) {
            Trial unknown = tried(each, _ -> Answer.json(401, "{\"message\":\"" + TOKEN + "\"}"));
            assertEquals(false, unknown.works());
            assertTrue(unknown.sentence().contains("does not take the token"), unknown.sentence());
            Trial limited = tried(each, _ -> Answer.json(403, "{\"message\":\"" + TOKEN + "\"}"));
            assertEquals(false, limited.works());
            assertTrue(limited.sentence().contains("lacks the right"), limited.sentence());
        }
    }

    @Test
    void whatProvesNothingIsToldSo() throws Exception {
        for (Case each : CASES) {
            for (Answer odd : List.of(
                    Answer.json(200, "\"" + TOKEN + "\""),
                    Answer.json(200, "<html>"),
                    Answer.json(404, "{}"),
                    Answer.json(500, "{}"),
                    Answer.json(200, " ".repeat(100_001)),
                    new Answer(301, "text/html", "", Map.of("Location", "https://" + each.host() + "/other")))) {
                Trial trial = tried(each, _ -> odd);
                assertNull(trial.works(), each.host() + " " + trial);
            }
        }
    }

    @Test
    void aTokenThatNoHeaderCanHoldIsRefusedBeforeItIsSent() throws Exception {
        for (String odd : List.of("canary with space", "canary\nline", "canaryé")) {
            try (StandIn server = new StandIn(folder, List.of(NeonKeys.HOST), _ -> Answer.json(200, "{}"));
                    var asked = new Asked(server.way(), InstantSource.system())) {
                var refused = assertThrows(
                        BackstayException.class, () -> new NeonKeys(asked.question()).prove(Secrets.source(odd)));
                assertFalse(refused.toString().contains("canary"), refused.toString());
                assertEquals(List.of(), server.requests());
            }
        }
    }
}
