package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Programs;
import io.backstay.lab.seed.PracticeSize;
import java.nio.file.Path;

/// What a lab is to be like.
///
/// @param root      where labs live; made if need be, and reachable for whoever the server runs as
/// @param system    this operating system, as Java names it, such as `Linux`
/// @param processor this processor, as Java names it, such as `amd64`
/// @param seed      the same seed gives the same data
public record LabSpec(Path root, String system, String processor, PracticeSize size, long seed) {
    private static final long SMALL_ROOM_BYTES = 700L << 20;
    private static final long LARGE_ROOM_BYTES = 3L << 30;

    /// The programs, unpacked once and kept for the next lab.
    Path programs() {
        return root.resolve("programs");
    }

    /// PostgreSQL's programs as they come with Backstay, unpacked if they are not yet.
    public Programs bundledPrograms() throws BackstayException, InterruptedException {
        return new BundledPrograms(system, processor, programs()).unpack();
    }

    /// What the lab, its backup, its log and one scratch server take on disk at most.
    long roomBytes() {
        return switch (size) {
            case SMALL -> SMALL_ROOM_BYTES;
            case LARGE -> LARGE_ROOM_BYTES;
        };
    }
}
