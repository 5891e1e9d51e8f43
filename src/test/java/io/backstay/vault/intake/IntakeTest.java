package io.backstay.vault.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @Test
    void anAwsFileGivesOneCredentialForEachProfileWithAKey() throws BackstayException {
        String file = """
                # written by hand
                [default]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key=%s
                region = eu-central-1   # Frankfurt

                [profile backup-reader]
                AWS_ACCESS_KEY_ID = AKIAI44QH8DHBEXAMPLE
                aws_secret_access_key = second/secret
                aws_session_token = token==
                role_arn = arn:aws:iam::123456789012:role/reader
                external_id = outside
                s3 =
                  max_concurrent_requests = 20
                ; the end
                """.formatted(SECRET);
        try (Imports imports = parse(file)) {
            assertEquals(List.of(), imports.problems());
            assertEquals(2, imports.found().size());
            Imported first = imports.found().getFirst();
            assertEquals("profile default, line 2", first.where());
            assertEquals("default", first.name());
            assertEquals(Purpose.READ, first.purpose());
            assertEquals(EntryKind.AWS_ACCESS_KEY, first.kind());
            assertEquals("eu-central-1", first.credential().text("region"));
            assertEquals(SECRET, secret(first, "secretAccessKey"));
            Imported second = imports.found().getLast();
            assertEquals("profile backup-reader, line 7", second.where());
            assertEquals("backup-reader", second.name());
            assertEquals("123456789012", second.account());
            assertEquals("AKIAI44QH8DHBEXAMPLE", second.credential().text("accessKeyId"));
            assertEquals("second/secret", secret(second, "secretAccessKey"));
            assertEquals("token==", secret(second, "sessionToken"));
            assertEquals("outside", secret(second, "externalId"));
            assertEquals(
                    "arn:aws:iam::123456789012:role/reader", second.credential().text("roleArn"));
        }
    }

    @Test
    void aRoleTakesItsKeyFromItsSourceProfile() throws BackstayException {
        String file = """
                [base]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = s3cret
                region = eu-west-1
                [profile restore]
                role_arn = arn:aws:iam::210987654321:role/restore
                source_profile = base
                [profile elsewhere]
                role_arn = arn:aws:iam::210987654321:role/restore
                source_profile = other
                """;
        try (Imports imports = parse(file)) {
            assertEquals(2, imports.found().size());
            Imported role = imports.found().getLast();
            assertEquals("AKIAIOSFODNN7EXAMPLE", role.credential().text("accessKeyId"));
            assertEquals("s3cret", secret(role, "secretAccessKey"));
            assertEquals("eu-west-1", role.credential().text("region"));
            assertEquals("210987654321", role.account());
            assertEquals(List.of("Line 8: the profile elsewhere holds no access key."), imports.problems());
        }
    }

    @Test
    void aBadProfileDoesNotLoseTheOthers() throws BackstayException {
        String file = """
                aws_access_key_id = too early
                [half]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                [other half]
                aws_secret_access_key = hunter2hunter2
                [where]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = hunter2hunter2
                region = Frankfurt am Main
                hunter2hunter2
                [sso-session corp]
                sso_start_url = https://sso.example
                [good]
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = hunter2hunter2
                """;
        try (Imports imports = parse(file)) {
            assertEquals(
                    List.of("good"),
                    imports.found().stream().map(Imported::name).toList());
            assertEquals(
                    List.of(
                            "Line 1 stands before the first profile.",
                            "Line 10 is neither a setting nor a profile in brackets.",
                            "Line 2: the profile half has an access key's id but not its secret.",
                            "Line 4: the profile other half has an access key's secret but not its id.",
                            "Line 6: The region of the AWS access key is no region's name, such as eu-central-1 in"
                                    + " small letters."),
                    imports.problems());
        }
    }

    @Test
    void aPgpassGivesOneLoginForEachLineWithoutWildcards() throws BackstayException {
        String file = """
                # host:port:database:user:password
                db.example:5432:shop:reader:pa\\:ss\\\\word=1
                \\:\\:1:5433:shop:writer: spaces stay\s
                *:5432:shop:reader:hunter2hunter2
                db.example:5432:*:reader:hunter2hunter2
                db.example:5432:shop:reader:hunter2:hunter2
                db.example:99999:shop:reader:hunter2hunter2
                only:four:parts:here
                """;
        try (Imports imports = parse(file)) {
            assertEquals(2, imports.found().size());
            Imported first = imports.found().getFirst();
            assertEquals("line 2", first.where());
            assertEquals(EntryKind.POSTGRES_LOGIN, first.kind());
            assertEquals("reader@db.example/shop", first.name());
            assertEquals("db.example:5432", first.account());
            assertEquals("pa:ss\\word=1", secret(first, "password"));
            assertEquals("::1", imports.found().getLast().credential().text("host"));
            assertEquals(" spaces stay ", secret(imports.found().getLast(), "password"));
            String parts = "not host:port:database:user:password; a colon inside a part is written with a backslash"
                    + " before it.";
            assertEquals(
                    List.of(
                            "Line 4 leaves its host open (*); add that login by hand, for one server.",
                            "Line 5 leaves its database open (*); add that login by hand, for one server.",
                            "Line 6 has 6 parts, " + parts,
                            "Line 7: The port of the PostgreSQL login is no number from 1 to 65535.",
                            "Line 8 has 4 parts, " + parts),
                    imports.problems());
        }
    }

    @Test
    void anEnvironmentFileGivesKeysLoginsAddressesAndTokens() throws BackstayException {
        String file = """
                # local settings
                export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
                AWS_SECRET_ACCESS_KEY="%s"
                AWS_REGION='eu-central-1' # Frankfurt
                AWS_SESSION_TOKEN=
                PGHOST=db.example
                PGUSER=reader
                PGPASSWORD='p#a$$ "word"'
                PGSSLMODE=prefer
                DATABASE_URL=postgres://me%%40corp:p%%3Aa%%2Fs%%C3%%A9@[::1]:6432/shop?a=b&sslmode=require
                DIGITALOCEAN_TOKEN="dop_v1_\\"x\\\\\\$y"
                NEON_API_KEY=napi_1 # the old one
                UNKNOWN=passed over
                """.formatted(SECRET);
        try (Imports imports = parse(file)) {
            assertEquals(List.of(), imports.problems());
            assertEquals(
                    List.of(
                            "address, line 10",
                            "DIGITALOCEAN_TOKEN, line 11",
                            "NEON_API_KEY, line 12",
                            "AWS_ACCESS_KEY_ID, line 2",
                            "PGPASSWORD, line 6"),
                    imports.found().stream().map(Imported::where).toList());
            Credential address = imports.found().getFirst().credential();
            assertEquals("me@corp", address.text("user"));
            assertEquals("p:a/sé", secret(imports.found().getFirst(), "password"));
            assertEquals("[::1]", address.text("host"));
            assertEquals("6432", address.text("port"));
            assertEquals("shop", address.text("database"));
            assertEquals("require", address.text("tlsMode"));
            assertEquals("dop_v1_\"x\\$y", secret(imports.found().get(1), "token"));
            assertEquals("digitalocean", imports.found().get(1).account());
            assertEquals("napi_1", secret(imports.found().get(2), "token"));
            assertEquals("neon-api-key", imports.found().get(2).name());
            assertEquals(SECRET, secret(imports.found().get(3), "secretAccessKey"));
            assertEquals("eu-central-1", imports.found().get(3).credential().text("region"));
            assertFalse(imports.found().get(3).credential().has("sessionToken"));
            Imported login = imports.found().get(4);
            assertEquals("p#a$$ \"word\"", secret(login, "password"));
            assertEquals("reader@db.example/reader", login.name());
            assertEquals("5432", login.credential().text("port"));
            assertFalse(login.credential().has("tlsMode"));
        }
    }

    @Test
    void aBadVariableDoesNotLoseTheOthers() throws BackstayException {
        String file = """
                AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
                PGPASSWORD=hunter2hunter2
                A_TOKEN="hunter2hunter2
                B_TOKEN=${HUNTER2HUNTER2}
                C_TOKEN='hunter2' hunter2
                hunter2hunter2
                D_URL=postgres://reader@db.example/hunter2hunter2
                E_URL=postgres://reader:hunter2%zz@db.example/shop
                F_URL=postgres://reader:hunter2hunter2@a.example,b.example/shop
                G_URL=postgres://reader:hunter2hunter2@db.example
                H_TOKEN=good
                PGPASSWORD=hunter2hunter2
                """;
        try (Imports imports = parse(file)) {
            assertEquals(
                    List.of("h-token"),
                    imports.found().stream().map(Imported::name).toList());
            String address = ": the address of a PostgreSQL server ";
            String several = "names several servers or none, or has a % without two hexadecimal digits.";
            assertEquals(
                    List.of(
                            "Line 3 opens a quote that does not end on it.",
                            "Line 4 refers to another variable; write the value itself.",
                            "Line 5 goes on after its closing quote.",
                            "Line 6 is no KEY=value.",
                            "Line 7" + address + "lacks its user or its password.",
                            "Line 8" + address + several,
                            "Line 9" + address + several,
                            "Line 10" + address + "lacks its database.",
                            "Line 12 sets PGPASSWORD again; the later one is taken.",
                            "Line 1: of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set.",
                            "Line 12: PGPASSWORD is set, but not PGHOST."),
                    imports.problems());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n# nothing\n", "hello world", "{\"key\": 1}", "\u0000", "a,b,c\n1,2,3"})
    void anyOtherFileIsRefusedInOneSentence(String content) {
        var refused = assertThrows(BackstayException.class, () -> parse(content));
        assertEquals(
                "my file is none of the files that are read here: an AWS credentials or config file, a .pgpass, an"
                        + " environment file.",
                refused.failure().message());
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreTaken() throws BackstayException {
        try (Imports imports = parse("\uFEFFX_TOKEN=abc\r\nY_TOKEN=def\r\n")) {
            assertEquals("abc", secret(imports.found().getFirst(), "token"));
            assertEquals("def", secret(imports.found().getLast(), "token"));
        }
    }

    @Test
    void whatWasReadIsOverwritten() throws BackstayException {
        byte[] bytes = "X_TOKEN=abc\n".getBytes(StandardCharsets.UTF_8);
        Intake.parse("my file", bytes).close();
        assertArrayEquals(new byte[bytes.length], bytes);
        byte[] refused = "hello world".getBytes(StandardCharsets.UTF_8);
        assertThrows(BackstayException.class, () -> Intake.parse("my file", refused));
        assertArrayEquals(new byte[refused.length], refused);
    }

    @Test
    void theLimitsHold() throws BackstayException {
        var size = assertThrows(BackstayException.class, () -> Intake.parse("my file", new byte[(1 << 20) + 1]));
        assertTrue(size.failure() instanceof Failure.TooLarge);
        String thousand = lines(1000);
        try (Imports imports = parse(thousand)) {
            assertEquals(1000, imports.found().size());
        }
        var many = assertThrows(BackstayException.class, () -> parse(lines(1001)));
        assertEquals(
                "The file holds more than 1000 credentials.", many.failure().message());
        try (Imports imports = parse("A_TOKEN=" + "a".repeat(16 << 10) + "\nB_TOKEN=b\n" + "nonsense\n".repeat(150))) {
            assertEquals(1, imports.found().size());
            assertEquals(
                    "Line 1 has more than 16384 characters.", imports.problems().getFirst());
            assertEquals(101, imports.problems().size());
            assertEquals("51 more lines have problems.", imports.problems().getLast());
        }
    }

    @Test
    void aFileIsReadAndLeftAsItWas(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("credentials"), "X_TOKEN=abc\n");
        try (Imports imports = Intake.read(file)) {
            assertEquals("abc", secret(imports.found().getFirst(), "token"));
        }
        assertEquals("X_TOKEN=abc\n", Files.readString(file));
        try (var all = Files.list(folder)) {
            assertEquals(List.of(file), all.toList());
        }
        Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
        assertTrue(
                assertThrows(BackstayException.class, () -> Intake.read(large)).failure() instanceof Failure.TooLarge);
        assertTrue(
                assertThrows(BackstayException.class, () -> Intake.read(folder)).failure() instanceof Failure.BadInput);
        assertTrue(
                assertThrows(BackstayException.class, () -> Intake.read(folder.resolve("none")))
                                .failure()
                        instanceof Failure.NotFound);
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() throws BackstayException {
        try (Imports imports = parse("X_TOKEN=" + SECRET + "\nPGPASSWORD=" + SECRET + "\n" + SECRET + "\n")) {
            assertFalse(imports.toString().contains(SECRET), imports.toString());
            assertTrue(imports.toString().contains("API token [secret]"), imports.toString());
        }
    }

    private static String lines(int tokens) {
        return IntStream.range(0, tokens).mapToObj(i -> "T" + i + "_TOKEN=x").collect(Collectors.joining("\n"));
    }

    private static Imports parse(String text) throws BackstayException {
        return Intake.parse("my file", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(Imported imported, String field) {
        return imported.credential().secret(field).lendChars(String::new);
    }
}
