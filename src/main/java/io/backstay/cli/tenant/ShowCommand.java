package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.TerminalProgress;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant show`: what a mapping finds of one tenant.
@Command(
        name = "show",
        description = "What a mapping finds of one tenant in live; exit code 1 when something needs thought.")
final class ShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final VaultAccess access;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "The database's connection; 'lab' starts the practice lab. Default: ${DEFAULT-VALUE}.")
    private String connection = "lab";

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

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    ShowCommand(Session session) {
        this.session = session;
        this.access = new VaultAccess(session);
    }

    @Override
    public Integer call() throws Exception {
        TenantId whose = tenant;
        if (whose == null) {
            throw new IllegalStateException("the tenant is required");
        }
        TenantMaps.Found found;
        TerminalProgress progress = progress(session);
        try (Desk desk = session.open()) {
            TenantCommand.unlock(desk, connection, access);
            found = desk.tenantMaps().show(connection, whose, mapping, progress);
            progress.end("done");
        }
        if (json) {
            session.print(Json.pretty(found));
        } else {
            people(found);
        }
        return (found.clean() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD).code();
    }

    private void people(TenantMaps.Found found) {
        session.print("By " + found.mapping() + (found.confirmed() ? ":" : ", a draft that nobody has confirmed:"));
        for (TenantMaps.Rows each : found.tables()) {
            session.print("  %-40s %12s".formatted(each.table(), Counts.of(each.rows(), "row")));
        }
        for (TenantMaps.Reference each : found.references()) {
            session.print("  %s refers to %s of %s%s"
                    .formatted(
                            each.table(),
                            Counts.of(each.rows(), "shared row"),
                            each.parent(),
                            each.missing() == 0 ? ", all there" : ", " + each.missing() + " of them not there"));
        }
        found.empty().forEach(each -> session.print("  " + each + " holds rows, but none of this tenant"));
        found.links().forEach(each -> session.print("! " + each));
        found.unmapped().forEach(each -> session.print("! " + each));
        found.problems().forEach(each -> session.print("! " + each));
    }

    static TerminalProgress progress(Session session) {
        return new TerminalProgress(
                session.terminal().err(),
                session.terminal().interactive(),
                session.terminal().clock());
    }

    /// A tenant's key as it is typed.
    static final class TenantWord implements CommandLine.ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String typed) {
            try {
                return new TenantId(typed);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
