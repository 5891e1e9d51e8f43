package io.backstay.app;

import io.backstay.act.Desk;
import io.backstay.act.connection.Connections;
import io.backstay.act.tenant.DataSets;
import io.backstay.act.undo.Undos;
import io.backstay.base.BackstayException;
import io.backstay.ui.console.ConsoleScreens;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.bell.Chime;
import io.backstay.ui.kit.guard.Guards;
import io.backstay.ui.kit.watch.ScreenObserver;
import io.backstay.ui.shell.Console;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.DesktopNotice;
import io.backstay.ui.shell.Identity;
import io.backstay.ui.shell.Notices;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// The console's window over one desk.
final class ConsoleWindow {
    private final Desk desk;
    private final InstantSource clock;
    private final String operator;
    private final String version;
    private final Outside outside;

    /// @param operator a person's name
    /// @param version  of this program
    ConsoleWindow(Desk desk, InstantSource clock, String operator, String version, Outside outside) {
        this.desk = desk;
        this.clock = clock;
        this.operator = operator;
        this.version = version;
        this.outside = outside;
    }

    /// The desktop around the window.
    ///
    /// @param screens who hears that the screen is locked
    /// @param notice  how it tells people something
    /// @param chime   how clocks are heard
    record Outside(List<ScreenObserver> screens, DesktopNotice notice, Chime chime) {}

    /// Opens the window and returns when it is closed.
    void open() throws BackstayException, InterruptedException {
        var acts = new ConsoleScreens.Acts(
                desk.facts(),
                desk.practice(),
                desk.restores(),
                desk.cases(),
                desk.incidents(),
                desk.reports(),
                desk.records(),
                desk.restoreTests(),
                desk.policyTexts(),
                desk.complianceExports(),
                desk.retentions(),
                desk.searches()::history);
        Undos undos = desk.undos();
        Connections connections = desk.connections();
        DataSets sets = desk.dataSets();
        ZoneId here = ZoneId.systemDefault();
        ConsoleSetup setup = new ConsoleSetup(
                acts.facts(),
                acts.records()::size,
                clock,
                new Times(here, here),
                new Identity(operator, desk.role(), version),
                new Guards(desk::vaults, outside.screens(), desk::protections),
                new Notices(desk.alerts(), outside.notice(), desk.bells(), outside.chime()),
                bench -> ConsoleScreens.build(acts, undos, connections, sets, bench));
        new Console(setup).open();
    }
}
