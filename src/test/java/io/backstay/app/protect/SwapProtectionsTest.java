package io.backstay.app.protect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Protection;
import io.backstay.act.Protection.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Made trees of devices, because a test cannot switch swap on.
final class SwapProtectionsTest {
    private static final String HEADINGS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    @TempDir
    Path folder;

    @Test
    void noSwapIsSafe() throws IOException {
        assertEquals(State.ACTIVE, seen("").state());
    }

    @Test
    void swapInCompressedMemoryIsSafe() throws IOException {
        assertEquals(State.ACTIVE, seen(area("/dev/zram0", "partition")).state());
    }

    @Test
    void swapOnAnEncryptedDeviceIsSafe() throws IOException {
        device("dm-1", "CRYPT-PLAIN-swap");
        assertEquals(State.ACTIVE, seen(area("/dev/dm-1", "partition")).state());
    }

    @Test
    void aVolumeOnAnEncryptedDiskIsSafeAndOneThatIsHalfOnItIsNot() throws IOException {
        device("dm-0", "CRYPT-LUKS2-0123-disk");
        device("dm-2", "LVM-abc", "dm-0");
        device("dm-3", "LVM-def", "dm-0", "sda3");
        assertEquals(State.ACTIVE, seen(area("/dev/dm-2", "partition")).state());
        assertEquals(State.UNKNOWN, seen(area("/dev/dm-3", "partition")).state());
    }

    @Test
    void anythingElseIsUnknownAndNamed() throws IOException {
        Protection seen =
                seen(area("/dev/zram0", "partition") + area("/swapfile", "file") + area("/dev/sda2", "partition"));
        assertEquals(State.UNKNOWN, seen.state());
        assertTrue(seen.why().contains("/swapfile, /dev/sda2"), seen::why);
    }

    @Test
    void aFileThatIsCalledLikeMemoryIsAFile() throws IOException {
        assertEquals(State.UNKNOWN, seen(area("/var/zram0", "file")).state());
    }

    @Test
    void aSystemThatDoesNotTellIsUnknown() {
        List<Protection> seen = new SwapProtections(folder.resolve("gone"), folder).observed();
        assertEquals(State.UNKNOWN, seen.getFirst().state());
    }

    private Protection seen(String areas) throws IOException {
        Path swaps = Files.writeString(folder.resolve("swaps"), HEADINGS + areas);
        return new SwapProtections(swaps, folder).observed().getFirst();
    }

    private static String area(String path, String type) {
        return path + "\t\t\t\t" + type + "\t2097148\t\t0\t\t-2\n";
    }

    private void device(String name, String uuid, String... below) throws IOException {
        Path device = folder.resolve(name);
        Files.createDirectories(device.resolve("dm"));
        Files.writeString(device.resolve("dm").resolve("uuid"), uuid + "\n");
        for (String slave : below) {
            Files.createDirectories(device.resolve("slaves").resolve(slave));
        }
    }
}
