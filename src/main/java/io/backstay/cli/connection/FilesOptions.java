package io.backstay.cli.connection;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.TenantWord;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.When;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose files, of which moment, in which store: the options of commands about them.
final class FilesOptions {
    @Option(
            names = "--connection",
            paramLabel = "NAME",
            required = true,
            description = "The connection with the object store, see 'backstay connection list'.")
    private String connection = "";

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            required = true,
            converter = TenantWord.class,
            description = "The tenant's key, as the database writes it; its parts with a / between them.")
    private @Nullable TenantId tenant;

    @Option(
            names = "--at",
            paramLabel = "T",
            required = true,
            converter = When.class,
            description = "The moment whose files are wanted, ISO-8601 with offset or zone.")
    private @Nullable Instant at;

    @Mixin
    private final VaultAccess access;

    FilesOptions(Session session) {
        this.access = new VaultAccess(session);
    }

    /// What was asked for, with the vault open for it where it must be.
    Connections.FilesAt open(Desk desk) throws BackstayException, InterruptedException {
        TenantId whose = tenant;
        Instant when = at;
        if (whose == null || when == null) {
            throw new IllegalStateException("picocli requires the tenant and the moment");
        }
        access.openFor(desk, connection);
        return new Connections.FilesAt(connection, whose, when);
    }

    /// The keys that an answer begins with: `connection`, `tenant`, `at`.
    static Map<String, Object> document(Connections.FilesAt wanted) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("connection", wanted.connection());
        document.put("tenant", wanted.tenant().value());
        document.put("at", wanted.at().toString());
        return document;
    }
}
