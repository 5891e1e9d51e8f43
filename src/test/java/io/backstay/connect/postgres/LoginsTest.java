package io.backstay.connect.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.fixture.Told;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginsTest {
    private static final String WORD = "the canary password";
    private static final SecretSource LOCKED = () -> {
        throw new BackstayException(new Failure.Conflict("The vault is locked", "Unlock it."));
    };

    @Test
    void aServerElsewhereIsSureOnlyWhereItsCertificateNamesIt() throws Exception {
        assertNull(login(Map.of()).unsure());
        assertNull(login(Map.of("host", "127.0.0.1", "tlsMode", "require")).unsure());
        assertTrue(
                String.valueOf(login(Map.of("tlsMode", "require")).unsure()).contains("whoever answers is believed"));
        assertTrue(
                String.valueOf(login(Map.of("tlsMode", "verify-ca")).unsure()).contains("any other server"));
    }

    @Test
    void aCredentialBecomesALoginWithTheStrictestWay() throws Exception {
        Login login = login(Map.of());
        assertEquals("app@db.example.com:5433/shop", login.toString());
        assertEquals(new Tls(Tls.Mode.VERIFY_FULL, null), login.tls());
        assertEquals(
                new Tls(Tls.Mode.DISABLE, null),
                login(Map.of("host", "127.0.0.1")).tls());
    }

    @Test
    void aCredentialMayChooseAnotherWayAndAnAuthority() throws Exception {
        assertEquals(Tls.Mode.REQUIRE, login(Map.of("tlsMode", "require")).tls().mode());
        assertEquals(
                new Tls(Tls.Mode.VERIFY_CA, Path.of("our ca.pem")),
                login(Map.of("tlsMode", "verify-ca", "ca", "our ca.pem")).tls());
        assertEquals(
                Path.of("our ca.pem"), login(Map.of("ca", "our ca.pem")).tls().ca());
        assertEquals(
                Tls.Mode.VERIFY_FULL,
                login(Map.of("host", "127.0.0.1", "tlsMode", "verify-full"))
                        .tls()
                        .mode());
        Tls kept = login(Map.of("tlsMode", "require")).to("other").tls();
        assertEquals(Tls.Mode.REQUIRE, kept.mode());
        assertNull(kept.ca());
    }

    @ParameterizedTest
    @CsvSource({
        "host, db.example.com/x",
        "host, 'db example'",
        "port, 0",
        "port, 65536",
        "port, 54a",
        "port, -1",
        "database, ' '",
        "user, 'a\tb'",
        "tlsMode, prefer",
        "tlsMode, DISABLE",
        "tlsMode, disable",
        "ca, 'a\0b'"
    })
    void aFieldThatMakesNoSenseIsRefused(String field, String value) {
        var refused = assertThrows(BackstayException.class, () -> login(Map.of(field, value)));
        assertInstanceOf(Failure.BadInput.class, refused.failure());
    }

    @Test
    void anAuthorityThatWouldNotBeLookedAtIsRefused() {
        assertThrows(BackstayException.class, () -> login(Map.of("tlsMode", "require", "ca", "our.pem")));
        assertThrows(BackstayException.class, () -> login(Map.of("host", "127.0.0.1", "ca", "our.pem")));
        assertThrows(IllegalArgumentException.class, () -> new Tls(Tls.Mode.REQUIRE, Path.of("our.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.com", "127.0.0.1.example.com", "127.example.com", "10.0.0.1", "localhost.org"})
    void offThisMachineNoPasswordGoesInClearText(String host) {
        var clear = new Tls(Tls.Mode.DISABLE, null);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Login(host, 5432, "shop", "app", Secrets.source(WORD), clear));
        assertEquals(
                Tls.Mode.VERIFY_FULL,
                new Login(host, 5432, "shop", "app", Secrets.source(WORD)).tls().mode());
    }

    @Test
    void anotherKindOfCredentialIsADefect() throws Exception {
        try (var token = Credential.of(EntryKind.API_TOKEN, Map.of("token", Secrets.of(WORD)))) {
            assertThrows(IllegalArgumentException.class, () -> Logins.of(token, LOCKED));
        }
    }

    @Test
    void thePasswordIsBorrowedOncePerSessionAndClosedAfterwards() throws Exception {
        Login base = TestPostgres.database();
        List<Secret> lent = new ArrayList<>();
        SecretSource counted = () -> {
            Secret copy = base.password().open();
            lent.add(copy);
            return copy;
        };
        Login login = base.as(base.user(), counted).to(base.database());
        assertEquals(0, lent.size());
        login.open("test").close();
        login.open("test").close();
        assertEquals(2, lent.size());
        for (Secret copy : lent) {
            assertThrows(IllegalStateException.class, () -> copy.lendBytes(bytes -> bytes.length));
        }
    }

    @Test
    void comparingAndPrintingDoesNotBorrow() throws Exception {
        Login login = new Login("127.0.0.1", 5432, "shop", "app", LOCKED);
        assertEquals(login, new Login("127.0.0.1", 5432, "shop", "app", LOCKED));
        assertEquals(login.hashCode(), login.to("shop").hashCode());
        assertNotEquals(login, login.as("app", Secrets.source(WORD)));
        assertEquals("app@127.0.0.1:5432/shop", login.toString());
        var refused = assertThrows(BackstayException.class, () -> login.open("test"));
        assertEquals("The vault is locked.", refused.failure().message());
    }

    @Test
    void noPartOfARefusalHoldsThePassword() throws Exception {
        Login wrong = TestPostgres.database().as("postgres", Secrets.source(WORD));
        var refused = assertThrows(BackstayException.class, () -> wrong.open("test"));
        assertInstanceOf(Failure.Refused.class, refused.failure());
        String told = Told.by(refused);
        assertTrue(told.contains("password authentication failed"), told);
        assertFalse(told.contains(WORD), told);
    }

    private static Login login(Map<String, String> changes) throws BackstayException {
        Map<String, String> texts = new HashMap<>(
                Map.of("host", "db.example.com", "port", "5433", "database", "shop", "user", "app", "password", WORD));
        texts.putAll(changes);
        Map<String, Secret> fields = new HashMap<>();
        texts.forEach((name, text) -> fields.put(name, Secrets.of(text)));
        try (Credential credential = Credential.of(EntryKind.POSTGRES_LOGIN, fields)) {
            return Logins.of(credential, LOCKED);
        }
    }
}
