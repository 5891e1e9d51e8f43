package io.backstay.cli.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.codec.Value;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Adding, replacing, removing, listing and trying credentials.
final class VaultEntriesTest extends VaultLine {
    private static final String[] ENTRY_KEYS = {
        "id", "name", "kind", "purpose", "account", "tenant", "revision", "createdAt", "changedAt", "rotateAfterDays"
    };

    private final FakeVaults vaults = locked();

    @Test
    void onATerminalWhatIsMissingIsAskedForAndSecretsAreNotShown() {
        var person = new FakePerson(PASSPHRASE, "5432", "billing", "reader", TOKEN);
        Answer answer = run(
                vaults,
                person,
                "",
                "vault",
                "add",
                "--kind",
                "postgres-login",
                "--purpose",
                "restore-to-scratch",
                "--name",
                "Billing",
                "--account",
                "billing-db",
                "--tenant",
                "1003",
                "--rotate-after",
                "90",
                "--field",
                "host=db.example");

        done(answer);
        assertEquals(
                Map.of(
                        "host",
                        "db.example",
                        "port",
                        "5432",
                        "database",
                        "billing",
                        "user",
                        "reader",
                        "password",
                        TOKEN),
                vaults.of("Billing").fields());
        assertEquals(Purpose.RESTORE_TO_SCRATCH, vaults.of("Billing").entry().purpose());
        assertEquals("1003", vaults.of("Billing").entry().tenant());
        assertEquals(90, vaults.of("Billing").entry().rotateAfterDays());
        assertEquals(
                List.of(
                        "hidden Passphrase or recovery code of the vault: ",
                        "shown port: ",
                        "shown database: ",
                        "shown user: ",
                        "hidden password: "),
                person.heard);
    }

    @Test
    void secretsAreTheLinesOfStandardInputInTheOrderAsked() throws Exception {
        Answer answer = run(
                vaults,
                null,
                PASSPHRASE + "\n" + TOKEN + "\n\n" + TOKEN + "-external\n",
                "vault",
                "add",
                "--json",
                "--passphrase-file",
                "-",
                "--kind",
                "aws-access-key",
                "--purpose",
                "read",
                "--name",
                "Prod",
                "--account",
                "123456789012",
                "--field",
                "accessKeyId=AKIAEXAMPLE");

        done(answer);
        assertEquals(
                Map.of("accessKeyId", "AKIAEXAMPLE", "secretAccessKey", TOKEN, "externalId", TOKEN + "-external"),
                vaults.of("Prod").fields());
        keys(answer.document(), ENTRY_KEYS);
        assertEquals("", answer.err());
    }

    @Test
    void withAPassphraseFileAndNoTerminalAllLinesAreSecretsOfTheCredential() throws Exception {
        done(run(vaults, null, TOKEN, token("--passphrase-file", pass())));
        assertEquals(Map.of("token", TOKEN), vaults.of("Neon").fields());
    }

    @Test
    void withAPassphraseFileOnATerminalTheSecretIsAskedFor() throws Exception {
        var person = new FakePerson(TOKEN);
        done(run(vaults, person, "", token("--passphrase-file", pass())));
        assertEquals(List.of("hidden token: "), person.heard);
        assertEquals(Map.of("token", TOKEN), vaults.of("Neon").fields());
    }

    @Test
    void theRecoveryCodeOpensItToo() {
        done(run(vaults, null, vaults.code + "\n" + TOKEN, token("--passphrase-file", "-")));
        assertEquals(1, vaults.size());
    }

