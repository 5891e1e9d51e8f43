package io.backstay.act.vault;

import io.backstay.act.vault.Vaults.TestOutcome;
import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.postgres.Logins;
import io.backstay.seal.SecretSource;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import io.backstay.vault.Vault;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/// Tries a credential on what it is for.
final class CredentialTest {
    private static final byte[] SAMPLE = "a signature that counts for nothing".getBytes(StandardCharsets.UTF_8);

    private final ProviderTrial providers;

    CredentialTest(ProviderTrial providers) {
        this.providers = providers;
    }

    TestOutcome run(Vault vault, Entry entry) throws BackstayException, InterruptedException {
        return switch (entry.kind()) {
            case POSTGRES_LOGIN -> vault.lend(entry.id(), CredentialTest::login);
            case SIGNING_KEY -> signature(vault.signer(entry.id()));
            case AWS_ACCESS_KEY, API_TOKEN, OAUTH_CLIENT, SERVICE_ACCOUNT -> provider(vault, entry);
        };
    }

    private TestOutcome provider(Vault vault, Entry entry) throws BackstayException, InterruptedException {
        try (Credential lent = vault.borrow(entry.id())) {
            Trial trial = providers.run(entry, lent);
            return new TestOutcome(trial.works(), trial.sentence());
        }
    }

    private static TestOutcome login(Credential credential) throws BackstayException {
        try (Connection session = Logins.of(credential, SecretSource.of(credential.secret("password")))
                        .open("backstay vault test");
                var statement = session.createStatement();
                var row = statement.executeQuery(
                        "select current_user, split_part(version(), ' ', 2), current_database()")) {
            row.next();
            return new TestOutcome(
                    true,
                    "Logged in as " + row.getString(1) + " to the database " + row.getString(3) + " on PostgreSQL "
                            + row.getString(2) + ".");
        } catch (BackstayException e) {
            return new TestOutcome(
                    false, e.failure().message() + " " + e.failure().advice());
        } catch (SQLException e) {
            return new TestOutcome(false, "The server took the login, but no question: error " + e.getSQLState() + ".");
        }
    }

    private static TestOutcome signature(Signer signer) throws BackstayException {
        VerifierKey key = signer.key();
        return key.verify(SAMPLE, signer.sign(SAMPLE))
                ? new TestOutcome(
                        true, "It signs, and its public half verifies; fingerprint " + key.fingerprint() + ".")
                : new TestOutcome(false, "What it signs does not verify with its public half: make another key.");
    }
}
