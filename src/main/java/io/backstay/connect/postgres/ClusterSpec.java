package io.backstay.connect.postgres;

import io.backstay.seal.SecretSource;
import java.nio.file.Path;
import java.util.Map;

/// What a new cluster is to be like.
///
/// @param data             the data folder, absent or empty
/// @param log              the server's log, outside the data folder so that no base backup holds it
/// @param password         of the superuser `postgres`, borrowed while the cluster is made
/// @param segmentMegabytes the size of a WAL segment, a power of two
/// @param settings         lines for `postgresql.conf`, values without quotes
public record ClusterSpec(
        Path data, Path log, SecretSource password, int segmentMegabytes, Map<String, String> settings) {
    private static final int SEGMENT_MEGABYTES_MAX = 1024;

    public ClusterSpec {
        if (Integer.bitCount(segmentMegabytes) != 1 || segmentMegabytes > SEGMENT_MEGABYTES_MAX) {
            throw new IllegalArgumentException("a WAL segment has 1, 2, 4 ... 1024 MB, not " + segmentMegabytes);
        }
        if (log.startsWith(data)) {
            throw new IllegalArgumentException("the log would be part of every base backup: " + log);
        }
        settings = Map.copyOf(settings);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "ClusterSpec[" + data + ", " + segmentMegabytes + " MB segments, " + settings.keySet() + "]";
    }
}
