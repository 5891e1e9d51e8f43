package io.backstay.act.policy;

import io.backstay.base.BackstayException;
import io.backstay.manifest.Manifests;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The instant that facts are judged at.
public final class Moments {
    private Moments() {}

    /// The one that is asked for; without one, the newest at which the manifests were exported, or now without any.
    public static Instant of(List<Path> manifests, @Nullable Instant asked, InstantSource clock)
            throws BackstayException {
        Instant when = asked;
        for (Path file : manifests) {
            Instant exported = Manifests.header(file).exportedAt();
            if (asked == null && (when == null || exported.isAfter(when))) {
                when = exported;
            }
        }
        return when == null ? clock.instant() : when;
    }
}
