package io.backstay.act.connection;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
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

    /// No data is of a moment that is to come.
    public void requirePast(Instant now) throws BackstayException {
        if (moment.isAfter(now)) {
            throw new BackstayException(new Failure.BadInput(
                    "The staging server is said to hold the data of " + Utc.words(moment) + ", which is to come.",
                    "Say of what moment its data is, with --at."));
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
