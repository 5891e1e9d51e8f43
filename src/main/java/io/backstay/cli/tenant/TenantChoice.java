package io.backstay.cli.tenant;

import io.backstay.act.tenant.DataSets;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.TenantWord;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose rows, in which database, found by which mapping.
final class TenantChoice {
    @Mixin
    private final ConnectionChoice connection = new ConnectionChoice();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            required = true,
            converter = TenantWord.class,
            description = "The tenant's key, as the database writes it; its parts with a / between them.")
    private @Nullable TenantId tenant;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "The mapping. Default: mappings/NAME.yaml of the state folder.")
    private @Nullable Path mapping;

    String connection() {
        return connection.name();
    }

    TenantId tenant() {
        TenantId whose = tenant;
        if (whose == null) {
            throw new IllegalStateException("the tenant is required");
        }
        return whose;
    }

    DataSets.Whose whose() {
        return new DataSets.Whose(connection.name(), tenant(), mapping);
    }

    /// Absent for the connection's own.
    @Nullable
    Path mapping() {
        return mapping;
    }
}
