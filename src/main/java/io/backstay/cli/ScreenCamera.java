package io.backstay.cli;

import io.backstay.act.Drills;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// placeholder until the screens land
final class ScreenCamera implements Drills.Camera {
    ScreenCamera(InstantSource clock) {}

    @Override
    public List<String> take(Drills.Scene scene, Path folder) {
        return List.of();
    }
}
