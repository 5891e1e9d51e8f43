package io.backstay.connect.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.http.way.Way;
import io.backstay.fixture.Asked;
import io.backstay.fixture.AwsTokenService;
import io.backstay.fixture.StandIn;
import io.backstay.fixture.StandIn.Answer;
import io.backstay.vault.entry.EntryKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in for AWS's token service that was written from AWS's API reference, not against AWS.
final class AwsKeysTest {
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final InstantSource NOW = InstantSource.system();

    @TempDir
    Path folder;

    private static Map<String, String> key(String... more) {
        Map<String, String> fields =
                new TreeMap<>(Map.of("accessKeyId", ID, "secretAccessKey", SECRET, "region", "eu-central-1"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private StandIn standIn(StandIn.Answering answering) throws Exception {
        return new StandIn(folder, List.of(AwsTokenService.HOST), answering);
    }

    private static Trial tried(Way way, InstantSource clock, String account, Map<String, String> fields)
            throws Exception {
        try (var asked = new Asked(way, clock);
                var credential = Asked.credential(EntryKind.AWS_ACCESS_KEY, fields)) {
            Trial trial = new AwsKeys(asked.question()).prove(credential, account);
            assertFalse(trial.sentence().contains(SECRET), trial.sentence());
            return trial;
        }
    }

    private Trial tried(AwsTokenService service, String account, Map<String, String> fields) throws Exception {
        try (StandIn aws = standIn(service)) {
            return tried(aws.way(), NOW, account, fields);
        }
    }

    private Trial answered(StandIn.Answering answering) throws Exception {
        try (StandIn aws = standIn(answering)) {
            return tried(aws.way(), NOW, AwsTokenService.ACCOUNT, key());
        }
    }

    @Test
    void aKeyThatWorksIsToldWithItsNameAndItsAccount() throws Exception {
        Trial trial = tried(new AwsTokenService(ID, SECRET, "", ""), AwsTokenService.ACCOUNT, key());
        assertEquals(true, trial.works(), trial.sentence());
        assertTrue(trial.sentence().contains("arn:aws:iam::123456789012:user/Alice"), trial.sentence());
    }

    @Test
    void aKeyOfAnotherAccountDoesNotHold() throws Exception {
        Trial trial = tried(new AwsTokenService(ID, SECRET, "", ""), "999999999999", key());
        assertEquals(false, trial.works());
        assertTrue(trial.sentence().contains("bound to another account, 999999999999"), trial.sentence());
        Trial named = tried(new AwsTokenService(ID, SECRET, "", ""), "acme production", key());
        assertEquals(true, named.works());
        assertTrue(named.sentence().contains("were not compared"), named.sentence());
    }

    @Test
    void aSessionTokenIsSentAndOneThatEndedIsToldSo() throws Exception {
        var service = new AwsTokenService(ID, SECRET, "FwoGZXIvYXdzEXAMPLE", "");
        assertEquals(
                true,
                tried(service, AwsTokenService.ACCOUNT, key("sessionToken", "FwoGZXIvYXdzEXAMPLE"))
                        .works());
        assertEquals(false, tried(service, AwsTokenService.ACCOUNT, key()).works(), "without its token");
        Trial ended = tried(
                new AwsTokenService(ID, SECRET, "FwoGZXIvexpired", ""),
                AwsTokenService.ACCOUNT,
                key("sessionToken", "FwoGZXIvexpired"));
        assertEquals(false, ended.works());
        assertTrue(ended.sentence().contains("ExpiredToken"), ended.sentence());
        assertTrue(ended.sentence().contains("session has ended"), ended.sentence());
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndItsAccountCounts() throws Exception {
        var service = new AwsTokenService(ID, SECRET, "", "external/7+é");
        Map<String, String> fields = key("roleArn", AwsTokenService.ROLE, "externalId", "external/7+é");
        Trial trial = tried(service, "210987654321", fields);
        assertEquals(true, trial.works(), trial.sentence());
        assertTrue(trial.sentence().contains("assumed-role/backup-reader"), trial.sentence());
        assertFalse(trial.sentence().contains("canaryRole"), trial.sentence());
        assertEquals(false, tried(service, AwsTokenService.ACCOUNT, fields).works());
    }

    @Test
    void aRoleThatMayNotBeAssumedIsToldApartFromAKeyThatDoesNotWork() throws Exception {
        var service = new AwsTokenService(ID, SECRET, "", "right");
        Trial trial = tried(service, "210987654321", key("roleArn", AwsTokenService.ROLE, "externalId", "wrongOne"));
        assertEquals(false, trial.works());
        assertTrue(trial.sentence().startsWith("The key works as arn:aws:iam::123456789012:user/Alice, but may not"));
        assertFalse(trial.sentence().contains("wrongOne"), trial.sentence());
    }

    @Test
    void aWrongSecretAndAnUnknownKeyAreToldApart() throws Exception {
        Trial wrong = tried(new AwsTokenService(ID, "another", "", ""), AwsTokenService.ACCOUNT, key());
        assertEquals(false, wrong.works());
        assertTrue(wrong.sentence().contains("does not belong to this key id"), wrong.sentence());
        Trial unknown = tried(new AwsTokenService("AKIAOTHER", SECRET, "", ""), AwsTokenService.ACCOUNT, key());
        assertEquals(false, unknown.works());
        assertTrue(unknown.sentence().contains("No active key has this id"), unknown.sentence());
    }

    @Test
    void aRefusalWhileTheClocksDifferProvesNothing() throws Exception {
        try (StandIn aws = standIn(new AwsTokenService(ID, "another", "", ""))) {
            Trial trial =
                    tried(aws.way(), () -> Instant.now().minus(Duration.ofMinutes(20)), AwsTokenService.ACCOUNT, key());
            assertNull(trial.works());
            assertTrue(trial.sentence().contains("clock of this computer differs"), trial.sentence());
        }
    }

    @Test
    void whoeverIsNotReachedHasProvenNothing() throws Exception {
        Way gone;
        try (StandIn aws = standIn(_ -> Answer.xml(200, ""))) {
            gone = aws.way();
        }
        Trial trial = tried(gone, NOW, AwsTokenService.ACCOUNT, key());
        assertNull(trial.works());
        assertTrue(trial.sentence().contains("nothing accepts connections"), trial.sentence());
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedOrIsOfAnotherNameGetsNothing() throws Exception {
        try (StandIn aws = standIn(new AwsTokenService(ID, SECRET, "", ""))) {
            assertTls("vouches", tried(aws.untrusted(), NOW, AwsTokenService.ACCOUNT, key()), aws);
        }
        try (StandIn other = new StandIn(folder, List.of("sts.example.com"), new AwsTokenService(ID, SECRET, "", ""))) {
            assertTls("for other names", tried(other.way(), NOW, AwsTokenService.ACCOUNT, key()), other);
        }
    }

    private static void assertTls(String why, Trial trial, StandIn server) {
        assertNull(trial.works());
        assertTrue(trial.sentence().contains(why), trial.sentence());
        assertEquals(List.of(), server.requests());
    }

    @Test
    void aRedirectIsNotFollowedAndAnAnswerThatIsTooLargeIsDropped() throws Exception {
        try (StandIn aws =
                standIn(_ -> new Answer(307, "text/plain", "", Map.of("Location", "https://elsewhere.example.com/")))) {
            Trial trial = tried(aws.way(), NOW, AwsTokenService.ACCOUNT, key());
            assertNull(trial.works());
            assertTrue(trial.sentence().contains("redirect"), trial.sentence());
            assertEquals(1, aws.requests().size());
        }
        Trial large = answered(_ -> Answer.xml(200, "x".repeat(100_001)));
        assertNull(large.works());
        assertTrue(large.sentence().contains("larger than the limit"), large.sentence());
    }

    @Test
    void whatIsBusyOrDoesNotAnswerAsAwsDoesProvesNothing() throws Exception {
        for (Answer odd : List.of(
                Answer.xml(503, ""),
                Answer.xml(429, ""),
                Answer.xml(200, "<html>welcome</html>"),
                Answer.xml(200, "<a><Arn>" + SECRET + "</Arn></a>"),
                Answer.xml(403, "<ErrorResponse><Error><Code>" + SECRET + "</Code></Error></ErrorResponse>"),
                Answer.xml(400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"))) {
            Trial trial = answered(_ -> odd);
            assertNull(trial.works(), odd + " " + trial);
        }
    }

    @Test
    void aRegionOrAnIdThatAwsDoesNotHaveIsRefusedBeforeAnythingIsSent() {
        for (Map<String, String> odd : List.of(key("region", "example-com"), key("accessKeyId", "short"))) {
            assertThrows(BackstayException.class, () -> answeredWith(odd));
        }
    }

    private void answeredWith(Map<String, String> fields) throws Exception {
        try (StandIn aws = standIn(_ -> Answer.xml(200, ""))) {
            try {
                tried(aws.way(), NOW, AwsTokenService.ACCOUNT, fields);
            } finally {
                assertEquals(List.of(), aws.requests());
            }
        }
    }
}
