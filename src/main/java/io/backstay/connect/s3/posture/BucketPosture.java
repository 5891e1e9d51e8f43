package io.backstay.connect.s3.posture;

import io.backstay.connect.s3.Versioning;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a bucket protects what is in it, as it answered when it was asked.
///
/// @param exposure what was found about access without credentials
public record BucketPosture(
        Setting<VersionsKept> versions,
        Setting<Lifecycle> lifecycle,
        Setting<LockDefault> lock,
        Setting<DefaultEncryption> encryption,
        Setting<Replication> replication,
        Exposure exposure) {

    /// Whether what is overwritten and deleted stays; absent when not known.
    public @Nullable Boolean kept() {
        return versions.known() ? versions.value() != null && versioning() == Versioning.ENABLED : null;
    }

    private @Nullable Versioning versioning() {
        VersionsKept kept = versions.value();
        return kept == null ? null : kept.versioning();
    }

    /// How long what is overwritten or deleted stays; absent when it stays without end, or when that is not known.
    /// Where no versions are kept, no time at all.
    public @Nullable Duration retention() {
        if (Boolean.FALSE.equals(kept())) {
            return Duration.ZERO;
        }
        Lifecycle rules = lifecycle.value();
        return rules == null ? null : rules.noncurrent();
    }

    /// Whether nobody can remove a new version before its time; absent when that depends on each version, or is not
    /// known.
    public @Nullable Boolean immutable() {
        if (!lock.known()) {
            return null;
        }
        LockDefault set = lock.value();
        if (set == null) {
            return false;
        }
        return set.mode() == null ? null : set.mode().equals("COMPLIANCE");
    }

    /// How what is written is encrypted in the words of the estate, `none` where it is not; absent when not known.
    public @Nullable String encrypted() {
        if (!encryption.known()) {
            return null;
        }
        DefaultEncryption set = encryption.value();
        return set == null ? "none" : set.algorithm();
    }

    /// What could not be read.
    public List<Setting.Unread<?>> unread() {
        Stream<Setting<?>> all =
                Stream.concat(Stream.of(versions, lifecycle, lock, encryption, replication), exposure.asked().stream());
        return all.<Setting.Unread<?>>mapMulti((setting, out) -> {
                    if (setting instanceof Setting.Unread<?> unread) {
                        out.accept(unread);
                    }
                })
                .toList();
    }

    /// The permissions that the key lacks.
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (Setting.Unread<?> each : unread()) {
            if (each.denied()) {
                missing.add(each.question().permission());
            }
        }
        return missing;
    }
}
