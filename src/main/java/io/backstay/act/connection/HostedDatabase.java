package io.backstay.act.connection;

import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A live PostgreSQL database whose backups its provider keeps. No part of it is secret; it names credentials of the
/// vault.
///
/// @param account the connection of kind `aws` that makes scratch servers out of its backups, absent where a person
///                has the provider make them
/// @param mapping how a tenant's rows are found: the path of a file of the format `backstay-mapping/1`
/// @param reader  sees every row and can change none
/// @param writer  sees every row and may become the restricted writer
/// @param objects the tenants' files, absent when there are none or they are not Backstay's to bring back
public record HostedDatabase(
        SelfManaged.Server server,
        @Nullable String account,
        String mapping,
        String reader,
        String writer,
        @Nullable ObjectSettings objects)
        implements Provider {
    /// As it stands in the file.
    public static final String KIND = "postgresql-hosted";

    public HostedDatabase {
        SelfManaged.absolute("mapping", mapping);
        if (reader.isBlank() || writer.isBlank() || reader.equals(writer)) {
            throw new IllegalArgumentException("the reader and the writer have names, each its own");
        }
        if (account != null && account.isBlank()) {
            throw new IllegalArgumentException("the account that makes scratch servers has a name");
        }
    }

    /// What is known of it where nobody else lists it.
    public Asset asset(Connection connection, Instant now) {
        return new Asset(
                connection.asset(),
                connection.name(),
                AssetKind.DATABASE,
                connection.environment(),
                KIND,
                server.toString(),
                null,
                null,
                null,
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Observation(connection.source(), now));
    }

    @Override
    public String kind() {
        return KIND;
    }
}