    @Test
    void aSecretAsAnArgumentIsRefusedAndNotRepeated() {
        Answer answer = run(vaults, null, "", token("--field", "token=" + TOKEN));
        refused(answer, 64, "token is secret: an argument can be read by other processes");
        assertEquals(List.of(), vaults.acts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault add --kind api-token --purpose read --name N --account A --field CANARY",
                "vault add --kind api-token --purpose read --name N --account A --field =CANARY",
                "vault add --kind api-token --purpose read --name N --account A --field pasword=CANARY",
                "vault add --kind api-token --purpose read --name N --account A --token CANARY",
                "vault add --kind api-token --purpose read --name N --account A --token=CANARY",
                "vault add --kind api-token --purpose read --name N --account A CANARY",
                "vault add --kind api-token --purpose read --name N --account A -pCANARY",
                "vault list CANARY",
                "vault list --passphrase=CANARY",
                "vault init --passphrase CANARY",
                "vault unlock CANARY",
                "vault remove N CANARY"
            })
    void aSecretInAWrongPlaceIsNotRepeated(String typed) {
        refused(run(vaults, null, "", typed.split(" ")), 64, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault",
                "vault add",
                "vault add --kind signing-key --purpose read --name N --account A",
                "vault add --kind api-token --purpose sign --name N --account A",
                "vault add --kind api-token --purpose read --name N --account A --rotate-after 0",
                "vault add --kind api-token --purpose read --name N --account A --rotate-after 3651",
                "vault add --kind api-token --purpose read --name N --account A --rotate-after soon",
                "vault add --kind api-token --purpose read --name N --account A --json-file x",
                "vault add --kind api-token --purpose read --name N --account A --field endpoint=",
                "vault add --kind api-token --purpose read --name N --account A --field endpoint=a --field endpoint=b",
                "vault add --kind postgres-login --purpose read --name N --account A --field host=h",
                "vault add --kind api-token --purpose read --name N --account A --tenant=",
                "vault add --kind api-token --purpose read --name= --account A",
                "vault remove",
                "vault replace",
                "vault test",
                "vault import",
                "vault export f.bsvault",
                "vault export --entry N"
            })
    void aCommandLineThatMakesNoSenseIsUsageBeforeAnythingIsAsked(String typed) {
        refused(run(vaults, null, "", typed.split(" ")), 64, "");
        assertEquals(List.of(), vaults.acts);
    }

    @Test
    void aMissingSecretIsRefused() throws Exception {
        refused(run(vaults, null, "", token("--passphrase-file", pass())), 3, "The token is missing");
        refused(run(vaults, null, PASSPHRASE, token("--passphrase-file", "-")), 3, "The token is missing");
        assertEquals(0, vaults.size());
    }

    @Test
    void withoutATerminalAndWithoutAFileNothingIsAsked() {
        refused(run(vaults, null, PASSPHRASE + "\n" + TOKEN, token()), 3, "There is no terminal on which");
    }

    @Test
    void aServiceAccountIsItsFile() throws Exception {
        String key = " {\"private_key\": \"" + TOKEN + "\"}\n";
        Path file = secretFile("key.json", key);
        done(run(vaults, null, "", account(file)));
        assertEquals(Map.of("json", key), vaults.of("Account").fields());
    }

    @Test
    void aFileThatIsNoServiceAccountIsRefused() throws Exception {
        refused(run(vaults, null, "", account(secretFile("text", TOKEN))), 3, "does not begin with a brace");
        refused(run(vaults, null, "", account(secretFile("empty", ""))), 3, "does not begin with a brace");
        refused(run(vaults, null, "", account(secretFile("big", "{".repeat(262_145)))), 3, "larger than the limit");
        refused(run(vaults, null, "", account(folder.resolve("gone"))), 3, "gone");
        refused(run(vaults, null, "", account(folder)), 3, "cannot be read");
        assertEquals(0, vaults.size());
    }

    private String[] account(Path file) throws Exception {
        return new String[] {
            "vault",
            "add",
            "--kind",
            "service-account",
            "--purpose",
            "read",
            "--name",
            "Account",
            "--account",
            "p",
            "--json-file",
            file.toString(),
            "--passphrase-file",
            pass()
        };
    }

    @Test
    void aNameThatIsTakenIsRefused() throws Exception {
        vaults.put(EntryKind.API_TOKEN, "Neon", Map.of("token", TOKEN));
        refused(run(vaults, null, TOKEN, token("--passphrase-file", pass())), 3, "taken");
    }

    @Test
    void anotherPassphraseIsRefusedBeforeTheSecretsAreAskedFor() {
        var person = new FakePerson(NEXT, TOKEN);
        refused(run(vaults, person, "", token()), 3, "that is not its passphrase");
        assertEquals(1, person.left().size());
    }

    @Test
    void noPassphraseIsAskedForWhereNoneWouldHelp() {
        var person = new FakePerson(PASSPHRASE, TOKEN);
        refused(run(absent(), person, "", token()), 3, "vault init");
        FakeVaults damaged = locked();
        damaged.damage = "its header is cut off";
        refused(run(damaged, person, "", token()), 3, "its header is cut off");
        FakeVaults waiting = locked();
        waiting.waitUntil = FakeVaults.NOW.plusSeconds(9);
        refused(run(waiting, person, "", token()), 3, "Wait 10 s");
        assertEquals(List.of(), person.heard);
    }

