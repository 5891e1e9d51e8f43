package io.backstay.act.test;

import io.backstay.estate.AssetKind;
import java.util.Set;

/// What a restore test does.
public enum TestKind {
    /// Everything recovered to a new place, up to the last commit of the log.
    FULL("full", Set.of(AssetKind.DATABASE)),
    /// The database recovered to an instant between two commits.
    POINT_IN_TIME("point-in-time", Set.of(AssetKind.DATABASE)),
    /// Copies of files, overwritten and deleted under a prefix of their own, brought back by version.
    OBJECT_ROLLBACK("object-rollback", Set.of(AssetKind.OBJECT_STORE)),
    /// One tenant deleted in a scratch server and brought back there.
    TENANT("tenant", Set.of(AssetKind.DATABASE)),
    /// Nothing restored: every byte of backups, log and object versions read and held against its checksum.
    INTEGRITY("integrity", Set.of(AssetKind.DATABASE, AssetKind.OBJECT_STORE));

    private final String word;

    // The checker knows the type Set only; this one is made by Set.of and cannot change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<AssetKind> assets;

    TestKind(String word, Set<AssetKind> assets) {
        this.word = word;
        this.assets = assets;
    }

    /// As it is typed and as manifests and policies write it.
    public String word() {
        return word;
    }

    /// The kinds of asset that it says something about.
    public Set<AssetKind> assets() {
        return assets;
    }
}
