package io.backstay.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs that come with Backstay are for one platform each.
class BundledProgramsTest {
    @TempDir
    Path folder;

    @Test
    void anUnsupportedPlatformIsNamedAndNothingIsUnpacked() {
        Path cache = folder.resolve("programs");
        var refused =
                assertThrows(BackstayException.class, () -> new BundledPrograms("SunOS", "sparc", cache).unpack());
        assertInstanceOf(Failure.Unsupported.class, refused.failure());
        assertTrue(refused.failure().message().contains("sunos-sparc"), refused.failure()::message);
        assertFalse(Files.exists(cache));
    }
}
