package io.backstay.act.connection.reach;

import io.backstay.act.connection.SelfManaged;
import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Logins;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;

/// Logins to one database server, each out of a credential of the vault for its own purpose.
record LiveLogins(SelfManaged.Server server, Keys keys) {
    /// A login that goes to no server but the one that its sealed entry names.
    Login login(String name, Purpose purpose) throws BackstayException {
        Login login = keys.make(
                name,
                EntryKind.POSTGRES_LOGIN,
                purpose,
                (credential, secrets) -> Logins.of(credential, secrets.apply("password")));
        if (!login.host().equals(server.host()) || login.port() != server.port()) {
            throw keys.refused(
                    name,
                    "it belongs to " + login.host() + ":" + login.port() + ", and the connection leads to " + server);
        }
        return login.to(server.database());
    }
}
