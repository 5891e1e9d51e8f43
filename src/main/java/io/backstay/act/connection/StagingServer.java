package io.backstay.act.connection;

import java.time.Instant;

/// A PostgreSQL server that a person had made out of a backup, such as a new project in a provider's dashboard, and of
/// which that person says of what moment its data is. It is read and never written to. No part of it is secret.
///
/// @param login  a PostgreSQL login of the vault that restores to scratch and sees every row
/// @param moment as the person stated it; nothing here can show that it is so
public record StagingServer(SelfManaged.Server server, String login, Instant moment) implements Provider {
    /// As it stands in the file.
    public static final String KIND = "postgresql-staging";

    public StagingServer {
        if (login.isBlank()) {
            throw new IllegalArgumentException("the login has a name");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Where it answers, and of what moment it is said to be.
    @Override
    public String toString() {
        return server + ", said to be of " + moment;
    }
}
