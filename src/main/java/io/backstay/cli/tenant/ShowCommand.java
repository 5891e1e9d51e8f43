package io.backstay.cli.tenant;

import io.backstay.act.Desk;
import io.backstay.act.tenant.TenantMaps;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.codec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `backstay tenant show`: what a mapping finds of one tenant.
@Command(
        name = "show",
        description = "What a mapping finds of one tenant in live; exit code 1 when something needs thought.")
final class ShowCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Mixin
    private final TenantChoice choice = new TenantChoice();

    ShowCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        access.openFor(desk, choice.connection());
        TenantMaps.Found found = watched(
                progress -> desk.tenantMaps().show(choice.connection(), choice.tenant(), choice.mapping(), progress));
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
}
