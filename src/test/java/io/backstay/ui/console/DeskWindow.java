package io.backstay.ui.console;

import io.backstay.act.LocalDesk;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.OpenWindow;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Workbench;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// The console's window over a real desk, as the program opens it.
final class DeskWindow {
    private DeskWindow() {}

    /// Without databases of one's own, data sets and the way to undo.
    static OpenWindow show(LocalDesk on, InstantSource clock) throws Exception {
        return show(on, clock, ConsoleScreens::build);
    }

    /// With all that the program shows.
    static OpenWindow whole(LocalDesk on, InstantSource clock) throws Exception {
        var undos = on.undos();
        var connections = on.connections();
        var sets = on.dataSets();
        return show(on, clock, (acts, bench) -> ConsoleScreens.build(acts, undos, connections, sets, bench));
    }

    @FunctionalInterface
    private interface Building {
        List<Screen> build(ConsoleScreens.Acts acts, Workbench bench);
    }

    private static OpenWindow show(LocalDesk on, InstantSource clock, Building building) throws Exception {
        var acts = new ConsoleScreens.Acts(
                on.facts(),
                on.practice(),
                on.restores(),
                on.cases(),
                on.incidents(),
                on.reports(),
                on.records(),
                on.restoreTests(),
                on.policyTexts(),
                on.complianceExports(),
                on.retentions(),
                on.searches()::history);
        return OpenWindow.show(new ConsoleSetup(
                acts.facts(),
                acts.records()::size,
                clock,
                new Times(ZoneOffset.UTC, ZoneOffset.UTC),
                new Identity("Jonas Weber", on.role(), "0.1.0"),
                new Guards(on::vaults, List.of(), on::protections),
                bench -> building.build(acts, bench)));
    }
}
