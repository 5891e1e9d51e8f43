package io.backstay.cli;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.lab.LabSpec;
import io.backstay.lab.seed.PracticeSize;
import java.nio.file.Path;

/// A command line over an empty state folder that does not exist yet, without lab or network.
final class Offline {
    private Offline() {}

    /// Runs it; the state folder is `home` in the folder.
    static Ran line(Path folder, String... line) {
        var labs = new LabSpec(folder.resolve("labs"), "Linux", "amd64", PracticeSize.SMALL, 1);
        return Ran.line(
                _ -> new LocalDesk(
                        new LocalDesk.Place(folder.resolve("home"), labs, "tester", "session", Ran.VERSION),
                        DeskHome.means()),
                folder,
                line);
    }
}
