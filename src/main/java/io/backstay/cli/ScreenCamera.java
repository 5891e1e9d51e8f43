package io.backstay.cli;

import io.backstay.act.Drills;
import io.backstay.act.role.Role;
import io.backstay.base.BackstayException;
import io.backstay.ui.console.RunPictures;
import io.backstay.ui.shell.Identity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// Renders the console's screens of a drill into the folder `screens`.
final class ScreenCamera implements Drills.Camera {
    private static final String FOLDER = "screens";

    private final InstantSource clock;
    private final String version;

    ScreenCamera(InstantSource clock, String version) {
        this.clock = clock;
        this.version = version;
    }

    @Override
    public List<String> take(Drills.Scene scene, Path folder) throws BackstayException, InterruptedException {
        // Before the toolkit starts: where there is a display, no window may flash up.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        // Drawn in software, textures lie on the heap, and half a gigabyte of them is kept unless a bound is set.
        System.setProperty("prism.maxvram", "96m");
        System.setProperty("prism.targetvram", "64m");
        RunPictures pictures = new RunPictures(
                scene, scene.records()::size, clock, ZoneOffset.UTC, new Identity("Drill", Role.RESPONDER, version));
        return pictures.take(folder.resolve(FOLDER)).stream()
                .map(file -> FOLDER + "/" + file.getFileName())
                .toList();
    }
}
