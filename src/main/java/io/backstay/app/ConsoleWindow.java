package io.backstay.app;

import io.backstay.act.Desk;
import io.backstay.act.Records;
import io.backstay.base.BackstayException;
import io.backstay.ui.console.ConsoleScreens;
import io.backstay.ui.kit.Times;
import io.backstay.ui.shell.Console;
import io.backstay.ui.shell.ConsoleSetup;
import io.backstay.ui.shell.Identity;
import java.time.InstantSource;
import java.time.ZoneId;

/// The console's window over one desk.
final class ConsoleWindow {
    private final Desk desk;
    private final InstantSource clock;
    private final Identity identity;

    ConsoleWindow(Desk desk, InstantSource clock, Identity identity) {
        this.desk = desk;
        this.clock = clock;
        this.identity = identity;
    }

    /// Opens the window and returns when it is closed.
    void open() throws BackstayException, InterruptedException {
        var acts = new ConsoleScreens.Acts(desk.facts(), desk.practice(), desk.restores(), desk.cases());
        Records records = desk.records();
        ZoneId here = ZoneId.systemDefault();
        ConsoleSetup setup = new ConsoleSetup(
                acts.facts(),
                records::size,
                clock,
                new Times(here, here),
                identity,
                bench -> ConsoleScreens.build(acts, bench));
        new Console(setup).open();
    }
}
