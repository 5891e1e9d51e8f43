package io.backstay.app.protect;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether memory that the system swaps out could be read from a disk afterwards (Linux only).
///
/// @param swaps   `/proc/swaps`: a line of headings, then one line for each area
/// @param devices `/sys/class/block`: a folder for each block device
public record SwapProtections(Path swaps, Path devices) implements ProtectionSource {
    private static final String NAME = "Swapped memory cannot be read from a disk";
    private static final String ENCRYPTED = "CRYPT-";
    /// A volume of a group on an encrypted disk is three deep; nobody builds ten.
    private static final int DEPTH_MAX = 10;

    /// The system's own files.
    public static SwapProtections ofThisSystem() {
        return new SwapProtections(Path.of("/proc/swaps"), Path.of("/sys/class/block"));
    }

    @Override
    public List<Protection> observed() {
        try {
            return List.of(judged(Files.readAllLines(swaps)));
        } catch (IOException _) {
            return List.of(new Protection(
                    NAME,
                    State.UNKNOWN,
                    "This system does not tell where it swaps to; let the whole disk be encrypted."));
        }
    }

    private Protection judged(List<String> lines) {
        List<String> areas = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s+", 2)[0])
                .toList();
        if (areas.isEmpty()) {
            return new Protection(NAME, State.ACTIVE, "No swap is in use.");
        }
        List<String> doubtful = new ArrayList<>();
        for (String area : areas) {
            if (!isSafe(area)) {
                doubtful.add(area);
            }
        }
        return doubtful.isEmpty()
                ? new Protection(
                        NAME, State.ACTIVE, "Swap is in memory or encrypted: " + String.join(", ", areas) + ".")
                : new Protection(
                        NAME,
                        State.UNKNOWN,
                        "Whether " + String.join(", ", doubtful) + " is encrypted cannot be seen from here.");
    }

    private boolean isSafe(String area) {
        Path file = Path.of(area);
        try {
            // Names such as /dev/mapper/swap are links to the device.
            file = file.toRealPath();
        } catch (IOException _) {
            // In a container the device is not there, but its name still tells.
        }
        Path name = file.getFileName();
        return area.startsWith("/dev/")
                && name != null
                && (name.toString().startsWith("zram") || isEncrypted(name.toString(), 0));
    }

    private boolean isEncrypted(String device, int depth) {
        Path folder = devices.resolve(device);
        try {
            if (Files.readString(folder.resolve("dm").resolve("uuid")).startsWith(ENCRYPTED)) {
                return true;
            }
        } catch (NoSuchFileException _) {
            // Not a mapped device; what it lies on may be.
        } catch (IOException _) {
            return false;
        }
        List<String> below = below(folder);
        return depth < DEPTH_MAX && !below.isEmpty() && below.stream().allMatch(name -> isEncrypted(name, depth + 1));
    }

    private static List<String> below(Path folder) {
        try (Stream<Path> slaves = Files.list(folder.resolve("slaves"))) {
            return slaves.map(path -> path.getFileName().toString()).toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