    @Test
    void theListTellsEverythingButSecrets() throws Exception {
        vaults.put(EntryKind.API_TOKEN, "Neon\u202e", Map.of("token", TOKEN));
        Answer people = run(vaults, new FakePerson(PASSPHRASE), "", "vault", "list");
        done(people);
        for (String word : List.of("api-token", "read", "10", "due", "c0ffee01", "Nightly sync", "1 credential")) {
            assertTrue(people.out().contains(word), people.out());
        }
        assertFalse(people.out().contains("\u202e"), "a name turns the line around");

        Answer programs = run(vaults, null, PASSPHRASE, "vault", "list", "--json", "--passphrase-file", "-");
        done(programs);
        keys(programs.document(), "entries");
        if (programs.document().get("entries") instanceof Value.Items(var _, var entries)
                && entries.getFirst() instanceof Value.Members(var _, var entry)) {
            keys(
                    entry,
                    "id",
                    "name",
                    "kind",
                    "purpose",
                    "account",
                    "tenant",
                    "revision",
                    "createdAt",
                    "changedAt",
                    "rotateAfterDays",
                    "usedBy",
                    "lastLentAt",
                    "ageDays",
                    "due",
                    "fingerprint");
        } else {
            throw new AssertionError(programs.out());
        }
    }

    @Test
    void removingTakesTheNameTypedAgain() {
        vaults.put(EntryKind.API_TOKEN, "Neon", Map.of("token", TOKEN));
        var careless = new FakePerson(PASSPHRASE, "neon");
        refused(run(vaults, careless, "", "vault", "remove", "Neon"), 3, "nothing was removed");
        assertEquals(1, vaults.size());
        assertTrue(careless.heard.contains("It is used by Nightly sync."), careless.heard::toString);

        done(run(vaults, new FakePerson(PASSPHRASE, "Neon"), "", "vault", "remove", "Neon"));
        assertEquals(0, vaults.size());
    }

    @Test
    void removingWithoutATerminalTakesYes() throws Exception {
        String id = vaults.put(EntryKind.API_TOKEN, "Neon", Map.of("token", TOKEN))
                .id()
                .value();
        refused(run(vaults, null, PASSPHRASE, "vault", "remove", id, "--passphrase-file", "-"), 3, "--yes");
        assertEquals(1, vaults.size());
        Answer answer =
                run(vaults, null, PASSPHRASE, "vault", "remove", id, "--yes", "--json", "--passphrase-file", "-");
        done(answer);
        keys(answer.document(), "removed", "id");
        assertEquals(0, vaults.size());
    }

    @Test
    void aNameThatIsNotThereIsRefused() throws Exception {
        for (String verb : List.of("remove", "replace", "test")) {
            refused(
                    run(vaults, new FakePerson(PASSPHRASE), "", "vault", verb, "Nobody"),
                    3,
                    "A credential named 'Nobody' does not exist.");
        }
    }

    @Test
    void replacingKeepsEverythingButTheFields() throws Exception {
        vaults.put(EntryKind.OAUTH_CLIENT, "Azure", Map.of("clientSecret", "old"));
        Answer answer = run(
                vaults,
                null,
                TOKEN,
                "vault",
                "replace",
                "Azure",
                "--passphrase-file",
                pass(),
                "--json",
                "--field",
                "tokenEndpoint=https://login.example/token",
                "--field",
                "clientId=backstay");
        done(answer);
        keys(answer.document(), ENTRY_KEYS);
        assertEquals(2, vaults.of("Azure").entry().revision());
        assertEquals(TOKEN, vaults.of("Azure").fields().get("clientSecret"));

        refused(run(vaults, null, TOKEN, "vault", "replace", "Azure", "--passphrase-file", pass()), 64, "--field");
        vaults.put(EntryKind.SIGNING_KEY, "Key", Map.of("seed", TOKEN));
        refused(run(vaults, null, TOKEN, "vault", "replace", "Key", "--passphrase-file", pass()), 3, "by hand");
    }

    @Test
    void tryingTellsWhetherItWorks() throws Exception {
        vaults.put(EntryKind.API_TOKEN, "Neon", Map.of("token", TOKEN));
        String[] words = {"vault", "test", "Neon", "--json", "--passphrase-file", "-"};
        Answer works = run(vaults, null, PASSPHRASE, words);
        done(works);
        keys(works.document(), "name", "id", "works", "said");
        vaults.works = false;
        assertEquals(1, run(vaults, null, PASSPHRASE, words).code());
        vaults.works = null;
        assertEquals(2, run(vaults, null, PASSPHRASE, words).code());
    }

    private String pass() throws Exception {
        Path file = folder.resolve("pass");
        return (Files.exists(file) ? file : secretFile("pass", PASSPHRASE + "\n")).toString();
    }

    private static String[] token(String... more) {
        var words = new ArrayList<>(List.of(
                "vault", "add", "--kind", "api-token", "--purpose", "read", "--name", "Neon", "--account", "project"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
