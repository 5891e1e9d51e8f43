package io.backstay.vault.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialTest {
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("accessKeyId", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("region", "eu-central-1"),
            Map.entry("roleArn", "arn:aws:iam::123456789012:role/backup/reader"),
            Map.entry("host", "db.example"),
            Map.entry("port", "5432"),
            Map.entry("database", "shop"),
            Map.entry("user", "reader"),
            Map.entry("tlsMode", "verify-full"),
            Map.entry("ca", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
            Map.entry("endpoint", "https://api.example/v2"),
            Map.entry("tokenEndpoint", "https://login.example/token"),
            Map.entry("clientId", "backstay"),
            Map.entry("scope", "read"),
            Map.entry("keyName", "desk-1"),
            Map.entry("publicKey", "AAAA"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POSTGRES_LOGIN | port | 0 | is no number from 1 to 65535
                    POSTGRES_LOGIN | port | 65536 | is no number from 1 to 65535
                    POSTGRES_LOGIN | port | five | is no number from 1 to 65535
                    POSTGRES_LOGIN | host | https://db.example | is no host name or address;
                    POSTGRES_LOGIN | host | db.example:5432 | is no host name or address;
                    POSTGRES_LOGIN | host | db example | is no host name or address;
                    POSTGRES_LOGIN | host | ' db.example' | begins or ends with a space
                    POSTGRES_LOGIN | tlsMode | prefer | is none of verify-full, verify-ca, require and disable
                    POSTGRES_LOGIN | tlsMode | disable | may be disable only for a server on this computer
                    AWS_ACCESS_KEY | region | EU Central | is no region's name,
                    AWS_ACCESS_KEY | roleArn | arn:aws:iam::12345:role/x | is no role's ARN,
                    AWS_ACCESS_KEY | roleArn | arn:aws:iam::123456789012:user/x | is no role's ARN,
                    OAUTH_CLIENT | tokenEndpoint | http://login.example/token | is no https address
                    OAUTH_CLIENT | tokenEndpoint | https://me:pw@login.example | is no https address
                    OAUTH_CLIENT | tokenEndpoint | login.example | is no https address
                    API_TOKEN | endpoint | ftp://api.example | is no https address
                    """)
    void aFieldThatCannotBeRightIsRefusedWhenItIsTyped(EntryKind kind, String field, String value, String what)
            throws BackstayException {
        String sentence = "The " + field + " of the " + kind.title() + " " + what;
        String told = Objects.requireNonNull(problem(kind, Map.of(field, value)));
        assertTrue(told.startsWith(sentence) && told.endsWith("."), told);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRES_LOGIN, host, ::1",
        "POSTGRES_LOGIN, host, 10.0.0.7",
        "POSTGRES_LOGIN, host, db_1.eu-west.example",
        "POSTGRES_LOGIN, port, 1",
        "POSTGRES_LOGIN, port, 65535",
        "POSTGRES_LOGIN, tlsMode, require",
        "AWS_ACCESS_KEY, region, us-gov-west-1",
        "AWS_ACCESS_KEY, region, nyc3",
        "AWS_ACCESS_KEY, roleArn, arn:aws-cn:iam::123456789012:role/reader",
        "OAUTH_CLIENT, tokenEndpoint, http://127.0.0.1:8080/token",
        "API_TOKEN, endpoint, https://api.example"
    })
    void whatIsRightIsTaken(EntryKind kind, String field, String value) throws BackstayException {
        assertNull(problem(kind, Map.of(field, value)));
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "::1"})
    void tlsMayBeOffOnThisComputer(String host) throws BackstayException {
        assertNull(problem(EntryKind.POSTGRES_LOGIN, Map.of("host", host, "tlsMode", "disable")));
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void everyRequiredFieldIsAskedForAndNoOtherIsTaken(EntryKind kind) throws BackstayException {
        assertNull(problem(kind, Map.of()));
        for (EntryKind.Field field : kind.fields()) {
            Map<String, Secret> fields = fields(kind, Map.of(), "s");
            Secret left = fields.remove(field.name());
            assertNotNull(left);
            left.close();
            assertEquals(
                    field.required() ? "The " + kind.title() + " lacks its " + field.name() + "." : null,
                    refusal(kind, fields));
        }
        assertEquals("A " + kind.title() + " has no field colour.", problem(kind, Map.of("colour", "red")));
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void noOpenFieldHoldsALineBreakOrABook(EntryKind kind) throws BackstayException {
        for (EntryKind.Field field : kind.fields()) {
            if (!field.secret() && !field.name().equals("ca")) {
                assertNotNull(problem(kind, Map.of(field.name(), "a\nb")), field.name());
                assertNotNull(problem(kind, Map.of(field.name(), "a".repeat(3000))), field.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void nothingThatIsPrintedHoldsASecret(EntryKind kind) throws BackstayException {
        var random = new SplittableRandom(4242 + kind.code());
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            String canary = HexFormat.of().formatHex(bytes);
            Map<String, Secret> fields = fields(kind, Map.of(), canary);
            String printed = fields.toString();
            try (Credential credential = Credential.of(kind, fields)) {
                printed += credential + String.valueOf(credential.kind().fields());
                for (EntryKind.Field field : kind.fields()) {
                    printed += field.secret() ? told(() -> credential.text(field.name())) : "";
                    printed += told(() -> credential.secret(field.name() + "x"));
                }
            }
            for (EntryKind.Field field : kind.fields()) {
                if (!field.secret() && !field.name().equals("ca")) {
                    // A secret that was pasted into a field that is shown, in a form that it refuses.
                    Map<String, Secret> mistaken = fields(kind, Map.of(field.name(), canary + "\n:/" + canary), canary);
                    printed += told(() -> Credential.of(kind, mistaken));
                }
            }
            assertFalse(printed.contains(canary), "seed " + (4242 + kind.code()) + ", step " + i);
            assertTrue(printed.contains("[secret]"));
        }
    }

    @Test
    void anEntrySaysWhatIsWrongWithItsNames() {
        assertNull(Entry.problem("lab reader", "123456789012", null, null));
        assertNull(Entry.problem("lab reader", "123456789012", "acme", 90));
        assertEquals("A name has 1 to 200 characters and no line breaks.", Entry.problem(" ", "a", null, null));
        assertEquals("A name has 1 to 200 characters and no line breaks.", Entry.problem("a\nb", "a", null, null));
        assertEquals("A name has 1 to 200 characters and no line breaks.", Entry.problem("a\uD800", "a", null, null));
        assertEquals("An account has 1 to 200 characters and no line breaks.", Entry.problem("a", "", null, null));
        assertEquals(
                "A tenant has 1 to 200 characters and no line breaks.", Entry.problem("a", "a", "a".repeat(201), null));
        assertEquals("A reminder comes after 1 to 3650 days.", Entry.problem("a", "a", null, 0));
        assertEquals("A reminder comes after 1 to 3650 days.", Entry.problem("a", "a", null, 3651));
    }

    @Test
    void anEntryIsDueWhenItsReminderHasPassed() {
        Instant changed = Instant.parse("2026-01-01T00:00:00Z");
        Entry entry = entry(changed, 90);
        assertFalse(entry.isDue(changed.plus(Duration.ofDays(90))));
        assertTrue(entry.isDue(changed.plus(Duration.ofDays(90)).plusMillis(1)));
        assertFalse(entry(changed, null).isDue(Instant.parse("2999-01-01T00:00:00Z")));
    }

    private static Entry entry(Instant changed, @Nullable Integer days) {
        return new Entry(
                EntryId.random(new SplittableRandom(1)),
                1,
                EntryKind.API_TOKEN,
                Purpose.READ,
                "token",
                "account",
                null,
                changed,
                changed,
                days);
    }

    private static String told(Executable act) {
        var told = new StringBuilder();
        Throwable thrown = assertThrows(Throwable.class, act);
        if (thrown instanceof BackstayException e) {
            told.append(e.failure());
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            told.append(cause);
        }
        return told.toString();
    }

    private static @Nullable String problem(EntryKind kind, Map<String, String> changed) throws BackstayException {
        return refusal(kind, fields(kind, changed, "s"));
    }

    private static @Nullable String refusal(EntryKind kind, Map<String, Secret> fields) {
        try (Credential _ = Credential.of(kind, fields)) {
            return null;
        } catch (BackstayException e) {
            return e.failure().message();
        }
    }

    private static Map<String, Secret> fields(EntryKind kind, Map<String, String> changed, String secret)
            throws BackstayException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (EntryKind.Field field : kind.fields()) {
            texts.put(field.name(), field.secret() ? secret : OPEN.getOrDefault(field.name(), "open"));
        }
        texts.putAll(changed);
        Map<String, Secret> fields = new LinkedHashMap<>();
        for (var text : texts.entrySet()) {
            fields.put(text.getKey(), Secret.ofChars(text.getValue().toCharArray()));
        }
        return fields;
    }
}
