package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.S3Credentials;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import org.jspecify.annotations.Nullable;

/// How an account of AWS is reached, with what the vault lends.
final class AwsWay {
    private static final String NUMBER = "[0-9]{12}";

    private final AwsAccount account;
    private final SelfManagedSite.Means means;
    private final Keys keys;

    AwsWay(Connection connection, AwsAccount account, SelfManagedSite.Means means) {
        this.account = account;
        this.means = means;
        this.keys = new Keys(connection.name(), means.lender());
    }

    /// With the key that reads.
    AwsAccess access() throws BackstayException {
        return access(account.reader(), Purpose.READ);
    }

    /// With the key that makes snapshots.
    ///
    /// @throws BackstayException when the connection has none
    AwsAccess maker() throws BackstayException {
        String maker = account.maker();
        if (maker == null) {
            throw new BackstayException(new Failure.BadInput(
                    "The connection has no key that makes backups.",
                    "Make one by docs/access/aws-backup-now.json, and add the connection again with --backup-key."));
        }
        return access(maker, Purpose.RESTORE_TO_SCRATCH);
    }

    private AwsAccess access(String name, Purpose purpose) throws BackstayException {
        Endpoint elsewhere = account.elsewhere();
        S3Credentials key = keys.make(name, EntryKind.AWS_ACCESS_KEY, purpose, (credential, secrets) -> {
            requireHere(name, credential, elsewhere);
            return S3Credentials.of(
                    credential,
                    secrets.apply("secretAccessKey"),
                    credential.has("sessionToken") ? secrets.apply("sessionToken") : null);
        });
        HttpTransport transport = means.stores().provider(elsewhere != null);
        return new AwsAccess(transport, key, means.stores().clock(), elsewhere);
    }

    /// The number of the account to which the key is bound, absent when its entry names the account otherwise.
    @Nullable
    String bound() throws BackstayException {
        String named = means.lender().loans().entry(account.reader()).account();
        return named.matches(NUMBER) ? named : null;
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
