package io.backstay.base;

import io.backstay.fixture.SimulatedStorage;
import java.nio.file.Path;

/// The disk in memory keeps the same promises as a real one, so that what holds on it holds there.
class SimulatedStorageTest extends StorageContract {
    private final Path folder = Path.of("/simulated");
    private final Storage storage = new SimulatedStorage(folder);

    @Override
    Path folder() {
        return folder;
    }

    @Override
    Storage storage() {
        return storage;
    }
}
