package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connection;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay tenant show`: what a mapping finds of one tenant.
@Command(
        name = "show",
        description = "What a mapping finds of one tenant in live; exit code 1 when something needs thought.")
final class ShowCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            description = "The database's connection; 'lab' starts the practice lab. Default: ${DEFAULT-VALUE}.")
    private String connection = Connection.LAB;

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

    ShowCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        TenantId whose = tenant;
        if (whose == null) {
            throw new IllegalStateException("the tenant is required");
        }
        access.openFor(desk, connection);
        TenantMaps.Found found = watched(progress -> desk.tenantMaps().show(connection, whose, mapping, progress));
        if (isForPrograms()) {
            session.print(Json.pretty(found));
        } else {
            people(found);
        }
        return found.clean() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private void line(String words) {
        session.print(Plain.text(words));
    }

    private void people(TenantMaps.Found found) {
        line("By " + found.mapping() + (found.confirmed() ? ":" : ", a draft that nobody has confirmed:"));
        for (TenantMaps.Rows each : found.tables()) {
            line("  %-40s %12s".formatted(each.table(), Counts.of(each.rows(), "row")));
        }
        for (TenantMaps.Reference each : found.references()) {
            line("  %s refers to %s of %s%s"
                    .formatted(
                            each.table(),
                            Counts.of(each.rows(), "shared row"),
                            each.parent(),
                            each.missing() == 0 ? ", all there" : ", " + each.missing() + " of them not there"));
        }
        found.empty().forEach(each -> line("  " + each + " holds rows, but none of this tenant"));
        found.links().forEach(each -> line("! " + each));
        found.unmapped().forEach(each -> line("! " + each));
        found.problems().forEach(each -> line("! " + each));
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
