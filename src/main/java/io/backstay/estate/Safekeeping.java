package io.backstay.estate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the copies of an asset are kept, as observed; whatever is absent is unknown.
///
/// @param apart               whether they lie in other storage than live
/// @param zones               in which zones of a region they lie; empty when not known
/// @param productionCanDelete whether credentials of production could delete them
/// @param publicAccess        whether somebody without any credential could read live or a copy
/// @param transport           the oldest protocol that is taken on the way, such as `TLS 1.2`, or `none`
/// @param standby             whether a second server stands by to take over
/// @param copiedLogs          logs that are copied to other regions
public record Safekeeping(
        @Nullable Boolean apart,
        List<String> zones,
        @Nullable Boolean productionCanDelete,
        @Nullable Boolean publicAccess,
        @Nullable String transport,
        @Nullable Boolean standby,
        List<CopiedLog> copiedLogs) {
    public static final Safekeeping UNKNOWN = new Safekeeping(null, List.of(), null, null, null, null);

    /// Of which no log is known to be copied to another region.
    public Safekeeping(
            @Nullable Boolean apart,
            List<String> zones,
            @Nullable Boolean productionCanDelete,
            @Nullable Boolean publicAccess,
            @Nullable String transport,
            @Nullable Boolean standby) {
        this(apart, zones, productionCanDelete, publicAccess, transport, standby, List.of());
    }

    /// The same, with whether credentials of production could delete the copies.
    public Safekeeping deletable(@Nullable Boolean byProduction) {
        return new Safekeeping(apart, zones, byProduction, publicAccess, transport, standby, copiedLogs);
    }

    /// The same, with those logs copied to other regions.
    public Safekeeping copied(List<CopiedLog> logs) {
        return new Safekeeping(apart, zones, productionCanDelete, publicAccess, transport, standby, logs);
    }
}
