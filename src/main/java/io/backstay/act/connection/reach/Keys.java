package io.backstay.act.connection.reach;

import io.backstay.act.vault.VaultLoans;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.aws.api.RoleSession;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Borrows for one connection, each credential for its own purpose.
///
/// @param connection by its name
/// @param lender     has the loans of the vault
record Keys(String connection, ConnectionSites.Lender lender) {
    private static final int SESSION_MAX = 64;
    private static final int ARN_ACCOUNT = 4;
    private static final String NUMBER = "[0-9]{12}";

    /// Makes what logs in out of a credential that is for this and for nothing else.
    <T> T make(String name, EntryKind kind, Purpose purpose, VaultLoans.Making<T> making) throws BackstayException {
        VaultLoans loans = lender.loans();
        Entry entry = loans.entry(name);
        if (entry.kind() != kind) {
            throw refused(name, "it is no " + kind.title());
        }
        if (entry.purpose() != purpose) {
            throw refused(name, "it is for " + entry.purpose().word() + ", and " + purpose.word() + " is needed");
        }
        if (entry.tenant() != null) {
            throw refused(name, "it may act for the tenant " + entry.tenant() + " alone, a connection for all");
        }
        return loans.make(entry, "connection " + connection, making);
    }

    /// The role that an AWS key assumes, in a session called after the connection; absent for none.
    RoleSession.@Nullable Role role(String name, Credential credential, Function<String, SecretSource> secrets)
            throws BackstayException {
        String arn = credential.text("roleArn");
        if (arn == null) {
            return null;
        }
        String called = "backstay-" + connection;
        SecretSource external = credential.has("externalId") ? secrets.apply("externalId") : null;
        try {
            return new RoleSession.Role(arn, external, called.substring(0, Math.min(called.length(), SESSION_MAX)));
        } catch (IllegalArgumentException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    /// The account of AWS in whose name an access key acts: that of its role, else the one that it is stored under.
    ///
    /// @return twelve digits; absent where the entry names its account otherwise
    @Nullable
    String account(String name, RoleSession.@Nullable Role role) throws BackstayException {
        String named =
                role == null ? lender.loans().entry(name).account() : role.arn().split(":", -1)[ARN_ACCOUNT];
        return named.matches(NUMBER) ? named : null;
    }

    BackstayException refused(String entry, String why) {
        return new BackstayException(new Failure.Refused(
                "The connection " + connection,
                "the credential '" + entry + "' cannot be used: " + why,
                "Store the right one with 'backstay vault add', or name another."));
    }
}
