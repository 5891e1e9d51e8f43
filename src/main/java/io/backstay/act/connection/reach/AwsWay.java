package io.backstay.act.connection.reach;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.Connection;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Logins;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How an account of AWS is reached, with what the vault lends.
public final class AwsWay {
    private static final String KEY_ID = "[A-Za-z0-9_]{16,128}";

    private final AwsAccount account;
    private final SelfManagedSite.Means means;
    private final Keys keys;

    AwsWay(Connection connection, AwsAccount account, SelfManagedSite.Means means) {
        this.account = account;
        this.means = means;
        this.keys = new Keys(connection.name(), means.lender());
    }

    /// With the key that reads.
    public AwsAccess access() throws BackstayException {
        return access(account.reader(), Purpose.READ);
    }

    /// With the key that makes snapshots.
    ///
    /// @throws BackstayException when the connection has none
    public AwsAccess maker() throws BackstayException {
        String maker = account.maker();
        if (maker == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection has no key that makes backups.",
                    "Make one by docs/access/aws-backup-now.json, and add the connection again with --backup-key."));
        }
        return access(maker, Purpose.RESTORE_TO_SCRATCH);
    }

    /// With a key of the vault; where its entry names a role, as that role, in a session called after the connection.
    public AwsAccess access(String name, Purpose purpose) throws BackstayException {
        Endpoint elsewhere = account.elsewhere();
        HttpTransport transport = means.stores().provider(elsewhere != null);
        return keys.make(name, EntryKind.AWS_ACCESS_KEY, purpose, (credential, secrets) -> {
            requireHere(name, credential, elsewhere);
            SecretSource token = credential.has("sessionToken") ? secrets.apply("sessionToken") : null;
            String id = credential.text("accessKeyId");
            if (id == null || !id.matches(KEY_ID)) {
                throw keys.refused(name, "its accessKeyId is none");
            }
            S3Credentials key = new S3Credentials(id, secrets.apply("secretAccessKey"), token);
            AwsAccess own = new AwsAccess(transport, key, means.stores().clock(), elsewhere);
            RoleSession.Role role = keys.role(name, credential, secrets);
            return role == null ? own : own.as(role, account.places().getFirst());
        });
    }

    /// A login as its entry describes it; the caller says where it goes.
    public Login login(String name) throws BackstayException {
        return keys.make(
                name,
                EntryKind.POSTGRES_LOGIN,
                Purpose.RESTORE_TO_SCRATCH,
                (credential, secrets) -> Logins.of(credential, secrets.apply("password")));
    }

    BackstayException refused(String entry, String why) {
        return keys.refused(entry, why);
    }

    InstantSource clock() {
        return means.stores().clock();
    }

    /// The number of the account to which the key is bound, absent when its entry names the account otherwise.
    public @Nullable String bound() throws BackstayException {
        return keys.account(account.reader(), null);
    }

    /// A key without an endpoint is AWS's, and goes nowhere else.
    private void requireHere(String name, Credential credential, @Nullable Endpoint elsewhere)
            throws BackstayException {
        String own = credential.text("endpoint");
        if (own == null ? elsewhere != null : !Endpoint.parse(own).equals(elsewhere)) {
            throw keys.refused(
                    name,
                    "it belongs to " + (own == null ? "AWS" : own) + ", and the connection leads to "
                            + (elsewhere == null ? "AWS" : elsewhere));
        }
    }
}
